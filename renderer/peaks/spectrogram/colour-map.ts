/** Stops of "magma" (Smith and van der Walt, matplotlib, CC0): dark to light evenly, whatever eyes one has. */
const stops = [
  [0, 0, 4],
  [28, 16, 68],
  [79, 18, 123],
  [129, 37, 129],
  [181, 54, 122],
  [229, 80, 100],
  [251, 135, 97],
  [254, 194, 135],
  [252, 253, 191],
] as const;

/** Colour of each byte of a spectrogram, as a pixel of ImageData (little-endian ABGR). */
export const colourMap = Uint32Array.from({ length: 256 }, (_, byte) => {
  const place = (byte / 255) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const part = place - index;
  const [from, to] = [stops[index] ?? stops[0], stops[index + 1] ?? stops[0]];
  const channel = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * part);
  return ((255 << 24) | (channel(2) << 16) | (channel(1) << 8) | channel(0)) >>> 0;
});
