import { create } from 'zustand';
import type { AutomationPoint, ProjectDocument } from '../../preload/contract/document';
import { player } from '../audio/player';
import { automationValue } from '../document/automation';
import type { Gesture } from '../document/editor';
import {
  anchored,
  changeLane,
  laneOfTarget,
  replaceRange,
  showLane,
  thin,
} from '../document/edits/automation';
import { applyAll, type Operation, type RackOwner } from '../document/operations';
import { secondsToSamples } from '../document/timescale';
import type { ValueEdit, ValueGesture } from '../ui/valueRange';
import { holdTarget, lanePlaying } from './automated-value';
import { curveScale, shareIn, targetName, targetOf, type Target } from './automation-targets';
import { showNotice } from './notices';
import { editor } from './session';

/**
 * What moving a control does while playing. read: it is heard for as long as a hand is on it, and its lane stays; touch:
 * its lane is written until the control is let go, and made if there is none; latch: until playing stops.
 */
export const automationModes = ['read', 'touch', 'latch'] as const;
export type AutomationMode = (typeof automationModes)[number];

export const useAutomationMode = create<{ mode: AutomationMode; recording: boolean }>(() => ({
  mode: 'read',
  recording: false,
}));

/** Part of the travel that a left-out point may be off by. */
const TOLERANCE = 0.006;
/** Writes go on at least this often while a control is held still, in milliseconds. */
const TICK_MS = 100;
/** Where writing ends, the value goes back to what the lane said there within this, in seconds. */
const RETURN_SECONDS = 0.1;

type Take = {
  owner: RackOwner;
  target: string;
  points: AutomationPoint[];
  held: boolean;
};

/** One pass of writing: everything that is touched until it ends is one undo step. */
type Pass = {
  gesture: Gesture;
  takes: Map<string, Take>;
  timer: ReturnType<typeof setInterval>;
  stop(): void;
};

let pass: Pass | null = null;

const now = (): number => secondsToSamples(player.position(), editor.document.sampleRate);

/** The curve as it stands for all time; a lane without points stands where its control does. */
function curveBefore(points: readonly AutomationPoint[], { value }: Target): readonly AutomationPoint[] {
  return points.length > 0 ? points : [{ at: 0, value, bend: 0 }];
}

/** The lane's points with what was written in their place; before and behind it stays what was there. */
function written(
  before: readonly AutomationPoint[],
  points: AutomationPoint[],
  target: Target,
): AutomationPoint[] {
  const scale = curveScale(target.range);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [...before];
  const edge = (at: number): AutomationPoint => ({
    at,
    value: automationValue(before, at, scale) ?? 0,
    bend: 0,
  });
  const end = last.at + secondsToSamples(RETURN_SECONDS, editor.document.sampleRate);
  const whole = anchored(before, first.at, end, scale);
  return replaceRange(whole, first.at, end, [...points, edge(end)], scale);
}

/** The document as the pass would leave it. `thinned` once at the end: it takes longer than a frame may. */
function operationsOf(base: ProjectDocument, takes: Iterable<Take>, thinned: boolean): Operation[] {
  let document = base;
  const operations: Operation[] = [];
  const apply = (more: Operation[]): void => {
    operations.push(...more);
    document = applyAll(document, more).document;
  };
  for (const { owner, target, points } of takes) {
    const spec = targetOf(base, owner, target);
    if (!spec || points.length === 0) continue;
    apply(showLane(document, owner, target));
    const lane = laneOfTarget(document, owner, target);
    if (!lane) continue;
    const curve = thinned ? thin(points, shareIn(spec.range), TOLERANCE) : points;
    apply(
      changeLane(document, owner, lane.id, { points: written(curveBefore(lane.points, spec), curve, spec) }),
    );
  }
  return operations;
}

function write(take: Take, value: number): void {
  const at = now();
  const last = take.points.at(-1);
  // The loop went back to its start: the pass ends there, so that a round does not overwrite the one before.
  if (last && at < last.at) {
    finish();
    return;
  }
  if (last && last.at === at) last.value = value;
  else take.points.push({ at, value, bend: 0 });
}

function tick(): void {
  const current = pass;
  if (!current) return;
  const { mode } = useAutomationMode.getState();
  for (const take of current.takes.values()) {
    const last = take.points.at(-1);
    if (last && (take.held || mode === 'latch')) write(take, last.value);
  }
  if (pass === current) preview(current);
}

/**
 * Shows the document as it would be now. Another edit in between has made a step of what was written until then; while
 * something else is dragged, the points are only gathered. Undo ends the pass.
 */
