import type { Effect, EffectParam, ProjectDocument } from '../../preload/contract/document';
import { newEffect } from '../audio/effects/index';
import type { Operation, RackOwner } from '../document/operations';
import { editor } from '../state/session';
import type { ValueEdit } from '../ui/valueRange';

const none: readonly Effect[] = [];

/** The rack's effects; none when the owner is not there (any more). */
export function rackOf(document: ProjectDocument, owner: RackOwner): readonly Effect[] {
  if (owner === 'master') return document.master.effects;
  return document.tracks.find(({ id }) => id === owner)?.effects ?? none;
}

/** The operations that give one parameter a value; none when the effect has gone meanwhile. */
function setParam(
  document: ProjectDocument,
  owner: RackOwner,
  id: string,
  key: string,
  value: EffectParam,
): Operation[] {
  const effect = rackOf(document, owner).find((candidate) => candidate.id === id);
  if (!effect) return [];
  return [{ type: 'effect.set', owner, id, changes: { params: { ...effect.params, [key]: value } } }];
}

/** How a knob changes a parameter: a drag is one undo step, key presses in a row are one. */
export function paramEdit(owner: RackOwner, id: string, key: string, label: string): ValueEdit {
  return {
    begin: () => {
      const gesture = editor.begin(label);
      return {
        preview: (value) => gesture.preview(setParam(gesture.base, owner, id, key, value)),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (value, how) =>
      editor.dispatch(
        label,
        setParam(editor.document, owner, id, key, value),
        how === 'key' ? `${id} ${key}` : null,
      ),
  };
}

export function chooseParam(owner: RackOwner, id: string, key: string, value: string, label: string): void {
  editor.dispatch(label, setParam(editor.document, owner, id, key, value));
}

export function addEffect(owner: RackOwner, type: string, label: string): void {
  const index = rackOf(editor.document, owner).length;
  editor.dispatch(label, [{ type: 'effect.add', owner, effect: newEffect(type), index }]);
}

export function removeEffect(owner: RackOwner, id: string, label: string): void {
  editor.dispatch(label, [{ type: 'effect.remove', owner, id }]);
}

export function bypassEffect(owner: RackOwner, effect: Effect, name: string): void {
  const label = effect.bypassed ? `${name} on` : `Bypass ${name}`;
  editor.dispatch(label, [
    { type: 'effect.set', owner, id: effect.id, changes: { bypassed: !effect.bypassed } },
  ]);
}

/** Moves an effect to where another one stands; `index` is counted without the moved one. */
export function moveEffect(owner: RackOwner, id: string, index: number): void {
  const rack = rackOf(editor.document, owner);
  const from = rack.findIndex((effect) => effect.id === id);
  const to = Math.max(0, Math.min(index, rack.length - 1));
  if (from < 0 || from === to) return;
  editor.dispatch('Reorder effects', [{ type: 'effect.move', owner, id, index: to }]);
}
