import { describe, expect, it } from 'vitest';
import type { Clip, ProjectDocument } from '../../../preload/contract/document';
import type { Sound } from '../../../preload/contract/sound';
import { applyAll, type Operation } from '../operations';
import { smallProject, soundOf } from '../testing/fixtures';
import { splitClips } from './split';
import { addTakes, chooseTake, keepTakes, removeTake, stepTake, takesOf } from './takes';

const after = (document: ProjectDocument, operations: Operation[]): ProjectDocument =>
  applyAll(document, operations).document;
const clip = (document: ProjectDocument, id: string): Clip => document.clips[id]!;
const made = (id: string, seconds: number, prompt = id): Sound => ({
  ...soundOf(id, seconds),
  recipe: {
    prompt,
    seed: 1,
    duration: seconds,
    loop: false,
    packId: 'p',
    packVersion: '1',
    packHash: 'ab'.repeat(32),
    provider: 'cpu',
  },
});
const project = smallProject();

describe('takes', () => {
  it('come behind the sound that is there, and the first of them plays', () => {
    const done = after(project, addTakes(project, ['c'], [made('new', 0.5), made('more', 0.5)]));
    expect(clip(done, 'c')).toMatchObject({ soundId: 'new', takes: ['click', 'new', 'more'], start: 72_000 });
    expect(Object.keys(done.sounds).sort()).toEqual(['click', 'more', 'new', 'rain']);
  });

  it('of another length: all of a sound stays all of it, a part stays that part as far as there is one', () => {
    const long = after(project, addTakes(project, ['c'], [made('long', 2)]));
    expect(clip(long, 'c')).toMatchObject({ offset: 0, length: 96_000 });
    const part = after(project, addTakes(project, ['a'], [made('short', 1.5)]));
    expect(clip(part, 'a')).toMatchObject({ start: 48_000, offset: 24_000, length: 48_000 });
    const tiny = after(project, addTakes(project, ['a'], [made('tiny', 0.1)]));
    expect(clip(tiny, 'a')).toMatchObject({ start: 48_000, offset: 0, length: 4800 });
  });

  it('keep fades, gain and what was done to the sound; a loop goes on over all of the new one', () => {
    const looped = {
      ...clip(project, 'b'),
      loop: { start: 0, length: 192_000 },
      length: 500_000,
      gainDb: -3,
      fadeIn: { length: 1000, curve: 'linear' as const, bend: 0.5 },
    };
    const before = { ...project, clips: { ...project.clips, b: looped } };
    const done = clip(after(before, addTakes(before, ['b'], [made('other', 1)])), 'b');
    expect(done).toEqual({
      ...looped,
      soundId: 'other',
      takes: ['rain', 'other'],
      loop: { start: 0, length: 48_000 },
    });
  });

  it('are switched round and round, and chosen', () => {
    const three = after(project, addTakes(project, ['c'], [made('new', 0.5), made('more', 0.5)]));
    const next = after(three, stepTake(three, ['c'], 1));
    expect(clip(next, 'c').soundId).toBe('more');
    expect(clip(after(next, stepTake(next, ['c'], 1)), 'c').soundId).toBe('click');
    expect(clip(after(three, stepTake(three, ['c'], -1)), 'c').soundId).toBe('click');
    expect(clip(after(three, chooseTake(three, 'c', 'more')), 'c').soundId).toBe('more');
    expect(chooseTake(three, 'c', 'rain')).toEqual([]);
    expect(stepTake(project, ['c'], 1)).toEqual([]);
  });

  it('leave the document when nothing plays them any more', () => {
    const three = after(project, addTakes(project, ['c'], [made('new', 0.5), made('more', 0.5)]));
    const two = after(three, removeTake(three, 'c', 'new'));
    expect(clip(two, 'c')).toMatchObject({ soundId: 'more', takes: ['click', 'more'] });
    expect(two.sounds['new']).toBeUndefined();
    const one = after(two, removeTake(two, 'c', 'click'));
    expect(clip(one, 'c')).toMatchObject({ soundId: 'more', takes: [] });
    expect(removeTake(one, 'c', 'more')).toEqual([]);
    const kept = after(three, keepTakes(three, ['c']));
    expect(takesOf(clip(kept, 'c'))).toEqual(['new']);
    expect(Object.keys(kept.sounds).sort()).toEqual(['new', 'rain']);
  });

  it('a sound that the other half of a split still plays stays', () => {
    const split = after(project, splitClips(project, ['c'], 80_000));
    const done = after(split, keepTakes(split, ['c']));
    expect(done.sounds['click']).toBeDefined();
    const other = after(split, addTakes(split, ['c'], [made('new', 0.5)]));
    const alone = after(other, keepTakes(other, ['c']));
    expect(alone.sounds['click']).toBeDefined();
  });

  it('a clip named by its prompt takes the name of the take', () => {
    const named = after(project, addTakes(project, ['c'], [made('x', 0.5, 'a door')]));
    expect(clip(named, 'c').name).toBe('c');
    const plain = { ...project, clips: { ...project.clips, c: { ...clip(project, 'c'), name: 'click' } } };
    expect(clip(after(plain, addTakes(plain, ['c'], [made('x', 0.5, 'a door')])), 'c').name).toBe('a door');
  });

  it('never more than the file can hold: the oldest give way, not the one that plays', () => {
    const many = Array.from({ length: 70 }, (_, index) => made(`n${index}`, 0.5));
    const full = after(project, addTakes(project, ['c'], many));
    expect(clip(full, 'c').takes).toHaveLength(64);
    expect(clip(full, 'c').takes[0]).toBe('click');
    expect(clip(full, 'c').soundId).toBe('n0');
  });
});
