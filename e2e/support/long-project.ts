import { trackColours } from '../../renderer/document/factory';
import type { ProjectDocument } from '../../preload/contract/document';
import { noise, RATE, scene, writeProjectFile } from './project-file';

export const TRACKS = 64;
export const CLIPS = 1000;
export const HOUR = 3600;

const SOUNDS = 48;
const SOUND_SECONDS = 6;

/**
 * An hour of work: 1,000 clips on 64 tracks. A third are short hits, the rest are sounds looped to up to four minutes,
 * as ambiences are, so that a window full of lanes is a window full of waveforms at every zoom. Many have fades, some an
 * envelope, a colour or a gain of their own; every position is known from the clip's number alone.
 */
export function longDocument(): ProjectDocument {
  const perTrack = Math.ceil(CLIPS / TRACKS);
  const slot = Math.floor((HOUR * RATE) / perTrack);
  const document = scene(
    Array.from({ length: TRACKS }, (_, track) => ({
      id: `track-${track}`,
      name: `Layer ${track + 1}`,
      colour: trackColours[track % trackColours.length]!,
      height: 76,
      clips: Array.from({ length: Math.min(perTrack, CLIPS - track * perTrack) }, (_, index) => ({
        sound: `sound-${(track * 7 + index * 5) % SOUNDS}`,
        name: `heavy rain on a tin roof ${track + 1}.${index + 1}`,
        // Tracks are out of step with each other, as in a real arrangement.
        start: index * slot + Math.floor((track * slot) / TRACKS / 2),
        length: (index + track) % 3 === 0 ? 5 * RATE : (40 + ((track * 31 + index * 17) % 170)) * RATE,
      })),
    })),
  );
  Object.values(document.clips).forEach((clip, index) => {
    if (clip.length > SOUND_SECONDS * RATE) clip.loop = { start: 0, length: SOUND_SECONDS * RATE };
    if (index % 2 === 0) {
      clip.fadeIn = { length: RATE, curve: 'equal-power', bend: 0 };
      clip.fadeOut = { length: 2 * RATE, curve: 's-curve', bend: 0.3 };
    }
    if (index % 11 === 0) clip.colour = trackColours[(index / 11) % trackColours.length]!;
    if (index % 13 === 0) clip.gainDb = -6;
    if (index % 17 === 0) {
      clip.envelope = [0, 1, 2, 3].map((at) => ({
        at: Math.floor((at * clip.length) / 3),
        gainDb: -6 * (at % 2),
      }));
    }
  });
  document.markers = Array.from({ length: 40 }, (_, index) => ({
    id: `marker-${index}`,
    name: `Scene ${index + 1}`,
    at: Math.floor((index * HOUR * RATE) / 40),
    length: index % 4 === 0 ? 60 * RATE : 0,
    colour: null,
  }));
  return document;
}

/** Writes it as a project file with its sounds. */
export function writeLongProject(path: string): void {
  const sounds = Object.fromEntries(
    Array.from({ length: SOUNDS }, (_, index) => [
      `sound-${index}`,
      [noise(SOUND_SECONDS * RATE, index + 1, 0.9)],
    ]),
  );
  writeProjectFile(path, longDocument(), sounds);
}
