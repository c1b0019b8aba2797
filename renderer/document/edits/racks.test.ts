import { describe, expect, it } from 'vitest';
import type { Effect, ProjectDocument } from '../../../preload/contract/document';
import { applyAll, type Operation } from '../operations';
import { trackById } from '../select';
import { smallProject } from '../testing/fixtures';
import {
  addModulator,
  changeModulator,
  insertEffects,
  moveToRack,
  removeEffect,
  removeModulator,
  replaceRack,
} from './racks';

const effect = (id: string): Effect => ({ id, type: 'filter', bypassed: false, params: { frequency: 800 } });

function apply(document: ProjectDocument, operations: Operation[]): ProjectDocument {
  const { document: after, inverse } = applyAll(document, operations);
  expect(applyAll(after, inverse).document).toEqual(document);
  return after;
}

/** t0 with effects e and f, an LFO and a lane on each. */
function withRack(): ProjectDocument {
  const lane = { points: [], bypassed: false, shown: true };
  const modulator = { type: 'lfo' as const, depth: 0.5, bypassed: false, params: {} };
  const target = (id: string): string => `effect:${id}:frequency`;
  return apply(smallProject(), [
    { type: 'effect.add', owner: 't0', effect: effect('e'), index: 0 },
    { type: 'effect.add', owner: 't0', effect: effect('f'), index: 1 },
    {
      type: 'track.set',
      id: 't0',
      changes: {
        automation: ['e', 'f'].map((id) => ({ ...lane, id: `lane-${id}`, target: target(id) })),
        modulators: ['e', 'f'].map((id) => ({ ...modulator, id: `lfo-${id}`, target: target(id) })),
      },
    },
  ]);
}

const parts = (document: ProjectDocument) => {
  const { effects = [], automation = [], modulators = [] } = trackById(document, 't0') ?? {};
  return [effects, automation, modulators].map((list) => list.map(({ id }) => id));
};

describe('racks', () => {
  it('lose an effect with all that moved it, and nothing else', () => {
    const document = withRack();
    expect(parts(apply(document, removeEffect(document, 't0', 'e')))).toEqual([['f'], ['lane-f'], ['lfo-f']]);
    expect(removeEffect(document, 't0', 'x')).toEqual([]);
  });

  it('pass an effect on to another rack with all that moved it', () => {
    const document = withRack();
    const after = apply(document, moveToRack(document, 't0', 'e', 'master', 0));
    expect(parts(after)).toEqual([['f'], ['lane-f'], ['lfo-f']]);
    const { effects, automation, modulators } = after.master;
    expect([effects, automation, modulators].map((list) => list.map(({ id }) => id))).toEqual([
      ['e'],
      ['lane-e'],
      ['lfo-e'],
    ]);
    expect(moveToRack(document, 't0', 'x', 'master', 0)).toEqual([]);
  });

  it('take in copies in order, with new ids', () => {
    const document = withRack();
    const after = apply(
      document,
      insertEffects(document, 't0', [effect('e'), { ...effect('g'), type: 'gate' }], 1),
    );
    const effects = trackById(after, 't0')?.effects ?? [];
    expect(effects.map(({ type }) => type)).toEqual(['filter', 'filter', 'gate', 'filter']);
    expect(new Set(effects.map(({ id }) => id)).size).toBe(4);
  });

  it('are replaced in one step, the master’s too', () => {
    const document = withRack();
    const after = apply(document, replaceRack(document, 't0', [effect('g')]));
    const [effects, lanes, modulators] = parts(after);
    expect([effects?.length, lanes, modulators]).toEqual([1, [], []]);
    expect(apply(document, replaceRack(document, 'master', [effect('g')])).master.effects).toHaveLength(1);
  });
});

describe('modulators', () => {
  it('are added, changed and removed', () => {
    const document = withRack();
    const added = apply(document, addModulator(document, 'master', 'follower', 'volume'));
    const [modulator] = added.master.modulators;
    expect(modulator).toMatchObject({ type: 'follower', target: 'volume', depth: 0.25 });
    const id = modulator?.id ?? '';
    const changed = apply(added, changeModulator(added, 'master', id, { depth: -1, params: { attack: 5 } }));
    expect(changed.master.modulators).toMatchObject([{ depth: -1, params: { attack: 5 } }]);
    expect(apply(changed, removeModulator(changed, 'master', id)).master.modulators).toEqual([]);
    expect(removeModulator(changed, 't0', id)).toEqual([]);
  });
});
