import { describe, expect, it } from 'vitest';
import { BufferShelf } from './bufferShelf';

const none = new Set<string>();
/** 40 bytes */
const buffer = { length: 5, numberOfChannels: 2 };

function shelfWith(...keys: string[]): BufferShelf<typeof buffer> {
  const shelf = new BufferShelf<typeof buffer>(100);
  for (const key of keys) shelf.put(key, buffer);
  return shelf;
}

describe('BufferShelf', () => {
  it('lets go of what was used longest ago until the rest fits', () => {
    const shelf = shelfWith('a', 'b', 'c', 'd');
    shelf.get('a');
    shelf.shrink(none);
    expect(shelf.size).toBe(2);
    expect([shelf.get('d'), shelf.get('a')]).toEqual([buffer, buffer]);
  });

  it('keeps what is needed soon, even over its limit', () => {
    const shelf = shelfWith('a', 'b', 'c', 'd');
    shelf.shrink(new Set(['a', 'b', 'c']));
    expect(shelf.size).toBe(3);
    expect(shelf.get('d')).toBeUndefined();
  });

  it('counts the bytes of what was put twice, or let go, once', () => {
    const shelf = shelfWith('a', 'a', 'a', 'b');
    shelf.shrink(none);
    expect(shelf.size).toBe(2);
    shelf.retain(new Set(['b']));
    shelf.put('c', buffer);
    shelf.shrink(none);
    expect(shelf.size).toBe(2);
    shelf.clear();
    shelf.put('d', buffer);
    shelf.shrink(none);
    expect(shelf.size).toBe(1);
  });
});
