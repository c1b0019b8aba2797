import { GAIN_MAX_DB, GAIN_MIN_DB } from '../../preload/contract/document';
import { create } from 'zustand';
import { fromFraction, toFraction, type ValueRange } from '../ui/valueRange';

/** An envelope is drawn on a fader's taper: even steps around 0 dB, the lowest 40 dB in a sixth of the height. */
export const envelopeRange: ValueRange = {
  min: GAIN_MIN_DB,
  max: GAIN_MAX_DB,
  default: 0,
  scale: 'fader',
  decimals: 1,
  unit: 'dB',
};

/** Space above the highest and below the lowest gain, CSS pixels: a point at the end of its travel is seen whole. */
const MARGIN = 5;

/** Distance from the top of a clip's body of `height` CSS pixels. */
export const yOfGain = (gainDb: number, height: number): number =>
  MARGIN + (1 - toFraction(envelopeRange, gainDb)) * (height - 2 * MARGIN);

export const gainAtY = (y: number, height: number): number =>
  fromFraction(envelopeRange, 1 - (y - MARGIN) / Math.max(1, height - 2 * MARGIN));

/** The point that Delete means. */
export const useEnvelopePoint = create<{ point: { clipId: string; index: number } | null }>(() => ({
  point: null,
}));

export const selectEnvelopePoint = (clipId: string, index: number): void =>
  useEnvelopePoint.setState({ point: { clipId, index } });
export const clearEnvelopePoint = (): void => {
  if (useEnvelopePoint.getState().point) useEnvelopePoint.setState({ point: null });
};
