import { expect, it, vi } from 'vitest';
import { hideLane, setPoints, showLane } from './edits/automation';
import { setClipColour, toggleClipMute } from './edits/clip-state';
import { freezeTrack, unfreezeTrack } from './edits/freeze';
import { moveClips } from './edits/move';
import { addModulator, removeEffect } from './edits/racks';
import { removeClips } from './edits/remove';
import { duplicateTrack, removeTrack } from './edits/tracks';
import { Editor } from './editor';
import { clipsOfTrack } from './select';
import { smallProject, soundOf } from './testing/fixtures';

function frozenEditor() {
  const editor = new Editor(smallProject());
  const trackId = Object.values(editor.document.clips)[0]!.trackId;
  editor.dispatch('Freeze', freezeTrack(editor.document, trackId, soundOf('ice', 4), 0));
  const refused = vi.fn();
  editor.onRefused = refused;
  return { editor, trackId, ids: clipsOfTrack(editor.document, trackId).map(({ id }) => id), refused };
}

it('refuses edits of the clips of a frozen track, and says which track it is', () => {
  const { editor, trackId, ids, refused } = frozenEditor();
  const { document } = editor;
  editor.dispatch('Mute', toggleClipMute(document, ids));
  editor.dispatch('Delete', removeClips(document, ids));
  editor.dispatch('Move', moveClips(document, ids, { time: 100, rows: 0 }));
  const clip = { ...document.clips[ids[0]!]!, id: 'new' };
  editor.dispatch('Paste', [{ type: 'clip.add', clip }]);
  expect(editor.document).toBe(document);
  expect(editor.history.applied).toBe(1);
  expect(refused).toHaveBeenCalledTimes(4);
  expect(refused).toHaveBeenLastCalledWith(expect.objectContaining({ id: trackId }));
});

it('refuses edits of the effects of a frozen track, and of what moves them', () => {
  const editor = new Editor(smallProject());
  const trackId = Object.values(editor.document.clips)[0]!.trackId;
  const effect = { id: 'echo', type: 'feedback-delay', bypassed: false, params: {} };
  editor.dispatch('Add', [{ type: 'effect.add', owner: trackId, effect, index: 0 }]);
  editor.dispatch('Show', showLane(editor.document, trackId, 'effect:echo:mix'));
  editor.dispatch('Freeze', freezeTrack(editor.document, trackId, soundOf('ice', 4), 0));
  const refused = vi.fn();
  editor.onRefused = refused;
  const { document } = editor;
  const [lane] = document.tracks.find(({ id }) => id === trackId)!.automation;
  const point = { at: 0, value: 0.5, bend: 0 };

  editor.dispatch('Add', [
    { type: 'effect.add', owner: trackId, effect: { ...effect, id: 'more' }, index: 1 },
  ]);
  editor.dispatch('Bypass', [
    { type: 'effect.set', owner: trackId, id: 'echo', changes: { bypassed: true } },
  ]);
  editor.dispatch('Remove', removeEffect(document, trackId, 'echo'));
  editor.dispatch('Automate', setPoints(document, trackId, lane!.id, [point]));
  editor.dispatch('Modulate', addModulator(document, trackId, 'lfo', 'effect:echo:mix'));
  expect(editor.document).toBe(document);
  expect(refused).toHaveBeenCalledTimes(5);

  // The fader is behind what was rendered, and how a lane is shown is not heard.
  editor.dispatch('Modulate', addModulator(document, trackId, 'lfo', 'volume'));
  editor.dispatch('Hide', hideLane(editor.document, trackId, lane!.id));
  expect(editor.history.applied).toBe(5);
  expect(refused).toHaveBeenCalledTimes(5);
});

it('shows a drag no further than where it would change a frozen track', () => {
  const { editor, ids } = frozenEditor();
  const { document } = editor;
  const gesture = editor.begin('Move');
  gesture.preview(moveClips(document, ids, { time: 100, rows: 0 }));
  expect(editor.document).toBe(document);
  gesture.commit();
  expect(editor.history.applied).toBe(1);
});

it('allows what is not heard, and what concerns the track as a whole', () => {
  const { editor, trackId, ids, refused } = frozenEditor();
  editor.dispatch('Colour', setClipColour(editor.document, ids, '#123456'));
  editor.dispatch('Duplicate', duplicateTrack(editor.document, trackId));
  editor.dispatch('Unfreeze', unfreezeTrack(editor.document, trackId));
  editor.dispatch('Mute', toggleClipMute(editor.document, ids));
  editor.undo();
  editor.undo();
  editor.dispatch('Remove', removeTrack(editor.document, trackId));
  while (editor.canUndo) editor.undo();
  while (editor.canRedo) editor.redo();
  expect(refused).not.toHaveBeenCalled();
});
