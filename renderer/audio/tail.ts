import type { Effect, ProjectDocument } from '../../preload/contract/document';
import { descriptorOf } from './effects/index';

/** No tail is waited for longer than this, in seconds. */
const LONGEST_TAIL = 30;

const rackTail = (effects: readonly Effect[]): number =>
  effects.reduce(
    (sum, effect) => sum + (effect.bypassed ? 0 : (descriptorOf(effect.type)?.tail(effect.params) ?? 0)),
    0,
  );

/** Seconds that echoes and rooms go on after the last clip: the longest track's, then the master's on top. */
export function tailSeconds(document: ProjectDocument): number {
  const used = new Set(Object.values(document.clips).map((clip) => clip.trackId));
  const tracks = document.tracks.filter(({ id }) => used.has(id)).map(({ effects }) => rackTail(effects));
  return Math.min(LONGEST_TAIL, Math.max(0, ...tracks) + rackTail(document.master.effects));
}
