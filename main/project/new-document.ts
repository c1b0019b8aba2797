import { randomUUID } from 'node:crypto';
import { DOCUMENT_FORMAT, type ProjectDocument } from '../../preload/contract/document';

/** A project with nothing in it, at the sample rate that film and games work at. */
export const newDocument = (): ProjectDocument => ({
  format: DOCUMENT_FORMAT,
  id: randomUUID(),
  sampleRate: 48_000,
  tempo: 120,
  tracks: [],
  clips: {},
  sounds: {},
  master: { volumeDb: 0, effects: [] },
  loop: { start: 0, end: 0, enabled: false },
});
