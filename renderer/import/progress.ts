import { create } from 'zustand';
import { newId } from '../document/factory';

/** Audio on its way into the library: files that are read, clips that are rendered. */
export type AudioJob = {
  id: string;
  /** "Importing rain.wav" */
  label: string;
  /** 0 to 1 */
  fraction: number;
  cancel: () => void;
};

export const useAudioJobs = create<{ jobs: readonly AudioJob[] }>(() => ({ jobs: [] }));

export type Progress = (changes: { label?: string; fraction?: number }) => void;

/** Shows the work, with its progress and a way to stop it, for as long as it lasts. */
export async function withProgress<T>(
  label: string,
  work: (progress: Progress, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const id = newId();
  const abort = new AbortController();
  const job: AudioJob = { id, label, fraction: 0, cancel: () => abort.abort() };
  useAudioJobs.setState(({ jobs }) => ({ jobs: [...jobs, job] }));
  const progress: Progress = (changes) =>
    useAudioJobs.setState(({ jobs }) => ({
      jobs: jobs.map((each) => (each.id === id ? { ...each, ...changes } : each)),
    }));
  try {
    return await work(progress, abort.signal);
  } finally {
    useAudioJobs.setState(({ jobs }) => ({ jobs: jobs.filter((other) => other.id !== id) }));
  }
}
