import type { Clip } from '../../preload/contract/document';
import { StudioError } from '../../preload/contract/errors';
import { BufferShelf } from './bufferShelf';
import { prepareContext } from './graph';
import { LevelBoard } from './levels';
import { MasterTap } from './metering/master-tap';
import { clipBufferKey, loadClipBuffer } from './sources';

/** Bytes of sounds that are kept for playing: 23 minutes of stereo at 48 kHz. A playing voice holds its own itself. */
const KEPT_BYTES = 512 * 2 ** 20;

/** The live context and what belongs to it. One per sample rate: another project's rate means another context. */
export class Engine {
  readonly context: AudioContext;
  readonly levels: LevelBoard;
  /** what stands between the mix and the output; null until the context has the studio's processors */
  tap: MasterTap | null = null;
  private readonly buffers = new BufferShelf(KEPT_BYTES);
  private readonly failed = new Set<string>();

  constructor(readonly sampleRate: number) {
    this.context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    this.levels = new LevelBoard(sampleRate);
  }

  /** Must have ended before anything is built; to be asked for in answer to a click or a key. */
  async ready(): Promise<void> {
    await prepareContext(this.context);
    this.tap ??= new MasterTap(this.context);
    if (this.context.state !== 'running') await this.context.resume();
  }

  /** A clip's buffer if it is at hand; else loading it is started. */
  bufferOf(clip: Clip): AudioBuffer | null {
    const known = this.buffers.get(clipBufferKey(clip));
    if (!known) void this.fetch([clip]);
    return known ?? null;
  }

  /**
   * Resolves when the clips can play: what plays next, which may take the place of what played longest ago. A sound that
   * cannot be loaded is silent; whoever shows its clip says why.
   */
  async fetch(clips: Iterable<Clip>): Promise<void> {
    const wanted = new Map([...clips].map((clip) => [clipBufferKey(clip), clip]));
    await Promise.all(
      [...wanted].map(async ([key, clip]) => {
        if (this.buffers.get(key) || this.failed.has(key)) return;
        try {
          this.buffers.put(key, await loadClipBuffer(clip, this.sampleRate, this.sampleRate));
        } catch (error) {
          if (!(error instanceof StudioError)) throw error;
          this.failed.add(key);
        }
      }),
    );
    this.buffers.shrink(wanted);
  }

  /** Lets go of the buffers of all other clips: every step of a stretch that was dragged has made one. */
  keep(clips: readonly Clip[]): void {
    if (this.buffers.size <= 2 * clips.length + 16) return;
    this.buffers.retain(new Set(clips.map(clipBufferKey)));
  }

  forget(): void {
    this.buffers.clear();
    this.failed.clear();
  }

  close(): void {
    this.tap?.dispose();
    void this.context.close();
  }

  /** Context time of the sound that leaves the machine now, between the steps in which the clock advances. */
  heardTime(): number {
    const { context } = this;
    const stamp = context.getOutputTimestamp();
    if (stamp.contextTime && stamp.performanceTime) {
      const heard = stamp.contextTime + (performance.now() - stamp.performanceTime) / 1000;
      // Without a real device the stamp may stand still or run ahead.
      if (heard <= context.currentTime + 0.05 && heard > context.currentTime - 0.5) return heard;
    }
    return context.currentTime - context.baseLatency;
  }
}
