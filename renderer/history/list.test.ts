import { expect, it } from 'vitest';
import { Editor } from '../document/editor';
import { smallProject } from '../document/testing/fixtures';
import { linesInSight, linesOf } from './list';

it('lists the beginning and every step, those taken back too, and a jump to a line is its state', () => {
  const editor = new Editor(smallProject());
  const states = [editor.document];
  for (const gainDb of [-3, -6, -9]) {
    editor.dispatch(`Gain ${gainDb}`, [{ type: 'clip.set', id: 'a', changes: { gainDb } }]);
    states.push(editor.document);
  }
  editor.undo();
  const lines = linesOf(editor.history.steps, 'Opened');
  expect(lines.map(({ label }) => label)).toEqual(['Opened', 'Gain -3', 'Gain -6', 'Gain -9']);
  for (const { applied } of lines) {
    editor.jump(applied);
    expect(editor.document).toEqual(states[applied]);
  }
});

it('shows the lines in sight of thousands', () => {
  expect(linesInSight(10_000, 0, 300, 28)).toEqual({ first: 0, last: 17 });
  expect(linesInSight(10_000, 28 * 500, 300, 28)).toEqual({ first: 494, last: 517 });
  expect(linesInSight(3, 0, 300, 28)).toEqual({ first: 0, last: 2 });
});
