import { z } from 'zod';
import { create } from 'zustand';
import {
  durationSchema,
  PROMPT_MAX_CHARS,
  SEED_MAX,
  seedSchema,
  TAKES_MAX,
} from '../../preload/contract/sound';
import type { AppError } from '../../preload/contract/errors';
import { randomSeed } from '../state/generation';

const RECENT_MAX = 50;

/** What the form holds, kept between runs on this machine. */
const formSchema = z.object({
  prompt: z.string().max(PROMPT_MAX_CHARS).default(''),
  duration: durationSchema.default(4),
  loop: z.boolean().default(false),
  seed: seedSchema.default(() => randomSeed()),
  seedLocked: z.boolean().default(false),
  takes: z.number().int().min(1).max(TAKES_MAX).default(4),
  /** prompts used before, newest first */
  recent: z.array(z.string().max(PROMPT_MAX_CHARS)).max(RECENT_MAX).default([]),
});
export type GenerateForm = z.infer<typeof formSchema>;

const storageKey = 'generate';

/** What was stored, or the defaults where it is missing or from another version. */
export function readForm(text: string | null): GenerateForm {
  try {
    return formSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return formSchema.parse({});
  }
}

export const useForm = create<GenerateForm>(() => readForm(localStorage.getItem(storageKey)));

useForm.subscribe((form) => localStorage.setItem(storageKey, JSON.stringify(form)));

/** An error of the form itself, shown beside the prompt field. */
export const useFormError = create<{ error: AppError | null }>(() => ({ error: null }));

/** The number a person typed as a seed; null when it is none. */
export function parseSeed(text: string): number | null {
  if (!/^\s*\d{1,10}\s*$/.test(text)) return null;
  const seed = Number(text);
  return seed <= SEED_MAX ? seed : null;
}

/** The recent prompts with this one in front, without repeats. */
export function withRecent(recent: readonly string[], prompt: string): string[] {
  return [prompt, ...recent.filter((other) => other !== prompt)].slice(0, RECENT_MAX);
}

/**
 * Walks the recent prompts like a shell's history. `position` -1 is the text being written (`draft`).
 * @returns null at either end, where the arrow key keeps its own meaning
 */
export function stepHistory(
  recent: readonly string[],
  position: number,
  direction: 1 | -1,
  draft: string,
): { position: number; text: string } | null {
  const next = position + direction;
  if (next < -1 || next >= recent.length) return null;
  return { position: next, text: next === -1 ? draft : (recent[next] ?? draft) };
}
