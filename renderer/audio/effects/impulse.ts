import { noise } from '../kernels/kernel';

export type RoomSettings = {
  sampleRate: number;
  /** seconds until the reverberation is 60 dB down */
  decay: number;
  /** seconds before it begins */
  preDelay: number;
  /** Hz above which the end of the tail has lost its treble */
  damping: number;
};

const partsOf = ({ sampleRate, decay, preDelay }: RoomSettings): { lead: number; frames: number } => ({
  lead: Math.round(preDelay * sampleRate),
  frames: Math.max(1, Math.round(decay * sampleRate)),
});

/** Length of a room's impulse response. */
export function roomFrames(settings: RoomSettings): number {
  const { lead, frames } = partsOf(settings);
  return lead + frames;
}

/**
 * A room's impulse response: noise that decays exponentially and darkens on the way, different left and right, after
 * a few early reflections. Deterministic, so that an export has the very room that was heard.
 * @returns left and right, energy 1 each, so that noise comes out as loud as it went in
 */
export function roomImpulse(settings: RoomSettings): [Float32Array, Float32Array] {
  const { sampleRate, decay, damping } = settings;
  const { lead, frames } = partsOf(settings);
  const channel = (seed: number): Float32Array => {
    const random = noise(seed);
    const response = new Float32Array(lead + frames);
    const perFrame = Math.exp(-Math.log(1000) / frames);
    const open = Math.min(18_000, sampleRate * 0.45);
    let envelope = 1;
    let smooth = 0;
    let energy = 0;
    let coefficient = 1;
    for (let i = 0; i < frames; i += 1) {
      // The cutoff falls geometrically to `damping` over the first half of the decay; re-derived now and then.
      if (i % 64 === 0) {
        const cutoff = open * (Math.min(open, damping) / open) ** Math.min(1, (2 * i) / frames);
        coefficient = 1 - Math.exp((-2 * Math.PI * cutoff) / sampleRate);
      }
      smooth += coefficient * (random() - smooth);
      // Diffusion builds up over the first 8 ms; a full-level start would smear transients into a click.
      const build = Math.min(1, i / (0.008 * sampleRate));
      const fade = Math.min(1, (frames - i) / (0.05 * frames));
      const value = smooth * envelope * build * fade;
      response[lead + i] = value;
      energy += value * value;
      envelope *= perFrame;
    }
    const taps = 7;
    const strength = Math.sqrt(energy / taps) * 0.6;
    for (let tap = 0; tap < taps; tap += 1) {
      const at = Math.floor(
        (0.004 + (0.05 * Math.min(1, decay) * (Math.abs(random()) + tap)) / taps) * sampleRate,
      );
      if (at < frames) response[lead + at] = (response[lead + at] ?? 0) + strength * (random() < 0 ? -1 : 1);
    }
    const total = Math.sqrt(response.reduce((sum, value) => sum + value * value, 0));
    return total > 0 ? response.map((value) => value / total) : response;
  };
  return [channel(0x51ab_1e55), channel(0x0ddb_a115)];
}
