import type { Effect, Modulator, ProjectDocument } from '../../../preload/contract/document';
import { newId } from '../factory';
import type { Operation, RackOwner } from '../operations';

type Strip = Pick<ProjectDocument['master'], 'effects' | 'automation' | 'modulators'>;

function stripOf(document: ProjectDocument, owner: RackOwner): Strip | undefined {
  return owner === 'master' ? document.master : document.tracks.find(({ id }) => id === owner);
}

const setStrip = (owner: RackOwner, changes: Partial<Omit<Strip, 'effects'>>): Operation =>
  owner === 'master' ? { type: 'master.set', changes } : { type: 'track.set', id: owner, changes };

/** Whether a lane or a modulator moves a parameter of one of these effects. */
const moves =
  (effectIds: readonly string[]) =>
  ({ target }: { target: string }): boolean =>
    effectIds.some((id) => target.startsWith(`effect:${id}:`));

/** Takes away what moved parameters of these effects. */
function releaseTargets(strip: Strip, owner: RackOwner, effectIds: readonly string[]): Operation[] {
  const stays = (one: { target: string }): boolean => !moves(effectIds)(one);
  const automation = strip.automation.filter(stays);
  const modulators = strip.modulators.filter(stays);
  if (automation.length === strip.automation.length && modulators.length === strip.modulators.length)
    return [];
  return [setStrip(owner, { automation, modulators })];
}

/** The effect goes with its automation and its modulators. */
export function removeEffect(document: ProjectDocument, owner: RackOwner, id: string): Operation[] {
  const strip = stripOf(document, owner);
  if (!strip?.effects.some((effect) => effect.id === id)) return [];
  return [...releaseTargets(strip, owner, [id]), { type: 'effect.remove', owner, id }];
}

/** The effect goes to place `index` of another rack, with its automation and its modulators. */
export function moveToRack(
  document: ProjectDocument,
  from: RackOwner,
  id: string,
  to: RackOwner,
  index: number,
): Operation[] {
  const [source, target] = [stripOf(document, from), stripOf(document, to)];
  const effect = source?.effects.find((candidate) => candidate.id === id);
  if (!source || !target || !effect || from === to) return [];
  const automation = source.automation.filter(moves([id]));
  const modulators = source.modulators.filter(moves([id]));
  const comeAlong =
    automation.length + modulators.length === 0
      ? []
      : [
          setStrip(to, {
            automation: [...target.automation, ...automation],
            modulators: [...target.modulators, ...modulators],
          }),
        ];
  return [
    ...removeEffect(document, from, id),
    { type: 'effect.add', owner: to, effect, index },
    ...comeAlong,
  ];
}

/** Copies of the effects, with ids of their own, from place `index` on. */
export function insertEffects(
  document: ProjectDocument,
  owner: RackOwner,
  effects: readonly Effect[],
  index: number,
): Operation[] {
  if (!stripOf(document, owner)) return [];
  return effects.map((effect, offset): Operation => ({
    type: 'effect.add',
    owner,
    effect: { ...effect, id: newId() },
    index: index + offset,
  }));
}

/** Copies of the effects in the place of the whole rack. */
export function replaceRack(
  document: ProjectDocument,
  owner: RackOwner,
  effects: readonly Effect[],
): Operation[] {
  const strip = stripOf(document, owner);
  if (!strip) return [];
  const ids = strip.effects.map(({ id }) => id);
  return [
    ...releaseTargets(strip, owner, ids),
    ...ids.map((id): Operation => ({ type: 'effect.remove', owner, id })),
    ...insertEffects(document, owner, effects, 0),
  ];
}

/** A modulator of a parameter; a parameter may have several, and what they add is added up. */
export function addModulator(
  document: ProjectDocument,
  owner: RackOwner,
  type: Modulator['type'],
  target: string,
): Operation[] {
  const strip = stripOf(document, owner);
  if (!strip) return [];
  const modulator: Modulator = { id: newId(), type, target, depth: 0.25, bypassed: false, params: {} };
  return [setStrip(owner, { modulators: [...strip.modulators, modulator] })];
}

export function changeModulator(
  document: ProjectDocument,
  owner: RackOwner,
  id: string,
  changes: Partial<Pick<Modulator, 'target' | 'depth' | 'bypassed' | 'params'>>,
): Operation[] {
  const strip = stripOf(document, owner);
  if (!strip?.modulators.some((modulator) => modulator.id === id)) return [];
  const modulators = strip.modulators.map((modulator) =>
    modulator.id === id ? { ...modulator, ...changes } : modulator,
  );
  return [setStrip(owner, { modulators })];
}

export function removeModulator(document: ProjectDocument, owner: RackOwner, id: string): Operation[] {
  const strip = stripOf(document, owner);
  if (!strip?.modulators.some((modulator) => modulator.id === id)) return [];
  return [setStrip(owner, { modulators: strip.modulators.filter((modulator) => modulator.id !== id) })];
}
