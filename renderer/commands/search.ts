import type { Command } from './command';

/**
 * How well `query` fits `text`; null when it does not. Every word of the query must begin a word of the text or lie
 * within one; beginnings count more, and earlier ones more still.
 */
export function matchScore(text: string, query: string): number | null {
  const target = text.toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const at = target.indexOf(word);
    if (at < 0) return null;
    const beginsWord = at === 0 || !/[a-z0-9]/.test(target[at - 1] ?? '');
    score += (beginsWord ? 100 : 10) - Math.min(at, 9);
  }
  return score;
}

/** Commands that fit the query, best first; all, in their order, for an empty one. */
export function searchCommands(commands: readonly Command[], query: string): Command[] {
  return commands
    .flatMap((command) => {
      const score = matchScore(`${command.label} ${command.group}`, query);
      return score === null ? [] : [{ command, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}
