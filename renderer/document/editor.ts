import type { ProjectDocument, Track } from '../../preload/contract/document';
import { changesFrozen } from './frozen';
import { applyAll, type Operation } from './operations';

/** One undo step, as the history list shows it. */
export type Step = { label: string; operations: Operation[]; inverse: Operation[]; mergeKey: string | null };

/**
 * A running gesture (a drag, a knob turn). Each preview starts from the document as it was at the beginning, so a
 * gesture is a pure function of the pointer and leaves one undo step, or none when it is cancelled or changed nothing.
 */
export type Gesture = {
  /** the document as it was when the gesture began */
  readonly base: ProjectDocument;
  /** another edit commits it, undo cancels it: what runs longer than a drag has to look */
  readonly state: 'open' | 'committed' | 'cancelled';
  preview(operations: readonly Operation[]): void;
  /** `as`: what the step is called, when it turned out to be something else than it began as */
  commit(as?: string): void;
  cancel(): void;
};

/** A state of one project's history that is being written to a file; `step` is null at its beginning. */
export type SavePoint = {
  readonly document: ProjectDocument;
  readonly steps: readonly Step[];
  readonly step: Step | null;
};

/**
 * The document with its history. Knows nothing of React, Tone or the DOM.
 * Selection, zoom and scroll are not here: they are not undo steps.
 */
export class Editor {
  private current: ProjectDocument;
  private steps: Step[] = [];
  /** how many of `steps` are applied; the rest can be redone */
  private applied = 0;
  /** value of `applied` when the project was last saved; null when no undo or redo leads back there */
  private saved: number | null = 0;
  private gesture: Gesture | null = null;
  private readonly listeners = new Set<() => void>();
  /** Told when an edit is not made, because it would change what this frozen track has rendered. */
  onRefused: (track: Track) => void = () => undefined;

  constructor(document: ProjectDocument, unsaved = false) {
    this.current = document;
    if (unsaved) this.saved = null;
  }

  /** The document to show and to play, previews included. A new object after every change. */
  get document(): ProjectDocument {
    return this.current;
  }

  get history(): { steps: readonly Step[]; applied: number } {
    return { steps: this.steps, applied: this.applied };
  }

  /** True when the document differs from the saved one; undoing back to the saved state clears it. */
  get dirty(): boolean {
    return this.saved !== this.applied;
  }

  /** True while a gesture is open: beginning another one would end it. */
  get gesturing(): boolean {
    return this.gesture !== null;
  }

  get canUndo(): boolean {
    return this.applied > 0;
  }

  get canRedo(): boolean {
    return this.applied < this.steps.length;
  }

  /** Another project: history starts anew. `unsaved` marks recovered work that is in no file yet. */
  load(document: ProjectDocument, unsaved = false): void {
    this.gesture = null;
    this.current = document;
    this.steps = [];
    this.applied = 0;
    this.saved = unsaved ? null : 0;
    this.notify();
  }

  /**
   * What to write to the file now. Writing takes a while and editing goes on meanwhile: hand the point back to
   * `markSaved` when the file exists, and the saved mark lands on what was written, not on what is current by then.
   */
  savePoint(): SavePoint {
    this.gesture?.commit();
    this.sealLastStep();
    return { document: this.current, steps: this.steps, step: this.steps[this.applied - 1] ?? null };
  }

  /** Says whether the project is still open: another may have been opened while the file was being written. */
  markSaved(point: SavePoint = this.savePoint()): boolean {
    if (point.steps !== this.steps) return false;
    const index = point.step === null ? -1 : this.steps.indexOf(point.step);
    // The step was undone and overwritten while the file was being written: no undo leads back to it.
    this.saved = point.step !== null && index === -1 ? null : index + 1;
    this.notify();
    return true;
  }

  /**
   * One edit, one undo step. Steps with the same `mergeKey` in a row become one (nudging with the arrow keys).
   * An open gesture is committed first, so that its work is neither lost nor mixed in.
   */
  dispatch(label: string, operations: readonly Operation[], mergeKey: string | null = null): void {
    this.gesture?.commit();
    if (operations.length === 0 || this.refuses(this.current, operations)) return;
    const { document, inverse } = applyAll(this.current, operations);
    this.current = document;
    this.push(label, [...operations], inverse, mergeKey);
    this.notify();
  }

  begin(label: string): Gesture {
    this.gesture?.commit();
    const base = this.current;
    let operations: readonly Operation[] = [];
    let inverse: Operation[] = [];
    let state: Gesture['state'] = 'open';
    const close = (as: 'committed' | 'cancelled'): boolean => {
      const open = this.gesture === gesture;
      if (open) this.gesture = null;
      if (state === 'open') state = as;
      return open;
    };
    const gesture: Gesture = {
      base,
      get state() {
        return state;
      },
      preview: (next) => {
        if (this.gesture !== gesture || changesFrozen(base, next)) return;
        const result = applyAll(base, next);
        operations = next;
        inverse = result.inverse;
        this.current = next.length === 0 ? base : result.document;
        this.notify();
      },
      commit: (as = label) => {
        if (!close('committed') || operations.length === 0) return;
        this.push(as, [...operations], inverse, null);
        this.notify();
      },
      cancel: () => {
        if (!close('cancelled')) return;
        this.current = base;
        this.notify();
      },
    };
    this.gesture = gesture;
    return gesture;
  }

  undo(): void {
    this.jump(this.applied - 1);
  }

  redo(): void {
    this.jump(this.applied + 1);
  }

  /** Undoes or redoes until `applied` steps are in effect. An open gesture is cancelled: it was not an edit yet. */
  jump(applied: number): void {
    if (this.gesture) {
      this.gesture.cancel();
      return;
    }
    const target = Math.max(0, Math.min(applied, this.steps.length));
    if (target === this.applied) return;
    while (this.applied > target) {
      this.current = applyAll(this.current, this.stepAt(this.applied - 1).inverse).document;
      this.applied -= 1;
    }
    while (this.applied < target) {
      this.current = applyAll(this.current, this.stepAt(this.applied).operations).document;
      this.applied += 1;
    }
    this.sealLastStep();
    this.notify();
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private refuses(document: ProjectDocument, operations: readonly Operation[]): boolean {
    const track = changesFrozen(document, operations);
    if (track) this.onRefused(track);
    return track !== null;
  }

  /** The next merging edit starts its own step, so that undo leads back to exactly this state. */
  private sealLastStep(): void {
    const last = this.steps[this.applied - 1];
    if (last) last.mergeKey = null;
  }

  private stepAt(index: number): Step {
    const step = this.steps[index];
    if (!step) throw new RangeError(`No history step ${index}.`);
    return step;
  }

  private push(label: string, operations: Operation[], inverse: Operation[], mergeKey: string | null): void {
    // The saved state lies in the redo branch that this edit cuts off.
    if (this.saved !== null && this.saved > this.applied) this.saved = null;
    this.steps.length = this.applied;
    const last = this.steps[this.applied - 1];
    if (last && mergeKey !== null && last.mergeKey === mergeKey) {
      last.operations = [...last.operations, ...operations];
      last.inverse = [...inverse, ...last.inverse];
      return;
    }
    this.steps.push({ label, operations, inverse, mergeKey });
    this.applied += 1;
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
