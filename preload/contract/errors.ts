import { z } from 'zod';

/**
 * What went wrong, as data. `message` names the problem, `remedy` says what the person can do about it.
 * Errors cross the bridge as values: nothing is thrown over IPC, so no stack or path leaks into the window.
 */
export const errorTags = [
  'invalid-input',
  'not-found',
  'cancelled',
  'busy',
  'model-pack',
  'provider',
  'inference-crashed',
  'output-check',
  'file-damaged',
  'file-newer',
  'disk',
  'internal',
] as const;

export const appErrorSchema = z.object({
  tag: z.enum(errorTags),
  message: z.string(),
  remedy: z.string().optional(),
});
export type ErrorTag = (typeof errorTags)[number];
export type AppError = { tag: ErrorTag; message: string; remedy?: string | undefined };

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (tag: ErrorTag, message: string, remedy?: string): { ok: false; error: AppError } => ({
  ok: false,
  error: remedy === undefined ? { tag, message } : { tag, message, remedy },
});

/** An AppError that travels inside one process as an exception, to be turned into a value at the border. */
export class StudioError extends Error {
  readonly tag: ErrorTag;
  readonly remedy: string | undefined;

  constructor(tag: ErrorTag, message: string, remedy?: string) {
    super(message);
    this.name = 'StudioError';
    this.tag = tag;
    this.remedy = remedy;
  }

  toValue(): AppError {
    return this.remedy === undefined
      ? { tag: this.tag, message: this.message }
      : { tag: this.tag, message: this.message, remedy: this.remedy };
  }
}

/** Any thrown thing as an AppError; unknown exceptions become `internal` and keep their message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof StudioError) return thrown.toValue();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    tag: 'internal',
    message,
    remedy: 'Try again. If it happens again, restart the studio; your work is kept.',
  };
}
