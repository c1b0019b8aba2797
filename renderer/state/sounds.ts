import { create } from 'zustand';
import type { EventPayload } from '../../preload/contract/contract';
import type { AppError } from '../../preload/contract/errors';
import type { GenerateRequest, Sound, StageName } from '../../preload/contract/sound';

/** One press of Generate, from the request to its takes. Kept for the session, newest first. */
export type Job = {
  request: GenerateRequest;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  stage: StageName;
  /** 0 to 1 over the whole job */
  fraction: number;
  /** ids of the takes by index; null where one is not there (yet) */
  takes: readonly (string | null)[];
  error: AppError | null;
};

type SoundsState = {
  /** every sound this window has heard of, by id */
  sounds: Readonly<Record<string, Sound>>;
  jobs: readonly Job[];
  /** the job whose takes the keys 1 to 8 play */
  activeJobId: string | null;
  /** the take last played: what "place at playhead" places */
  activeSoundId: string | null;
  /** counts sounds that came into the library or left it otherwise than by a job */
  libraryChanges: number;
};

export const useSounds = create<SoundsState>(() => ({
  sounds: {},
  jobs: [],
  activeJobId: null,
  activeSoundId: null,
  libraryChanges: 0,
}));

/** Adds sounds, or replaces what is known of them. */
export function rememberSounds(list: readonly Sound[]): void {
  useSounds.setState(({ sounds }) => {
    const next = { ...sounds };
    for (const sound of list) next[sound.id] = sound;
    return { sounds: next };
  });
}

/** Sounds were imported, bounced, removed or restored: lists of the library are out of date. */
export function libraryChanged(): void {
  useSounds.setState(({ libraryChanges }) => ({ libraryChanges: libraryChanges + 1 }));
}

function changeJob(jobId: string, change: (job: Job) => Partial<Job>): void {
  useSounds.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.request.jobId === jobId ? { ...job, ...change(job) } : job)),
  }));
}

export function startJob(request: GenerateRequest): void {
  const job: Job = {
    request,
    state: 'running',
    stage: 'queued',
    fraction: 0,
    takes: Array.from({ length: request.takes }, () => null),
    error: null,
  };
  useSounds.setState(({ jobs }) => ({ jobs: [job, ...jobs], activeJobId: request.jobId }));
}

export function progressJob({ jobId, stage, fraction }: EventPayload<'sound.progress'>): void {
  // A job never goes backwards on the screen, even when stages repeat for every take.
  changeJob(jobId, (job) => ({ stage, fraction: Math.max(job.fraction, Math.min(1, fraction)) }));
}

export function takeArrived({ jobId, index, sound }: EventPayload<'sound.take'>): void {
  rememberSounds([sound]);
  changeJob(jobId, (job) => (index in job.takes ? { takes: job.takes.with(index, sound.id) } : {}));
}

/** `sounds` is the whole reply: takes whose event was missed are filled in from it. */
export function finishJob(jobId: string, sounds: readonly Sound[]): void {
  rememberSounds(sounds);
  changeJob(jobId, () => ({ state: 'done', fraction: 1, takes: sounds.map((sound) => sound.id) }));
}

export function failJob(jobId: string, error: AppError): void {
  changeJob(jobId, () =>
    error.tag === 'cancelled' ? { state: 'cancelled', error: null } : { state: 'failed', error },
  );
}

/** Takes a job off the list; its sounds stay in the library. */
export function forgetJob(jobId: string): void {
  useSounds.setState(({ jobs, activeJobId }) => {
    const left = jobs.filter((job) => job.request.jobId !== jobId);
    return {
      jobs: left,
      activeJobId: activeJobId === jobId ? (left[0]?.request.jobId ?? null) : activeJobId,
    };
  });
}

/** The sound a key 1 to 8 stands for: take `index` of the active job. */
export function takeAt(state: SoundsState, index: number): string | null {
  const job = state.jobs.find((candidate) => candidate.request.jobId === state.activeJobId);
  return job?.takes[index] ?? null;
}
