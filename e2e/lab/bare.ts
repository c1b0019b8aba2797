import { roomImpulse } from '../../renderer/audio/effects/impulse';
import { bufferOf, loadBuffer } from '../../renderer/audio/sounds';
import { renderTime } from './checks';
import { effect, project, type TrackSpec } from './documents';

const RATE = 48_000;
const TRACKS = 8;
/** Seconds of a clip; two stand in a row. */
const CLIP = 30;

export type Load = 'plain' | 'mixed' | 'rooms';

/** Eight stereo tracks of a minute, rendered by the studio: seconds it took. */
export function studioTime(kind: Load): Promise<number> {
  const clips = [0, 1].map((half) => ({
    soundId: 'long-stereo',
    start: half * CLIP * RATE,
    length: CLIP * RATE,
  }));
  const effects = {
    plain: () => [],
    mixed: () => [effect('eq3', { lowGain: 3, midGain: -2, highGain: 2 }), effect('compressor')],
    rooms: () => [effect('reverb')],
  }[kind];
  const sends = ['room', 'echo'].map((returnId) => ({
    id: returnId,
    returnId,
    levelDb: -12,
    pre: false,
    muted: false,
  }));
  const tracks: TrackSpec[] = Array.from({ length: TRACKS }, () => ({
    clips,
    effects: effects(),
    sends: kind === 'mixed' ? sends : [],
  }));
  if (kind === 'mixed') {
    tracks.push(
      { id: 'room', kind: 'return', effects: [effect('reverb', { mix: 100 })] },
      { id: 'echo', kind: 'return', effects: [effect('feedback-delay', { mix: 100 })] },
    );
  }
  return renderTime(project(tracks), RATE);
}

/** The same by a bare OfflineAudioContext, with the browser's own nodes: seconds it took. */
export async function bareTime(kind: Load): Promise<number> {
  const sound = await loadBuffer(RATE, 'long-stereo');
  const [left, right] = roomImpulse({ sampleRate: RATE, decay: 1.8, preDelay: 0.01, damping: 6000 });
  const room = bufferOf([left, right], RATE);
  const started = performance.now();
  const context = new OfflineAudioContext(2, 2 * CLIP * RATE, RATE);
  const { destination } = context;
  const convolver = () => new ConvolverNode(context, { buffer: room, disableNormalization: true });
  const echo = new DelayNode(context, { delayTime: 0.35, maxDelayTime: 1 });
  const sends = [new GainNode(context, { gain: 0.25 }), new GainNode(context, { gain: 0.25 })] as const;
  if (kind === 'mixed') {
    const tone = new BiquadFilterNode(context, { type: 'lowpass', frequency: 8000 });
    sends[0].connect(convolver()).connect(destination);
    sends[1]
      .connect(echo)
      .connect(tone)
      .connect(new GainNode(context, { gain: 0.4 }))
      .connect(echo);
    tone.connect(destination);
  }
  for (let track = 0; track < TRACKS; track += 1) {
    const input = new GainNode(context);
    for (const half of [0, 1]) {
      const source = new AudioBufferSourceNode(context, { buffer: sound });
      source.connect(input);
      source.start(half * CLIP);
    }
    if (kind === 'plain') input.connect(destination);
    else if (kind === 'rooms') {
      input.connect(new GainNode(context, { gain: 0.7 })).connect(destination);
      input
        .connect(convolver())
        .connect(new GainNode(context, { gain: 0.3 }))
        .connect(destination);
    } else {
      const shaped = input
        .connect(new BiquadFilterNode(context, { type: 'lowshelf', frequency: 150, gain: 3 }))
        .connect(new BiquadFilterNode(context, { type: 'peaking', frequency: 1000, Q: 0.8, gain: -2 }))
        .connect(new BiquadFilterNode(context, { type: 'highshelf', frequency: 5000, gain: 2 }))
        .connect(new DynamicsCompressorNode(context, { threshold: -24, ratio: 3, knee: 6, attack: 0.01 }));
      for (const to of [destination, ...sends]) shaped.connect(to);
    }
  }
  await context.startRendering();
  return (performance.now() - started) / 1000;
}
