import type { Automation, Effect, ProjectDocument } from '../../preload/contract/document';
import { routing } from '../document/routing';
import { descriptorOf } from './effects/index';

/** No tail is waited for longer than this, in seconds. */
const LONGEST_TAIL = 30;

/** An effect's tail where its automation makes it longest. */
function effectTail({ id, type, params }: Effect, lanes: readonly Automation[]): number {
  const tailOf = (values: Effect['params']): number => descriptorOf(type)?.tail(values) ?? 0;
  let longest = params;
  for (const { target, points } of lanes) {
    const [kind, effectId, key] = target.split(':');
    if (kind !== 'effect' || effectId !== id || key === undefined) continue;
    for (const { value } of points) {
      const there = { ...longest, [key]: value };
      if (tailOf(there) > tailOf(longest)) longest = there;
    }
  }
  return tailOf(longest);
}

const rackTail = (effects: readonly Effect[], lanes: readonly Automation[]): number =>
  effects.reduce((sum, effect) => sum + (effect.bypassed ? 0 : effectTail(effect, lanes)), 0);

/**
 * Seconds that echoes and rooms go on after the last clip: along the longest way from a clip to the output, through
 * its track, groups, returns and the master, as each begins to ring out when what plays into it has.
 */
export function tailSeconds(document: ProjectDocument): number {
  const { master } = document;
  const used = new Set(Object.values(document.clips).map(({ trackId }) => trackId));
  /** when a strip's latest input has fallen silent; what nothing sounding plays into is missing */
  const silent = new Map<string, number>([...used].map((id) => [id, 0]));
  for (const { track, output, sends } of routing(document.tracks)) {
    const enters = silent.get(track.id);
    if (enters === undefined) continue;
    // A frozen track's effects, tails and all, are in its sound.
    const leaves = enters + (track.frozen ? 0 : rackTail(track.effects, track.automation));
    for (const to of [output, ...sends.map(({ returnId }) => returnId)]) {
      silent.set(to, Math.max(silent.get(to) ?? 0, leaves));
    }
  }
  return Math.min(LONGEST_TAIL, (silent.get('master') ?? 0) + rackTail(master.effects, master.automation));
}
