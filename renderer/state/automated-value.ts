import { useMemo, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import type { Automation, Effect, ProjectDocument } from '../../preload/contract/document';
import { descriptorOf } from '../audio/effects/index';
import { player } from '../audio/player';
import { automationValue } from '../document/automation';
import { laneOfTarget } from '../document/edits/automation';
import type { RackOwner } from '../document/operations';
import { secondsToSamples } from '../document/timescale';
import { onReadoutFrame } from '../ui/frames';
import { roundTo, type ValueRange } from '../ui/valueRange';
import { curveScale } from './automation-targets';
import { editor, useDocument } from './session';

/** Values at which a hand keeps targets, by owner and target: heard and shown instead of what their lanes say. */
const useHeld = create<{ held: Readonly<Record<string, number>> }>(() => ({ held: {} }));

const keyOf = (owner: RackOwner, target: string): string => `${owner} ${target}`;

/** Keeps a target at a value whatever its lane says; null lets go of it. */
export function holdTarget(owner: RackOwner, target: string, value: number | null): void {
  player.hold(owner, target, value);
  const { [keyOf(owner, target)]: _before, ...others } = useHeld.getState().held;
  useHeld.setState({ held: value === null ? others : { ...others, [keyOf(owner, target)]: value } });
}

/** The lane that says where a target stands; null when nothing but its control does. */
export function lanePlaying(document: ProjectDocument, owner: RackOwner, target: string): Automation | null {
  const lane = laneOfTarget(document, owner, target);
  return lane && !lane.bypassed && lane.points.length > 0 ? lane : null;
}

const nothing = (): void => undefined;

const controls = new Set<() => void>();
let stopControls = nothing;
/** The playhead in seconds as all controls see it: React asks again and again, and must hear the same between frames. */
let shownAt = 0;

function onControlFrame(listener: () => void): () => void {
  if (controls.size === 0) {
    shownAt = player.position();
    stopControls = onReadoutFrame(() => {
      shownAt = player.position();
      for (const control of [...controls]) control();
    });
  }
  controls.add(listener);
  return () => {
    controls.delete(listener);
    if (controls.size === 0) stopControls();
  };
}

const shownSamples = (): number => secondsToSamples(shownAt, editor.document.sampleRate);

export type Automated = { value: number; automated: boolean };

/**
 * Where a control stands: where the hand on it keeps it, at what its lane says at the playhead, or else at `value`.
 * `automated`: the lane is in charge.
 */
export function useAutomated(owner: RackOwner, target: string, range: ValueRange, value: number): Automated {
  const lane = useDocument((document) => lanePlaying(document, owner, target));
  const held = useHeld((state) => state.held[keyOf(owner, target)]);
  const shown = useSyncExternalStore(lane ? onControlFrame : never, () => {
    if (!lane) return value;
    return roundTo(range, automationValue(lane.points, shownSamples(), curveScale(range)) ?? value);
  });
  return { value: held ?? shown, automated: lane !== null };
}

const never = (): (() => void) => nothing;

/** An effect's parameters, those that have a lane as it says at the playhead. For pictures: what it is edited at stays. */
export function useAutomatedParams(
  owner: RackOwner,
  { id, type, params }: Pick<Effect, 'id' | 'type' | 'params'>,
): Effect['params'] {
  const all = useDocument((document) => stripAutomation(document, owner));
  const lanes = useMemo(() => {
    const prefix = `effect:${id}:`;
    return all.flatMap(({ target, points, bypassed }) => {
      const key = target.startsWith(prefix) ? target.slice(prefix.length) : null;
      const param = descriptorOf(type)?.params.find((candidate) => candidate.key === key);
      return param?.kind === 'number' && !bypassed && points.length > 0 ? [{ param, points }] : [];
    });
  }, [all, id, type]);
  // As text, which stays the same while the values do.
  const values = useSyncExternalStore(lanes.length > 0 ? onControlFrame : never, () => {
    const at = shownSamples();
    return JSON.stringify(
      lanes.map(({ param, points }) => [param.key, automationValue(points, at, curveScale(param))]),
    );
  });
  return useMemo(() => {
    const said = (JSON.parse(values) as [string, number | null][]).filter(([, value]) => value !== null);
    return said.length === 0
      ? params
      : { ...params, ...(Object.fromEntries(said) as Record<string, number>) };
  }, [params, values]);
}

const stripAutomation = ({ master, tracks }: ProjectDocument, owner: RackOwner): readonly Automation[] =>
  owner === 'master' ? master.automation : (tracks.find(({ id }) => id === owner)?.automation ?? noLanes);
const noLanes: readonly Automation[] = [];
