const known = new Map<string, string>();

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** `percent` of one colour in another, both '#rrggbb'; the other may be 'transparent'. Kept: the same few mixes are asked for by every clip. */
export function mix(colour: string, percent: number, ground: string): string {
  const key = `${colour}${percent}${ground}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (ground === 'transparent') {
    return `${colour}${Math.round((percent * 255) / 100)
      .toString(16)
      .padStart(2, '0')}`;
  }
  const under = channels(ground);
  const mixed = channels(colour).map((value, index) =>
    Math.round((value * percent + (under[index] ?? 0) * (100 - percent)) / 100)
      .toString(16)
      .padStart(2, '0'),
  );
  const result = `#${mixed.join('')}`;
  known.set(key, result);
  return result;
}
