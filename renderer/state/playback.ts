import { useSyncExternalStore } from 'react';
import { player } from '../audio/player';
import { editor } from './session';

player.follow(editor);

type PlayerState = Pick<typeof player, 'playing' | 'auditioning'>;

const subscribe = (listener: () => void): (() => void) => player.subscribe(listener);

/** A part of the player's state; the component renders again only when it changes. The running playhead is not here. */
export function usePlayer<T extends string | number | boolean | null>(select: (player: PlayerState) => T): T {
  return useSyncExternalStore(subscribe, () => select(player));
}
