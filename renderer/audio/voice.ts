import type { Clip } from '../../preload/contract/document';
import { clipFade, fadeSections } from './fades';

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

/** One sounding of a clip: source → fades and clip gain → declick. */
export class Voice {
  private readonly source: AudioBufferSourceNode;
  private readonly envelope: GainNode;
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
    this.envelope = new GainNode(context);
    this.declick = new GainNode(context);
    this.source.connect(this.envelope).connect(this.declick).connect(destination);

    const gain = 10 ** (clip.gainDb / 20);
    this.envelope.gain.value = gain * clipFade(clip, timing.from);
    const timeOf = (sample: number): number => this.startTime + ((sample - timing.from) * ratio) / rate;
    for (const section of fadeSections(clip, timing.from, timing.to)) {
      const seconds = timeOf(section.to) - timeOf(section.from);
      // Two frames cannot hold a curve.
      if (!section.moves || seconds * rate < 2) {
        this.envelope.gain.setValueAtTime(
          gain * clipFade(clip, (section.from + section.to) / 2),
          timeOf(section.from),
        );
        continue;
      }
      const curve = new Float32Array(CURVE_POINTS);
      for (let i = 0; i < CURVE_POINTS; i += 1) {
        const at = section.from + ((section.to - section.from) * i) / (CURVE_POINTS - 1);
        curve[i] = gain * clipFade(clip, at);
      }
      this.envelope.gain.setValueCurveAtTime(curve, timeOf(section.from), seconds);
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
    this.envelope.disconnect();
    this.declick.disconnect();
  }
}