function preview(current: Pass): void {
  if (current.gesture.state === 'cancelled') {
    finish();
    return;
  }
  if (current.gesture.state === 'committed') {
    if (editor.gesturing) return;
    current.gesture = editor.begin('Write automation');
  }
  current.gesture.preview(operationsOf(current.gesture.base, current.takes.values(), false));
}

function begin(): Pass {
  const stop = player.subscribe(() => {
    if (!player.playing) finish();
  });
  const started: Pass = {
    gesture: editor.begin('Write automation'),
    takes: new Map(),
    timer: setInterval(tick, TICK_MS),
    stop,
  };
  useAutomationMode.setState({ recording: true });
  return started;
}

/** Ends the pass and leaves its one undo step. */
function finish(): void {
  const ended = pass;
  pass = null;
  if (!ended) return;
  clearInterval(ended.timer);
  ended.stop();
  // What was written since another edit came in between is a step of its own.
  if (ended.gesture.state === 'committed') ended.gesture = editor.begin('Write automation');
  ended.gesture.preview(operationsOf(ended.gesture.base, ended.takes.values(), true));
  ended.gesture.commit();
  for (const { owner, target } of ended.takes.values()) holdTarget(owner, target, null);
  useAutomationMode.setState({ recording: false });
}

/** What moving a control does now: writes its lane, leaves its lane alone, or (it has none that plays) changes it. */
function effectOf(owner: RackOwner, target: string): 'writes' | 'bounces' | 'edits' {
  const writing = player.playing && useAutomationMode.getState().mode !== 'read';
  if (writing) return laneOfTarget(editor.document, owner, target)?.bypassed ? 'edits' : 'writes';
  return lanePlaying(editor.document, owner, target) ? 'bounces' : 'edits';
}

function touch(owner: RackOwner, target: string): ValueGesture {
  pass ??= begin();
  const key = `${owner} ${target}`;
  const take: Take = pass.takes.get(key) ?? { owner, target, points: [], held: true };
  take.held = true;
  pass.takes.set(key, take);
  const release = (): void => {
    take.held = false;
    const anyHeld = [...(pass?.takes.values() ?? [])].some(({ held }) => held);
    if (useAutomationMode.getState().mode !== 'latch' && !anyHeld) finish();
  };
  return {
    preview: (value) => {
      const current = pass;
      if (!current?.takes.has(key)) return;
      holdTarget(owner, target, value);
      write(take, value);
      if (pass === current) preview(current);
    },
    commit: release,
    // What was heard has been written; undo takes it back.
    cancel: release,
  };
}

/** A control under a hand is heard; let go, it goes back to its lane. */
function bounce(owner: RackOwner, target: string): ValueGesture {
  const release = (): void => {
    holdTarget(owner, target, null);
    const found = targetOf(editor.document, owner, target);
    showNotice(`${found ? targetName(found) : 'The control'} follows its automation lane again.`, {
      label: 'Write by touch',
      run: () => useAutomationMode.setState({ mode: 'touch' }),
    });
  };
  return { preview: (value) => holdTarget(owner, target, value), commit: release, cancel: release };
}

/** A value that is typed, or set by a key, is held for so long, in milliseconds: more of them are one touch. */
const SET_HOLD_MS = 500;
const setHolds = new Map<string, { gesture: ValueGesture; timer: ReturnType<typeof setTimeout> }>();

function holdSet(owner: RackOwner, target: string, value: number): void {
  const key = `${owner} ${target}`;
  const before = setHolds.get(key);
  clearTimeout(before?.timer);
  const gesture = before?.gesture ?? recordedGesture(owner, target);
  if (!gesture) return;
  gesture.preview(value);
  const end = (): void => {
    setHolds.delete(key);
    gesture.commit();
  };
  setHolds.set(key, { gesture, timer: setTimeout(end, SET_HOLD_MS) });
}

/** What a hand on a control begins while its lane plays or is written; null when it simply changes the document. */
export function recordedGesture(owner: RackOwner, target: string): ValueGesture | null {
  const effect = effectOf(owner, target);
  if (effect === 'edits') return null;
  return effect === 'writes' ? touch(owner, target) : bounce(owner, target);
}

/** The edit of a control whose target may have a lane: while that plays, moving it does not change the document's value. */
export function recordedEdit(owner: RackOwner, target: string, edit: ValueEdit): ValueEdit {
  return {
    begin: () => recordedGesture(owner, target) ?? edit.begin(),
    set: (value, how) => {
      if (effectOf(owner, target) === 'edits') edit.set(value, how);
      else holdSet(owner, target, value);
    },
  };
}
