import { frequencyToShare, shareToFrequency } from '../ui/log-frequency';

/** dB from the middle to an edge */
const REACH = 24;

/** CSS pixels of a curve's picture. */
export type CurveSize = { readonly width: number; readonly height: number };

export const xOf = ({ width }: CurveSize, hertz: number): number => frequencyToShare(hertz) * width;
export const yOf = ({ height }: CurveSize, db: number): number =>
  ((REACH - Math.max(-REACH, Math.min(REACH, db))) / (2 * REACH)) * height;
export const hertzAt = ({ width }: CurveSize, x: number): number => shareToFrequency(x / width);
export const dbAt = ({ height }: CurveSize, y: number): number => REACH - (y / height) * 2 * REACH;
