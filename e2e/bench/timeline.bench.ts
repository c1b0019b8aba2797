import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { moveClips } from '../../renderer/document/edits/move';
import { Editor } from '../../renderer/document/editor';
import { emptyDocument, newTrack } from '../../renderer/document/factory';
import { clipsByTrack } from '../../renderer/document/select';
import { snapTargets } from '../../renderer/document/snap';
import { clipOf, soundOf } from '../../renderer/document/testing/fixtures';
import type { ProjectDocument } from '../../preload/contract/document';
import { medianOf, timesOf, type BenchRow } from './row';

const TRACKS = 64;
const CLIPS = 1000;
const RATE = 48_000;
const STEPS = 10_000;

/** 1,000 one-second clips over an hour on 64 tracks. */
function longProject(): ProjectDocument {
  const clips = Array.from({ length: CLIPS }, (_, index) =>
    clipOf({
      id: `c${index}`,
      trackId: `t${index % TRACKS}`,
      soundId: 'rain',
      start: Math.floor((index / CLIPS) * 3600) * RATE,
      length: RATE,
    }),
  );
  return {
    ...emptyDocument(),
    tracks: Array.from({ length: TRACKS }, (_, index) => ({ ...newTrack(index), id: `t${index}` })),
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    sounds: { rain: soundOf('rain', 4) },
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is alive, in MB. */
function heapMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What every preview of a drag costs before anything is drawn: the edit, and the lists that the lanes show. */
function preview(editor: Editor, ids: readonly string[], time: number): void {
  editor.dispatch('Move', moveClips(editor.document, ids, { time, rows: 0 }));
  clipsByTrack(editor.document);
}

export async function bench(): Promise<BenchRow[]> {
  const editor = new Editor(longProject());
  const all = Object.keys(editor.document.clips);
  let step = 0;
  const one = await timesOf(() => preview(editor, [`c${(step += 1) % CLIPS}`], 100), 200, 20);
  const every = await timesOf(() => preview(editor, all, 100), 50, 5);
  const snapping = await timesOf(
    () =>
      snapTargets(editor.document, {
        pixelsPerSecond: 60,
        unit: 'seconds',
        playhead: 0,
        exceptClips: new Set(['c1']),
      }),
    50,
    5,
  );

  const long = new Editor(longProject());
  const before = heapMegabytes();
  for (let index = 0; index < STEPS; index += 1) preview(long, [`c${index % CLIPS}`], 10);
  const grown = heapMegabytes() - before;
  const undo = await timesOf(() => long.jump(0), 1, 0);
  if (long.canUndo) throw new Error('The history did not lead back to its beginning.');

  return [
    { name: 'edit of one clip among 1,000', median: medianOf(one), unit: 'ms', budget: 8, better: 'lower' },
    { name: 'edit of 1,000 clips at once', median: medianOf(every), unit: 'ms', budget: 8, better: 'lower' },
    {
      name: 'start of a drag among 1,000 clips (what it snaps to)',
      median: medianOf(snapping),
      unit: 'ms',
      budget: 8,
      better: 'lower',
    },
    { name: 'history of 10,000 steps', median: grown, unit: 'MB', budget: 50, better: 'lower' },
    { name: 'undo of 10,000 steps', median: medianOf(undo), unit: 'ms', budget: 8 * STEPS, better: 'lower' },
  ];
}
