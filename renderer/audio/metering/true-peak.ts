/**
 * The interpolating filter of ITU-R BS.1770-4, annex 2: order 48, four phases of twelve taps. The last two phases are
 * the first two, reversed.
 */
const phase0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
];
const phase1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
  -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
];
const TAPS = 12;
const filter = Float64Array.from([...phase0, ...phase1, ...phase1.toReversed(), ...phase0.toReversed()]);

/** No interpolated value exceeds the largest sample under the filter by more than this factor. */
const GROWTH = Math.max(
  ...[phase0, phase1].map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)),
);

/** The highest value of the waveform between and on the samples of one channel, four times oversampled. */
export class TruePeak {
  /** the last twelve samples, twice in a row, so that the filter reads them without wrapping */
  private readonly history = new Float64Array(2 * TAPS);
  private position = 0;
  private highest = 0;
  /** largest sample of the block before: its end is still under the filter */
  private before = 0;

  /** Linear; 1 is full scale. */
  get peak(): number {
    return this.highest;
  }

  push(samples: Float32Array): void {
    const { history } = this;
    let largest = 0;
    for (let i = 0; i < samples.length; i += 1) {
      const size = Math.abs(samples[i]!);
      if (size > largest) largest = size;
    }
    if (largest > this.highest) this.highest = largest;
    // A block that cannot come near the peak only has to pass through the history.
    const quiet = Math.max(largest, this.before) * GROWTH <= this.highest;
    // A short block leaves samples of the block before it under the filter.
    this.before = samples.length >= TAPS ? largest : Math.max(largest, this.before);
    const first = quiet ? Math.max(0, samples.length - TAPS) : 0;
    let position = this.position;
    let highest = this.highest;
    for (let i = first; i < samples.length; i += 1) {
      position = position === 0 ? TAPS - 1 : position - 1;
      const x = samples[i]!;
      history[position] = x;
      history[position + TAPS] = x;
      if (quiet) continue;
      for (let phase = 0; phase < 4 * TAPS; phase += TAPS) {
        let sum = 0;
        for (let tap = 0; tap < TAPS; tap += 1) sum += filter[phase + tap]! * history[position + tap]!;
        if (sum > highest) highest = sum;
        else if (-sum > highest) highest = -sum;
      }
    }
    this.position = position;
    this.highest = highest;
  }

  reset(): void {
    this.history.fill(0);
    this.highest = 0;
    this.before = 0;
  }
}
