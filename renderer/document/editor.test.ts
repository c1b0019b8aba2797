import { describe, expect, it } from 'vitest';
import { Editor } from './editor';
import type { Operation } from './operations';
import { smallProject } from './testing/fixtures';

const startAt = (start: number): Operation[] => [{ type: 'clip.set', id: 'a', changes: { start } }];
const editorOf = (): Editor => new Editor(smallProject());
const start = (editor: Editor): number | undefined => editor.document.clips['a']?.start;

describe('history', () => {
  it('undoes and redoes one step at a time', () => {
    const editor = editorOf();
    const first = editor.document;
    editor.dispatch('Move', startAt(1));
    editor.dispatch('Move', startAt(2));
    editor.undo();
    expect(start(editor)).toBe(1);
    editor.undo();
    expect(editor.document).toEqual(first);
    expect(editor.canUndo).toBe(false);
    editor.undo();
    editor.redo();
    editor.redo();
    editor.redo();
    expect(start(editor)).toBe(2);
    expect(editor.canRedo).toBe(false);
  });

  it('drops the redo branch at a new edit', () => {
    const editor = editorOf();
    editor.dispatch('Move', startAt(1));
    editor.undo();
    editor.dispatch('Move', startAt(9));
    editor.redo();
    expect(start(editor)).toBe(9);
    expect(editor.history.steps).toHaveLength(1);
  });

  it('leaves no step for an edit of nothing', () => {
    const editor = editorOf();
    editor.dispatch('Move', []);
    expect(editor.canUndo).toBe(false);
  });

  it('merges edits of the same key in a row, and only in a row', () => {
    const editor = editorOf();
    editor.dispatch('Nudge', startAt(1), 'nudge');
    editor.dispatch('Nudge', startAt(2), 'nudge');
    editor.dispatch('Other', startAt(3));
    editor.dispatch('Nudge', startAt(4), 'nudge');
    expect(editor.history.steps.map((step) => step.label)).toEqual(['Nudge', 'Other', 'Nudge']);
    editor.jump(1);
    expect(start(editor)).toBe(2);
    editor.dispatch('Nudge', startAt(5), 'nudge');
    editor.undo();
    expect(start(editor)).toBe(2);
    editor.undo();
    expect(start(editor)).toBe(48_000);
  });
});

describe('saved mark', () => {
  it('clears when undo or redo returns to the saved state', () => {
    const editor = editorOf();
    expect(editor.dirty).toBe(false);
    editor.dispatch('Move', startAt(1));
    expect(editor.dirty).toBe(true);
    editor.markSaved();
    expect(editor.dirty).toBe(false);
    editor.undo();
    expect(editor.dirty).toBe(true);
    editor.redo();
    expect(editor.dirty).toBe(false);
  });

  it('cannot return once the saved state was cut off', () => {
    const editor = editorOf();
    editor.dispatch('Move', startAt(1));
    editor.markSaved();
    editor.undo();
    editor.dispatch('Move', startAt(2));
    expect(editor.dirty).toBe(true);
    editor.undo();
    expect(editor.dirty).toBe(true);
  });

  it('lands on what was written, not on edits made while writing', () => {
    const editor = editorOf();
    editor.dispatch('Nudge', startAt(1), 'nudge');
    const point = editor.savePoint();
    editor.dispatch('Nudge', startAt(2), 'nudge');
    editor.markSaved(point);
    expect(editor.dirty).toBe(true);
    editor.undo();
    expect(editor.document).toEqual(point.document);
    expect(editor.dirty).toBe(false);
  });

  it('stays dirty when the written state was undone and overwritten meanwhile', () => {
    const editor = editorOf();
    editor.dispatch('Move', startAt(1));
    const point = editor.savePoint();
    editor.undo();
    editor.dispatch('Move', startAt(2));
    editor.markSaved(point);
    expect(editor.dirty).toBe(true);
    editor.undo();
    expect(editor.dirty).toBe(true);
  });

  it('is not moved by a save of the project that was open before', () => {
    const editor = editorOf();
    const point = editor.savePoint();
    editor.load(smallProject(), true);
    editor.markSaved(point);
    expect(editor.dirty).toBe(true);
  });
});

describe('gestures', () => {
  it('leave one step however many previews, each from the same base', () => {
    const editor = editorOf();
    const gesture = editor.begin('Move');
    for (const at of [10, 20, 30]) gesture.preview(startAt(at));
    gesture.preview([{ type: 'clip.set', id: 'b', changes: { start: 5 } }]);
    expect(start(editor)).toBe(48_000);
    gesture.commit();
    expect(editor.history.steps).toHaveLength(1);
    editor.undo();
    expect(editor.document).toEqual(gesture.base);
  });

  it('leave nothing when cancelled or when they change nothing', () => {
    const editor = editorOf();
    const before = editor.document;
    const cancelled = editor.begin('Move');
    cancelled.preview(startAt(10));
    cancelled.cancel();
    expect(editor.document).toBe(before);
    cancelled.preview(startAt(11));
    cancelled.commit();
    const empty = editor.begin('Move');
    empty.preview(startAt(10));
    empty.preview([]);
    empty.commit();
    expect(editor.document).toBe(before);
    expect(editor.canUndo).toBe(false);
    expect(editor.dirty).toBe(false);
  });

  it('are committed by an edit that comes between, and undo takes an open one back', () => {
    const editor = editorOf();
    const open = editor.begin('Move');
    open.preview(startAt(10));
    editor.dispatch('Tempo', [{ type: 'project.set', changes: { tempo: 90 } }]);
    expect(editor.history.steps.map((step) => step.label)).toEqual(['Move', 'Tempo']);
    const second = editor.begin('Move');
    second.preview(startAt(99));
    editor.undo();
    expect(start(editor)).toBe(10);
    expect(editor.document.tempo).toBe(90);
  });

  it('tell subscribers once per preview, and no more after they left', () => {
    const editor = editorOf();
    let calls = 0;
    const leave = editor.subscribe(() => (calls += 1));
    const gesture = editor.begin('Move');
    gesture.preview(startAt(1));
    gesture.preview(startAt(2));
    gesture.commit();
    expect(calls).toBe(3);
    leave();
    editor.undo();
    expect(calls).toBe(3);
  });
});
