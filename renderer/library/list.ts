import { useEffect, useState } from 'react';
import type { AppError } from '../../preload/contract/errors';
import { rememberSounds, useSounds } from '../state/sounds';

const LIMIT = 1000;
/** Quiet time after the last key before the library is asked. */
const SEARCH_DELAY_MS = 120;

type Found = { ids: readonly string[] | null; error: AppError | null };

/**
 * Ids of the library's sounds that match, newest first; null until the first answer. Asked again when a sound is
 * made or starred.
 */
export function useLibrary(search: string, starredOnly: boolean): Found & { refresh: () => void } {
  const [found, setFound] = useState<Found>({ ids: null, error: null });
  const [asked, setAsked] = useState(0);
  // The number of sounds made so far: it changes when a take arrives.
  const made = useSounds((state) =>
    state.jobs.reduce((sum, job) => sum + job.takes.filter(Boolean).length, 0),
  );

  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      void window.studio.request('sound.list', { search, starredOnly, limit: LIMIT }).then((reply) => {
        if (stale) return;
        if (!reply.ok) {
          setFound((before) => ({ ...before, error: reply.error }));
          return;
        }
        rememberSounds(reply.value.sounds);
        setFound({ ids: reply.value.sounds.map((sound) => sound.id), error: null });
      });
    }, SEARCH_DELAY_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [search, starredOnly, made, asked]);

  return { ...found, refresh: () => setAsked((count) => count + 1) };
}
