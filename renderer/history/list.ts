import type { Step } from '../document/editor';

/** One line of the list: the state after so many steps. */
export type Line = { readonly applied: number; readonly label: string };

/** The states that can be jumped to, the beginning first; steps that were taken back stay listed behind. */
export function linesOf(steps: readonly Step[], beginning: string): Line[] {
  return [
    { applied: 0, label: beginning },
    ...steps.map((step, index) => ({ applied: index + 1, label: step.label })),
  ];
}

/** The lines that lie in the window of `height` from `scrollTop`, with a few more on either side. */
export function linesInSight(
  count: number,
  scrollTop: number,
  height: number,
  lineHeight: number,
): { first: number; last: number } {
  const beyond = 6;
  return {
    first: Math.max(0, Math.floor(scrollTop / lineHeight) - beyond),
    last: Math.min(count - 1, Math.ceil((scrollTop + height) / lineHeight) + beyond),
  };
}
