import { readdirSync, readFileSync } from 'node:fs';

const MEGABYTE = 2 ** 20;

/** A process and all that it has started. Linux only. */
function family(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name, which may hold anything) state parent …"
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const all = [pid];
  for (const each of all) all.push(...(children.get(each) ?? []));
  return all;
}

export type Memory = {
  /** resident memory, summed over the processes, in MB: what they share counts once for each */
  rss: number;
  /** proportional share, in MB: what they share counts once */
  pss: number;
};

function memoryOf(pid: number): Memory {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = (field: string): number =>
      (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) * 1024) / MEGABYTE;
    return { rss: megabytes('Rss'), pss: megabytes('Pss') };
  } catch {
    return { rss: 0, pss: 0 };
  }
}

/** Memory of a program with all its processes, now. */
export function memoryOfFamily(pid: number): Memory {
  return family(pid)
    .map(memoryOf)
    .reduce((sum, { rss, pss }) => ({ rss: sum.rss + rss, pss: sum.pss + pss }), { rss: 0, pss: 0 });
}

/** Looks at a program's memory every `everyMs` until it is told to stop; then tells the most there was. */
export function watchMemory(pid: number, everyMs = 250): { stop(): Memory } {
  const peak: Memory = { rss: 0, pss: 0 };
  const look = (): void => {
    const now = memoryOfFamily(pid);
    peak.rss = Math.max(peak.rss, now.rss);
    peak.pss = Math.max(peak.pss, now.pss);
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}
