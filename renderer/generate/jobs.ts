import { fail, type AppError } from '../../preload/contract/errors';
import { generateRequestSchema, SEED_MAX, type GenerateRequest } from '../../preload/contract/sound';
import { newId } from '../document/factory';
import { randomSeed, runJob } from '../state/generation';
import { showError } from '../state/notices';
import { useSounds } from '../state/sounds';
import { useForm, useFormError, withRecent } from './form';

/**
 * Generates what the form says. An unlocked seed is drawn anew; the form shows the one that was used.
 * @returns false when the form holds an error, which it now shows
 */
export function generateFromForm(): boolean {
  const form = useForm.getState();
  const seed = form.seedLocked ? form.seed : randomSeed();
  const parsed = generateRequestSchema.safeParse({
    jobId: newId(),
    prompt: form.prompt.trim(),
    seed,
    duration: form.duration,
    takes: form.takes,
    loop: form.loop,
  });
  if (!parsed.success) {
    useFormError.setState({ error: firstIssue(parsed.error.issues) });
    return false;
  }
  useFormError.setState({ error: null });
  useForm.setState({ seed, recent: withRecent(form.recent, parsed.data.prompt) });
  void runJob(parsed.data);
  return true;
}

function firstIssue(issues: readonly { message: string }[]): AppError {
  return fail('invalid-input', issues[0]?.message ?? 'Check the values below the prompt.').error;
}

/** The same request with seeds that no take has had: other takes of the same idea. */
export async function generateAgain(request: GenerateRequest): Promise<void> {
  await runJob({ ...request, jobId: newId(), seed: randomSeed() });
}

/** The very same request once more, after a failure. */
export async function retry(request: GenerateRequest): Promise<void> {
  await runJob({ ...request, jobId: newId() });
}

export async function cancelJob(jobId: string): Promise<void> {
  const reply = await window.studio.request('sound.cancel', { jobId });
  if (!reply.ok) showError(reply.error, 'Cancel');
}

export async function cancelAll(): Promise<void> {
  const running = useSounds.getState().jobs.filter((job) => job.state === 'running');
  await Promise.all(running.map((job) => cancelJob(job.request.jobId)));
}

/** Brings a take's prompt, seed and length back into the form, with the seed locked: Generate makes it again. */
export function reuse({ prompt, seed, duration, loop }: Omit<GenerateRequest, 'jobId' | 'takes'>): void {
  useForm.setState({ prompt, seed: Math.min(seed, SEED_MAX), duration, loop, seedLocked: true });
}
