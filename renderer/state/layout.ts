import { z } from 'zod';
import { create } from 'zustand';

/** Sizes and open panels of the window, kept between runs on this machine. Not part of any project. */
const layoutSchema = z.object({
  leftWidth: z.number().min(280).max(560).default(340),
  leftOpen: z.boolean().default(true),
  leftTab: z.enum(['generate', 'library']).default('generate'),
  dockHeight: z.number().min(140).max(480).default(212),
  dockOpen: z.boolean().default(true),
});
export type Layout = z.infer<typeof layoutSchema>;

export const leftWidthRange = [280, 560] as const;
export const dockHeightRange = [140, 480] as const;

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

useLayout.subscribe((layout) => localStorage.setItem(storageKey, JSON.stringify(layout)));
