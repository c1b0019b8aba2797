import { describe, expect, it } from 'vitest';
import { ByteCache } from './byteCache';

describe('ByteCache', () => {
  it('loads once however many ask, and again after a failure', async () => {
    const cache = new ByteCache<number>(100, () => 1);
    let loads = 0;
    const load = async () => {
      loads += 1;
      if (loads === 1) throw new Error('first');
      return loads;
    };
    await expect(cache.get('a', load)).rejects.toThrow('first');
    await expect(Promise.all([cache.get('a', load), cache.get('a', load)])).resolves.toEqual([2, 2]);
    expect(loads).toBe(2);
  });

  it('tells what is there without loading it', async () => {
    const cache = new ByteCache<string>(10, () => 1);
    expect(cache.peek('a')).toBeUndefined();
    await cache.get('a', () => Promise.resolve('sound'));
    await expect(cache.peek('a')).resolves.toBe('sound');
  });

  it('drops what was used longest ago once it is over its limit', async () => {
    const cache = new ByteCache<number>(30, () => 10);
    const loaded: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        loaded.push(key);
        return 0;
      });
    for (const key of ['a', 'b', 'c']) await get(key);
    await get('a');
    await get('d');
    await get('a');
    expect(loaded).toEqual(['a', 'b', 'c', 'd']);
    await get('b');
    expect(loaded).toEqual(['a', 'b', 'c', 'd', 'b']);
  });
});
