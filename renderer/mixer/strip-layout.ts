import { VALUES_HEIGHT } from './StripFader';

/** How the strips share the mixer's height: CSS pixels. */
export type StripLayout = {
  /** inserts and sends: hidden, beside the fader, or above it where there is height enough */
  details: 'none' | 'beside' | 'above';
  /** of the fader */
  travel: number;
  /** of inserts and sends above the fader */
  above: number;
};

export const STRIP_WIDTH = 100;
const LEAST_TRAVEL = 56;
/** What stands above and below a fader: colour, name, pan, switches, values, output, and the gaps between. */
const AROUND_FADER = 3 + 26 + 26 + 4 + 24 + 4 + VALUES_HEIGHT + 4 + 25;
/** From this height on, inserts and sends have room above the fader. */
const ABOVE_FROM = 420;

/** In a lower mixer the strips are scrolled, CSS pixels. */
export const LEAST_HEIGHT = AROUND_FADER + LEAST_TRAVEL;

/** @param height CSS pixels of the mixer without its scroll bar */
export function stripLayout(height: number, showDetails: boolean): StripLayout {
  const details = !showDetails ? 'none' : height >= ABOVE_FROM ? 'above' : 'beside';
  const above = details === 'above' ? Math.round(Math.min(220, 0.36 * height)) : 0;
  return { details, above, travel: Math.max(LEAST_TRAVEL, height - AROUND_FADER - above) };
}

export const stripWidth = ({ details }: StripLayout): number =>
  details === 'beside' ? STRIP_WIDTH + 96 : STRIP_WIDTH;
