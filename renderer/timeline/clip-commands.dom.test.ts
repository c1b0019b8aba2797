import { beforeEach, expect, it } from 'vitest';
import type { Clip } from '../../preload/contract/document';
import { smallProject } from '../document/testing/fixtures';
import { editor, useView } from '../state/session';
import { clipCommands } from './clip-commands';

const noFade: Clip['fadeIn'] = { length: 0, curve: 'linear', bend: 0 };
const offered = (id: string): boolean => {
  const command = clipCommands.find((each) => each.id === id);
  if (!command) throw new Error(`no command ${id}`);
  return command.enabled?.() ?? true;
};
const change = (changes: Partial<Clip>): void =>
  editor.dispatch('Change', [{ type: 'clip.set', id: 'a', changes }]);

beforeEach(() => {
  editor.load(smallProject());
  useView.setState({ selectedClipIds: new Set(['a']) });
});

it.each<[string, Partial<Clip>]>([
  ['clip.gainReset', { gainDb: -3 }],
  ['clip.removeFades', { fadeOut: { ...noFade, length: 480 } }],
  ['clip.clearEnvelope', { envelope: [{ at: 0, gainDb: -6 }] }],
  ['clip.resetSource', { pitch: 2 }],
])('%s is offered when there is something to take back', (id, changes) => {
  change({ fadeIn: noFade, fadeOut: noFade });
  expect(offered(id)).toBe(false);
  change(changes);
  expect(offered(id)).toBe(true);
});
