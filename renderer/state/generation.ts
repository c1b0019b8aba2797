import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import { failJob, finishJob, startJob } from './sounds';

/**
 * Sends a request and follows it to its end; the Generate panel shows it, and its error. Several may be under way: main
 * queues them.
 * @returns its takes; null when it failed or was cancelled
 */
export async function runJob(request: GenerateRequest): Promise<readonly Sound[] | null> {
  startJob(request);
  const reply = await window.studio.request('sound.generate', request);
  if (!reply.ok) {
    failJob(request.jobId, reply.error);
    return null;
  }
  finishJob(request.jobId, reply.value.sounds);
  return reply.value.sounds;
}

/** A seed by chance: an unsigned 32-bit integer. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}
