import { create } from 'zustand';
import type { Effect, ProjectDocument } from '../../preload/contract/document';
import { descriptorOf, newEffect } from '../audio/effects/index';
import { insertEffects, moveToRack, removeEffect as removal, replaceRack } from '../document/edits/racks';
import type { RackOwner } from '../document/operations';
import { editor } from './session';

const none: readonly Effect[] = [];

/** The rack's effects; none when the owner is not there (any more). */
export function rackOf(document: ProjectDocument, owner: RackOwner): readonly Effect[] {
  if (owner === 'master') return document.master.effects;
  return document.tracks.find(({ id }) => id === owner)?.effects ?? none;
}

export function addEffect(owner: RackOwner, type: string): void {
  const index = rackOf(editor.document, owner).length;
  editor.dispatch(`Add ${effectName({ type })}`, [
    { type: 'effect.add', owner, effect: newEffect(type), index },
  ]);
}

export function removeEffect(owner: RackOwner, effect: Effect): void {
  editor.dispatch(`Remove ${effectName(effect)}`, removal(editor.document, owner, effect.id));
}

export function bypassEffect(owner: RackOwner, effect: Effect): void {
  const name = effectName(effect);
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

/** Copies behind the last effect, or from `index` on. */
export function pasteEffects(
  owner: RackOwner,
  effects: readonly Effect[],
  index = rackOf(editor.document, owner).length,
): void {
  const label = effects.length === 1 ? 'Paste effect' : 'Paste effects';
  editor.dispatch(label, insertEffects(editor.document, owner, effects, index));
}

export function setRack(owner: RackOwner, effects: readonly Effect[], label: string): void {
  editor.dispatch(label, replaceRack(editor.document, owner, effects));
}

/** An effect that is being dragged: a browser tells what is dragged only once it is dropped. */
type DraggedEffect = { owner: RackOwner; effect: Effect };
export const useDraggedEffect = create<{ dragged: DraggedEffect | null }>(() => ({ dragged: null }));

/** Begins dragging an effect, towards another place in its rack or into another one. */
export function dragEffect(transfer: DataTransfer, owner: RackOwner, effect: Effect): void {
  transfer.effectAllowed = 'copyMove';
  transfer.setData('application/x-ganmix-effect', effect.id);
  useDraggedEffect.setState({ dragged: { owner, effect } });
}
export const endDragEffect = (): void => useDraggedEffect.setState({ dragged: null });

/** Puts the dragged effect at `index` of a rack, counted with it in its place; `copy` leaves it where it was as well. */
export function dropEffect(to: RackOwner, index: number, copy: boolean): void {
  const { dragged } = useDraggedEffect.getState();
  endDragEffect();
  if (!dragged) return;
  const { owner, effect } = dragged;
  const from = rackOf(editor.document, owner).findIndex(({ id }) => id === effect.id);
  if (from < 0) return;
  if (owner === to && !copy) {
    moveEffect(owner, effect.id, from < index ? index - 1 : index);
    return;
  }
  if (copy) {
    editor.dispatch(`Copy ${effectName(effect)}`, insertEffects(editor.document, to, [effect], index));
  } else {
    editor.dispatch(`Move ${effectName(effect)}`, moveToRack(editor.document, owner, effect.id, to, index));
  }
}

/** As its card and its row in the mixer call it. */
export const effectName = ({ type }: Pick<Effect, 'type'>): string => descriptorOf(type)?.name ?? type;

/** Effects that were copied, to be pasted into any rack of any project until the studio closes. */
export const useEffectClipboard = create<{ effects: readonly Effect[] }>(() => ({ effects: [] }));

export function copyEffects(effects: readonly Effect[]): void {
  useEffectClipboard.setState({ effects });
}
