import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../preload/contract/errors';
import { dismissNotice, showError, showNotice, useNotices } from './notices';

const list = () => useNotices.getState().notices;
beforeEach(() => useNotices.setState({ notices: [] }));

test('a cancelled action shows nothing', () => {
  showError(fail('cancelled', 'Cancelled.').error);
  expect(list()).toEqual([]);
});

test('a damaged file asks for an answer, other errors wait at the foot of the window', () => {
  showError(fail('file-damaged', 'Bad file.', 'Open another.').error, 'Open project');
  showError(fail('disk', 'The disk is full.').error, 'Save project');
  expect(list().map(({ kind, remedy }) => [kind, remedy])).toEqual([
    ['dialog', 'Open another.'],
    ['error', null],
  ]);
});

test('the same message again is shown once, as a new notice', () => {
  showNotice('Saved');
  const before = list()[0]?.id;
  showNotice('Saved');
  expect(list()).toHaveLength(1);
  expect(list()[0]?.id).not.toBe(before);
});

test('dismissing takes away that one only', () => {
  showNotice('one');
  showNotice('two');
  dismissNotice(list()[0]!.id);
  expect(list().map(({ message }) => message)).toEqual(['two']);
});
