import { noise } from '../testing/sounds';
import type { FileMetadata } from '../../preload/contract/export';
import { exportFormatSchema } from '../../preload/contract/export';
import type { BeginFile } from './export-job';

/** Metadata with something in every field. */
export const metadata = (change: Partial<FileMetadata> = {}): FileMetadata => ({
  project: 'Harbour',
  title: 'Harbour at night',
  description: 'Wind & rain <close>',
  timeReference: 48_000 * 3600,
  timecodeRate: '25',
  createdAt: '2026-11-24T17:16:33+01:00',
  markers: [
    { name: 'Door', at: 100, length: 0 },
    { name: 'Rain ä', at: 500, length: 400 },
  ],
  clips: [
    { name: 'rain', track: 'Bed', at: 0, length: 900, prompt: 'heavy "rain"', seed: 7, model: 'base 1 (ab)' },
    { name: 'field', track: 'Bed', at: 10, length: 90, prompt: null, seed: null, model: null },
  ],
  broadcast: false,
  cues: false,
  sidecar: false,
  ...change,
});

export const plan = (change: Partial<BeginFile> = {}): BeginFile => ({
  jobId: 'job',
  index: 0,
  format: exportFormatSchema.parse({}),
  channels: 2,
  maxFrames: 3000,
  metadata: metadata(),
  ...change,
});

export const block = (frames: number, seed = 1): Float32Array[] => [
  noise(frames, seed),
  noise(frames, seed + 1),
];
