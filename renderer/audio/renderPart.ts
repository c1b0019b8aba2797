import { StudioError } from '../../preload/contract/errors';
import { ClipPlayer } from './clipPlayer';
import { MixGraph, mixLatency, prepareContext } from './graph';
import { openOffline } from './offlineContext';
import type { RenderJob } from './render';
import { loadPiece } from './pieces';
import { clipBufferKey, loadClipBuffer } from './sources';
import { linksAhead, TracksAhead } from './tracksAhead';

/** In frames of the output from the range's beginning; `skip` frames are rendered first and thrown away. */
export type Part = {
  readonly start: number;
  readonly skip: number;
  readonly frames: number;
  /** 0 to 1 */
  onProgress(fraction: number): void;
};

/** A rendered part: its frames begin at `first`. */
export type Rendered = {
  readonly buffer: AudioBuffer;
  readonly first: number;
  /** gives its memory back */
  close(): void;
};

/** Seconds rendered between two looks at cancel, progress and the sounds needed next. */
const STEP = 2;

/** Renders one part in a context of its own, which holds no more of the sounds than two steps play. */
export async function renderPart(job: RenderJob, part: Part): Promise<Rendered> {
  const { document, sampleRate, range } = job;
  throwIfCancelled(job.signal);
  const from = range.from + (part.start * document.sampleRate) / sampleRate;
  const latency = mixLatency(document, sampleRate, true);
  const first = part.skip + latency;
  const { native, close } = openOffline(2, first + part.frames, sampleRate);
  await prepareContext(native);
  const links = linksAhead(document, sampleRate);
  const graph = new MixGraph({
    native,
    document,
    time: 0,
    position: from / document.sampleRate,
    fixed: true,
    ahead: links,
    onLevel: null,
  });
  const buffers = new Map<string, AudioBuffer>();
  const clips = new ClipPlayer({
    context: native,
    graph,
    document,
    bufferOf: (clip) => buffers.get(clipBufferKey(clip)) ?? null,
    fixed: true,
    except: links,
  });
  const pass = { frame: 0, from, to: range.to, soft: false };
  clips.add(pass);
  const ahead = new TracksAhead({ context: native, graph, document, links, pass });

  /** Everything that sounds before a moment of the context has what it plays, in seconds. */
  const schedule = async (until: number): Promise<void> => {
    const untilFrame = Math.min(until * sampleRate, native.length);
    const done = ahead.advance(untilFrame);
    // Its failure is told where it is waited for.
    done.catch(() => undefined);
    for (const clip of clips.wanted(untilFrame)) {
      buffers.set(clipBufferKey(clip), await loadClipBuffer(clip, sampleRate, document.sampleRate));
    }
    clips.advance(untilFrame);
    buffers.clear();
    for (let lacking = clips.lacking(untilFrame); lacking.length > 0; lacking = clips.lacking(untilFrame)) {
      await Promise.all(
        lacking.map(async ({ clip, voice, first: begin, frames }) =>
          voice.add(await loadPiece(clip, sampleRate, document.sampleRate, begin, frames)),
        ),
      );
    }
    await done;
  };

  try {
    await schedule(STEP);
    // While one step is rendered, the sounds of the next are fetched; the context never gets ahead of them.
    let scheduled = scheduleAhead(schedule(2 * STEP));
    const failures: unknown[] = [];
    const step = (at: number): void => {
      if (at * sampleRate >= native.length) return;
      void native.suspend(at).then(async () => {
        try {
          throwIfCancelled(job.signal);
          part.onProgress((at * sampleRate) / native.length);
          await scheduled;
          scheduled = scheduleAhead(schedule(at + 2 * STEP));
          step(at + STEP);
        } catch (error) {
          // With its graph gone the rest of the context is silence, rendered in no time.
          failures.push(error);
          graph.dispose();
        }
        await native.resume();
      });
    };
    step(STEP);
    const buffer = await native.startRendering();
    await scheduled.catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return { buffer, first, close };
  } catch (thrown) {
    close();
    throw thrown;
  } finally {
    ahead.dispose();
    clips.dispose();
    graph.dispose();
  }
}

/** Its failure is told by whoever waits for it. */
function scheduleAhead(scheduled: Promise<void>): Promise<void> {
  scheduled.catch(() => undefined);
  return scheduled;
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StudioError('cancelled', 'The export was cancelled.');
}
