declare module 'signalsmith-stretch' {
  type Segment = {
    /** context time from which it holds, and the second of the input that is heard then */
    output: number;
    input: number;
    active: boolean;
    /** input seconds per output second */
    rate: number;
    semitones: number;
  };
  type StretchNode = AudioWorkletNode & {
    addBuffers(channels: readonly Float32Array[]): Promise<number>;
    schedule(segment: Segment): Promise<unknown>;
  };
  /** Takes the processor as it is known to the context already; it must be. */
  export default function SignalsmithStretch(
    context: BaseAudioContext,
    options: AudioWorkletNodeOptions,
  ): Promise<StretchNode>;
}
