import type { Clip } from '../../preload/contract/document';
import { fadeGain } from './fades';

export type VoiceTiming = {
  /** context frame at which the voice starts */
  frame: number;
  /** first and last sample of the clip that sound, from the clip's start, at the project rate */
  from: number;
  to: number;
  projectRate: number;
};

/** Fade curves are drawn as straight lines between points: this many, so the error stays under −100 dB for smooth ones. */
const CURVE_POINTS = 1025;
/** A voice cut or begun in mid-sound is faded this long, in seconds. */
const DECLICK = 0.005;

/**
 * One sounding of a clip: source → fade-in and clip gain → fade-out → declick. A gain of its own for each fade leaves
 * each with one event: a curve that had to begin late can then never run into what follows it.
 */
export class Voice {
  private readonly source: AudioBufferSourceNode;
  private readonly fadeIn: GainNode;
  private readonly fadeOut: GainNode;
  private readonly declick: GainNode;
  private readonly startTime: number;

  /**
   * @param soft true when it begins in the middle of what was already sounding: then it is faded in
   * @param onEnd called once it has ended by itself
   */
  constructor(
    private readonly context: BaseAudioContext,
    clip: Clip,
    buffer: AudioBuffer,
    destination: AudioNode,
    timing: VoiceTiming,
    soft: boolean,
    onEnd: () => void,
  ) {
    const rate = context.sampleRate;
    const ratio = rate / timing.projectRate;
    this.startTime = timing.frame / rate;
    this.source = new AudioBufferSourceNode(context, { buffer });
    const gain = 10 ** (clip.gainDb / 20);
    this.fadeIn = new GainNode(context, { gain });
    this.fadeOut = new GainNode(context);
    this.declick = new GainNode(context);
    this.source.connect(this.fadeIn).connect(this.fadeOut).connect(this.declick).connect(destination);

    const { from, to, projectRate } = timing;
    const timeOf = (sample: number): number => this.startTime + (sample - from) / projectRate;
    const draw = (
      param: AudioParam,
      begin: number,
      end: number,
      gainAt: (sample: number) => number,
    ): void => {
      // One frame cannot hold a curve.
      if ((end - begin) * ratio < 2) return;
      const curve = new Float32Array(CURVE_POINTS);
      for (let i = 0; i < CURVE_POINTS; i += 1) {
        curve[i] = gainAt(begin + ((end - begin) * i) / (CURVE_POINTS - 1));
      }
      param.value = gainAt(begin);
      param.setValueCurveAtTime(curve, timeOf(begin), timeOf(end) - timeOf(begin));
    };
    const { fadeIn, fadeOut, length } = clip;
    const outStart = Math.max(0, length - fadeOut.length);
    if (from < fadeIn.length) {
      draw(
        this.fadeIn.gain,
        from,
        Math.min(fadeIn.length, to),
        (at) => gain * fadeGain(fadeIn.curve, at / fadeIn.length),
      );
    }
    if (to > outStart && fadeOut.length > 0) {
      draw(this.fadeOut.gain, Math.max(outStart, from), to, (at) =>
        fadeGain(fadeOut.curve, (length - at) / fadeOut.length),
      );
    }

    if (soft) {
      this.declick.gain.value = 0;
      this.declick.gain.setValueAtTime(0, this.startTime);
      this.declick.gain.linearRampToValueAtTime(1, this.startTime + DECLICK);
    }

    const offset = Math.round((clip.offset + timing.from) * ratio);
    const frames = Math.round(timing.to * ratio) - Math.round(timing.from * ratio);
    this.source.onended = () => {
      this.disconnect();
      onEnd();
    };
    this.source.start(this.startTime, offset / rate, frames / rate);
  }

  /** Ends it now, without a click if it is sounding. */
  release(): void {
    const now = this.context.currentTime;
    this.source.onended = () => this.disconnect();
    if (now < this.startTime) {
      this.source.stop();
      this.disconnect();
      return;
    }
    this.declick.gain.cancelScheduledValues(now);
    this.declick.gain.setValueAtTime(this.declick.gain.value, now);
    this.declick.gain.linearRampToValueAtTime(0, now + DECLICK);
    this.source.stop(now + DECLICK);
  }

  private disconnect(): void {
    this.source.disconnect();
    this.fadeIn.disconnect();
    this.fadeOut.disconnect();
    this.declick.disconnect();
  }
}
