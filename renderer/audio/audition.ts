import type { Engine } from './engine';
import { loadBuffer } from './sounds';

type Take = { source: AudioBufferSourceNode; level: GainNode };

/** Plays one sound by itself, past the mixer. */
export class Audition {
  private take: Take | null = null;
  private wanted: string | null = null;

  /** @param changed told when another sound, or none, is auditioned */
  constructor(private readonly changed: () => void) {}

  /** The sound that plays, or is being loaded to. */
  get soundId(): string | null {
    return this.wanted;
  }

  /**
   * Another sound stops it. `repeat`: over and over, until it is stopped.
   * @throws StudioError when the sound is not there
   */
  async start(soundId: string, engineReady: () => Promise<Engine>, repeat: boolean): Promise<void> {
    this.stop();
    this.wanted = soundId;
    this.changed();
    try {
      const { context, sampleRate } = await engineReady();
      const buffer = await loadBuffer(sampleRate, soundId);
      if (this.wanted !== soundId || this.take) return;
      const source = new AudioBufferSourceNode(context, { buffer, loop: repeat });
      const level = new GainNode(context);
      source.connect(level).connect(context.destination);
      const take = { source, level };
      source.onended = () => {
        source.disconnect();
        level.disconnect();
        if (this.take !== take) return;
        this.take = null;
        this.wanted = null;
        this.changed();
      };
      source.start();
      this.take = take;
    } catch (error) {
      if (this.wanted === soundId) this.wanted = null;
      this.changed();
      throw error;
    }
  }

  stop(): void {
    const { take } = this;
    this.take = null;
    if (this.wanted === null) return;
    this.wanted = null;
    if (take) {
      const now = take.level.context.currentTime;
      take.level.gain.setValueAtTime(1, now);
      take.level.gain.linearRampToValueAtTime(0, now + 0.008);
      take.source.stop(now + 0.01);
    }
    this.changed();
  }
}
