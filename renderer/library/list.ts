import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { usedSounds } from '../../preload/contract/document';
import type { AppError } from '../../preload/contract/errors';
import type { SoundOrigin, SoundSort } from '../../preload/contract/library';
import type { Sound } from '../../preload/contract/sound';
import { useDocument } from '../state/session';
import { rememberSounds, useSounds } from '../state/sounds';

const LIMIT = 1000;
/** Quiet time after the last key before the library is asked. */
const SEARCH_DELAY_MS = 120;

/** What the library shows. `used`: only sounds of the open project. */
type Query = { search: string; starredOnly: boolean; origin: SoundOrigin; used: boolean; sort: SoundSort };

export const everything: Query = {
  search: '',
  starredOnly: false,
  origin: 'all',
  used: false,
  sort: 'newest',
};
export const useQuery = create<Query>(() => everything);

type Found = { ids: readonly string[] | null; error: AppError | null };

/**
 * The library's sounds that the query finds; null until the first answer. Asked again when a sound is made, comes in or
 * leaves.
 */
export function useLibrary(): { found: Sound[] | null; error: AppError | null; refresh: () => void } {
  const { search, starredOnly, origin, used, sort } = useQuery();
  const [{ ids, error }, setFound] = useState<Found>({ ids: null, error: null });
  const [asked, setAsked] = useState(0);
  // The number of sounds made so far: it changes when a take arrives.
  const made = useSounds((state) =>
    state.jobs.reduce((sum, job) => sum + job.takes.filter(Boolean).length, state.libraryChanges),
  );
  const sounds = useSounds((state) => state.sounds);
  // Edits concern the list only while it asks what the project uses.
  const clips = useDocument((document) => (used ? document.clips : null));
  const tracks = useDocument((document) => (used ? document.tracks : null));

  useEffect(() => {
    let stale = false;
    const timer = setTimeout(() => {
      const query = { search, starredOnly, origin, sort, limit: LIMIT };
      void window.studio.request('sound.list', query).then((reply) => {
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
  }, [search, starredOnly, origin, sort, made, asked]);

  const inProject = clips && tracks ? usedSounds({ clips, tracks }) : null;
  const found =
    ids?.flatMap((id) => {
      const sound = sounds[id];
      if (!sound || (starredOnly && !sound.starred) || (inProject && !inProject.has(id))) return [];
      return [sound];
    }) ?? null;
  return { found, error, refresh: () => setAsked((count) => count + 1) };
}
