import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { ProjectDocument } from '../../preload/contract/document';
import type { Sound } from '../../preload/contract/sound';
import { scene as sceneOf, type TrackSpec as SceneTrack } from '../../preload/contract/testing/scene';
import { encodeFloatWav } from '../../main/wav/float-wav';

/** A project file made without the studio: the sounds and the document are known to the sample. */
export type ClipSpec = { sound: string; start: number; length: number; name?: string };
export type TrackSpec = Omit<SceneTrack, 'clips'> & { clips?: ClipSpec[] };

export const RATE = 48_000;

/** Seeded noise in ±`level`, with an octave of its own for each seed to be told apart by. */
export function noise(frames: number, seed: number, level = 0.25): Float32Array {
  let state = seed;
  let last = 0;
  const smooth = 1 / (1 + seed);
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    last += smooth * (level * (state / 0x8000_0000 - 1) - last);
    return last;
  });
}

export const scene = (tracks: TrackSpec[], change: Partial<ProjectDocument> = {}): ProjectDocument =>
  sceneOf(
    tracks.map(({ clips = [], ...track }) => ({
      ...track,
      clips: clips.map(({ sound, ...clip }) => ({ soundId: sound, ...clip })),
    })),
    change,
  );

/** Writes a .gmix with these sounds (by id, a channel each, at 48 kHz) beside the document. */
export function writeProjectFile(
  target: string,
  document: ProjectDocument,
  sounds: Record<string, Float32Array[]>,
): void {
  const rows = Object.entries(sounds).map(([id, channels], index): Sound => ({
    id,
    name: id,
    recipe: {
      prompt: `the sound of ${id}`,
      seed: 100 + index,
      duration: 5,
      loop: false,
      packId: 'test',
      packVersion: '1',
      packHash: 'ab'.repeat(32),
      provider: 'cpu',
    },
    sampleRate: RATE,
    channels: channels.length,
    frames: channels[0]?.length ?? 1,
    peakDb: -12,
    rmsDb: -20,
    starred: false,
    createdAt: 0,
  }));
  const whole = { ...document, sounds: Object.fromEntries(rows.map((row) => [row.id, row])) };
  const entries: Record<string, Uint8Array> = { 'document.json': Buffer.from(JSON.stringify(whole)) };
  for (const [id, channels] of Object.entries(sounds)) {
    entries[`sounds/${id}.wav`] = encodeFloatWav({ sampleRate: RATE, channels });
  }
  const files = Object.fromEntries(
    Object.entries(entries).map(([name, bytes]) => [
      name,
      { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    ]),
  );
  const manifest = { format: document.format, files, latents: {} };
  writeFileSync(
    target,
    zipSync({ ...entries, 'manifest.json': Buffer.from(JSON.stringify(manifest)) }, { level: 0 }),
  );
}
