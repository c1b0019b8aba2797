import { z } from 'zod';
import { ZOOM_MAX, ZOOM_MIN } from '../document/timescale';
import { editor, useView } from './session';

/** Where a project is looked at, kept on this machine by the project's id: it is opened again where it was left. */
const viewSchema = z.object({
  pixelsPerSecond: z.number().min(ZOOM_MIN).max(ZOOM_MAX),
  scrollSeconds: z.number().min(0),
});
type ProjectView = z.infer<typeof viewSchema>;

const storageKey = 'project-views';
/** Projects whose views are kept, the latest left last. */
const KEPT = 100;
const atFirst: ProjectView = { pixelsPerSecond: 60, scrollSeconds: 0 };

function keptViews(): [id: string, view: unknown][] {
  try {
    return z
      .array(z.tuple([z.string(), z.unknown()]))
      .parse(JSON.parse(localStorage.getItem(storageKey) ?? '[]'));
  } catch {
    // From another version: every project opens at its start.
    return [];
  }
}

/** Keeps where the open project is looked at. */
export function leaveView(): void {
  const { id } = editor.document;
  const { pixelsPerSecond, scrollSeconds } = useView.getState();
  const others = keptViews().filter(([other]) => other !== id);
  const views = [...others, [id, { pixelsPerSecond, scrollSeconds }]].slice(-KEPT);
  localStorage.setItem(storageKey, JSON.stringify(views));
}

/** Where the project of that id was left; its start at the usual zoom if it never was. */
export function viewOf(id: string): ProjectView {
  const kept = viewSchema.safeParse(keptViews().find(([other]) => other === id)?.[1]);
  return kept.success ? kept.data : atFirst;
}
