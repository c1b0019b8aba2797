import { z } from 'zod';
import { create } from 'zustand';

/** Programme loudness to aim at, in LUFS, and who asks for it. */
export const targets = [
  { lufs: -27, label: '−27 Film, streaming' },
  { lufs: -24, label: '−24 ATSC A/85' },
  { lufs: -23, label: '−23 EBU R 128' },
  { lufs: -18, label: '−18 Games, mobile' },
  { lufs: -16, label: '−16 Podcast' },
  { lufs: -14, label: '−14 Music streaming' },
] as const;

const schema = z.object({
  target: z.number().min(-40).max(-5).default(-23),
  /** measuring begins anew whenever playing does */
  resetOnPlay: z.boolean().default(false),
});

const storageKey = 'meters';

function stored(): z.output<typeof schema> {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return schema.parse({});
  }
}

/** How the person wants to measure: kept between runs, part of no project. */
export const useMeterSettings = create(() => stored());

useMeterSettings.subscribe((settings) => localStorage.setItem(storageKey, JSON.stringify(settings)));
