import { z } from 'zod';
import { gridUnits } from '../document/grid';
import { overlapPolicies, ripples } from '../document/arranging';
import { useView } from './session';

/** How a person likes to edit, kept between runs on this machine. What is selected and looked at is not. */
const keptSchema = z
  .object({
    snap: z.boolean(),
    snapTo: z.object({ grid: z.boolean(), clips: z.boolean(), markers: z.boolean(), playhead: z.boolean() }),
    snapToZero: z.boolean(),
    followPlayhead: z.boolean(),
    overlap: z.enum(overlapPolicies),
    ripple: z.enum(ripples),
    gridUnit: z.enum(gridUnits),
  })
  .partial();
const keptKeys = keptSchema.keyof().options;

const storageKey = 'editing';

/** Takes up what was kept, and keeps what changes. Returns the function that stops keeping. */
export function keepView(): () => void {
  try {
    const kept = keptSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
    useView.setState(Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)));
  } catch {
    // From another version: everything is as it comes.
  }
  return useView.subscribe((view, before) => {
    if (keptKeys.every((key) => view[key] === before[key])) return;
    localStorage.setItem(
      storageKey,
      JSON.stringify(Object.fromEntries(keptKeys.map((key) => [key, view[key]]))),
    );
  });
}
