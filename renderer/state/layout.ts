import { z } from 'zod';
import { create } from 'zustand';

/** Sizes and open panels of the window, kept between runs on this machine. Not part of any project. */
const layoutSchema = z.object({
  leftWidth: z.number().min(280).max(560).default(340),
  leftOpen: z.boolean().default(true),
  leftTab: z.enum(['generate', 'library']).default('generate'),
  dockHeight: z.number().min(140).max(480).default(250),
  dockOpen: z.boolean().default(true),
  dockTab: z.enum(['effects', 'mixer', 'meters']).default('effects'),
  /** the mixer and the meters want more height than a rack; on a large screen inserts stand above the faders */
  mixerHeight: z
    .number()
    .min(220)
    .max(720)
    .default(() => (window.innerHeight >= 960 ? 500 : 340)),
  metersHeight: z.number().min(180).max(640).default(300),
  /** the mixer's strips show inserts and sends */
  mixerDetails: z.boolean().default(true),
  minimapOpen: z.boolean().default(true),
  historyOpen: z.boolean().default(false),
});
export type Layout = z.infer<typeof layoutSchema>;

export const leftWidthRange = [280, 560] as const;
/** Height of each tab of the dock, and where it is kept. */
export const dockHeights = {
  effects: { key: 'dockHeight', range: [140, 480] },
  mixer: { key: 'mixerHeight', range: [220, 720] },
  meters: { key: 'metersHeight', range: [180, 640] },
} as const satisfies Record<Layout['dockTab'], { key: keyof Layout; range: readonly [number, number] }>;
export type DockTab = Layout['dockTab'];

/** Shows a tab of the dock. */
export function showDock(dockTab: DockTab): void {
  useLayout.setState({ dockOpen: true, dockTab });
}

const storageKey = 'layout';

/** What was stored, or the defaults where it is missing or from another version. */
export function readLayout(text: string | null): Layout {
  try {
    return layoutSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return layoutSchema.parse({});
  }
}

export const useLayout = create<Layout>(() => readLayout(localStorage.getItem(storageKey)));

/** In a narrower or lower window, in CSS pixels, the panels around the timeline would leave it no room. */
export const NARROW = 1024;
const LOW = 600;

type Panel = 'leftOpen' | 'historyOpen' | 'dockOpen';
/** Panels that were closed because there was no room for them: they come back with it. */
const putAway = new Set<Panel>();
let narrow = false;
let low = false;

function makeRoom(panels: readonly Panel[], cramped: boolean): void {
  for (const panel of panels) {
    if (cramped && useLayout.getState()[panel]) {
      putAway.add(panel);
      useLayout.setState({ [panel]: false });
    } else if (!cramped && putAway.delete(panel)) useLayout.setState({ [panel]: true });
  }
}

/** Closes panels when the window becomes too small for them, and opens those again when it is large enough. */
function fitWindow(): void {
  if (window.innerWidth < NARROW !== narrow) makeRoom(['leftOpen', 'historyOpen'], (narrow = !narrow));
  if (window.innerHeight < LOW !== low) makeRoom(['dockOpen'], (low = !low));
}

// The layout lives as long as the window.
window.addEventListener('resize', fitWindow);
fitWindow();

useLayout.subscribe((layout, before) => {
  // A narrow window has room for one panel beside the timeline.
  if (narrow && layout.leftOpen && layout.historyOpen) {
    useLayout.setState(before.leftOpen ? { leftOpen: false } : { historyOpen: false });
    return;
  }
  const wanted = Object.fromEntries([...putAway].map((panel) => [panel, true]));
  localStorage.setItem(storageKey, JSON.stringify({ ...layout, ...wanted }));
});
