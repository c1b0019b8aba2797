import { endingWith } from './worklets/load';
import stretchUrl from './worklets/stretch.ts?worker&url';

/** Rendered before the first frame, in seconds: the stretcher gets under way with silence, and the beginning stays sharp. */
const LEAD = 0.5;

/**
 * A sound longer or shorter by `stretch`, higher or lower by `pitch` semitones, by the Signalsmith stretcher. It runs
 * where an offline context renders, off the thread that draws.
 * @param channels at `sampleRate`; they are copied
 * @returns round(length · stretch) frames per channel
 */
export async function stretched(
  channels: readonly Float32Array[],
  sampleRate: number,
  { pitch, stretch }: { pitch: number; stretch: number },
): Promise<Float32Array[]> {
  const length = Math.max(1, Math.round((channels[0]?.length ?? 0) * stretch));
  const lead = Math.round(LEAD * sampleRate);
  const context = new OfflineAudioContext(channels.length, lead + length, sampleRate);
  // The stretcher is large, and most projects never need it.
  const [{ default: createStretch }] = await Promise.all([
    import('signalsmith-stretch'),
    context.audioWorklet.addModule(stretchUrl),
  ]);
  const node = await createStretch(context, {
    numberOfInputs: 0,
    numberOfOutputs: 1,
    outputChannelCount: [channels.length],
    processorOptions: endingWith(context),
  });
  await node.addBuffers(channels);
  const rate = 1 / stretch;
  await node.schedule({ output: 0, input: -LEAD * rate, active: true, rate, semitones: pitch });
  node.connect(context.destination);
  const rendered = await context.startRendering();
  node.disconnect();
  return channels.map((_, index) => rendered.getChannelData(index).slice(lead));
}
