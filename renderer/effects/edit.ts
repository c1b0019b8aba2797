import type { Effect, EffectParam, ProjectDocument } from '../../preload/contract/document';
import type { Operation, RackOwner } from '../document/operations';
import { recordedEdit, recordedGesture } from '../state/automation-recorder';
import { rackOf } from '../state/racks';
import { editor } from '../state/session';
import type { ValueEdit, ValueGesture } from '../ui/valueRange';

const effectOf = (document: ProjectDocument, owner: RackOwner, id: string): Effect | undefined =>
  rackOf(document, owner).find((candidate) => candidate.id === id);

/** The operations that give some parameters a value; none when the effect has gone meanwhile. */
function setParamValues(
  document: ProjectDocument,
  owner: RackOwner,
  id: string,
  values: Effect['params'],
): Operation[] {
  const effect = effectOf(document, owner, id);
  if (!effect) return [];
  return [{ type: 'effect.set', owner, id, changes: { params: { ...effect.params, ...values } } }];
}

/**
 * How a knob changes a parameter: a drag is one undo step, key presses in a row are one. While automation is written,
 * its lane is what moves.
 */
export function paramEdit(owner: RackOwner, id: string, key: string, label: string): ValueEdit {
  return recordedEdit(owner, `effect:${id}:${key}`, {
    begin: () => {
      const gesture = editor.begin(label);
      return {
        preview: (value) => gesture.preview(setParamValues(gesture.base, owner, id, { [key]: value })),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (value, how) =>
      editor.dispatch(
        label,
        setParamValues(editor.document, owner, id, { [key]: value }),
        how === 'key' ? `${id} ${key}` : null,
      ),
  });
}

/**
 * Several parameters moved by one drag (a point of a curve): one undo step. Those whose lanes play or are written go
 * that way, as with a knob.
 */
export function beginParams(owner: RackOwner, id: string, keys: readonly string[], label: string) {
  const recorded = new Map<string, ValueGesture>();
  for (const key of keys) {
    const gesture = recordedGesture(owner, `effect:${id}:${key}`);
    if (gesture) recorded.set(key, gesture);
  }
  const gesture = recorded.size === keys.length ? null : editor.begin(label);
  const all = [...recorded.values(), ...(gesture ? [gesture] : [])];
  return {
    preview: (values: Record<string, number>): void => {
      const edited = Object.entries(values).filter(([key, value]) => {
        recorded.get(key)?.preview(value);
        return !recorded.has(key);
      });
      gesture?.preview(setParamValues(gesture.base, owner, id, Object.fromEntries(edited)));
    },
    commit: () => all.forEach((one) => one.commit()),
    cancel: () => all.forEach((one) => one.cancel()),
  };
}

export function setParams(
  owner: RackOwner,
  id: string,
  values: Record<string, EffectParam>,
  label: string,
  mergeKey: string | null = null,
): void {
  editor.dispatch(label, setParamValues(editor.document, owner, id, values), mergeKey);
}

/** A preset or the other side of a comparison: all parameters at once. */
export function replaceParams(owner: RackOwner, id: string, params: Effect['params'], label: string): void {
  if (effectOf(editor.document, owner, id)) {
    editor.dispatch(label, [{ type: 'effect.set', owner, id, changes: { params } }]);
  }
}
