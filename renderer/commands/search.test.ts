import { expect, test } from 'vitest';
import type { Command } from './command';
import { matchScore, searchCommands } from './search';

const command = (label: string, group: Command['group'] = 'Edit'): Command => ({
  id: label,
  label,
  group,
  keys: [],
  run: () => undefined,
});
const commands = [
  command('Show Library', 'View'),
  command('Save as…', 'File'),
  command('Split at the playhead', 'Clip'),
];

test('every word of the query must be found', () => {
  expect(matchScore('Split at the playhead', 'play split')).not.toBeNull();
  expect(matchScore('Split at the playhead', 'split library')).toBeNull();
});

test('the beginning of a word counts more than its middle', () => {
  expect(matchScore('Add track', 'track')!).toBeGreaterThan(matchScore('Backtrack', 'track')!);
});

test('the best match comes first, and the group can be searched too', () => {
  expect(searchCommands(commands, 's').map(({ label }) => label)[0]).toMatch(/^S/);
  expect(searchCommands(commands, 'lib').map(({ label }) => label)).toEqual(['Show Library']);
  expect(searchCommands(commands, 'clip').map(({ label }) => label)).toEqual(['Split at the playhead']);
});

test('an empty query lists everything in order', () => {
  expect(searchCommands(commands, '  ')).toEqual(commands);
});
