import {
  hasSelection,
  loopSelection,
  moveRows,
  moveToPlayhead,
  nudge,
  selectNeighbour,
  trimToPlayhead,
  hasClipsOrRange,
} from './actions';
import {
  clearEnvelopesOfSelection,
  fadeSelection,
  fadeSelectionToPlayhead,
  joinSelection,
  normaliseSelection,
  nudgeGain,
  pitchSelection,
  resetGain,
  resetSource,
  reverseSelection,
  showClipFile,
  slipSelection,
  toggleLoopOfClips,
  toggleMuteOfSelection,
} from './clip-actions';
import { bounceSelection, canBounce } from './bounce';
import { openClipProperties } from './clip-properties';
import { commandGroup } from './command-rows';
import { closeGapsOfSelection } from './range-actions';
import {
  canRegenerate,
  deleteTakes,
  hasTakes,
  keepOneTake,
  regenerateSelection,
  switchTake,
  toggleSeedLock,
} from './regenerate';

import { askScatter } from './scatter';

const coarse = (direction: 1 | -1) => () => nudge(direction, false);
const fine = (direction: 1 | -1) => () => nudge(direction, true);

/** What can be done to clips. */
export const clipCommands = commandGroup('Clip', [
  ['clip.nudgeLeft', 'Nudge left by a grid step', ['Alt+ArrowLeft'], coarse(-1), hasSelection],
  ['clip.nudgeRight', 'Nudge right by a grid step', ['Alt+ArrowRight'], coarse(1), hasSelection],
  ['clip.nudgeLeftFine', 'Nudge left by 10 ms', ['Alt+Shift+ArrowLeft'], fine(-1), hasSelection],
  ['clip.nudgeRightFine', 'Nudge right by 10 ms', ['Alt+Shift+ArrowRight'], fine(1), hasSelection],
  ['clip.moveUp', 'Move to the track above', ['Alt+ArrowUp'], () => moveRows(-1), hasSelection],
  ['clip.moveDown', 'Move to the track below', ['Alt+ArrowDown'], () => moveRows(1), hasSelection],
  ['clip.toPlayhead', 'Move to the playhead', ['H'], moveToPlayhead, hasSelection],
  ['clip.trimStart', 'Trim the start to the playhead', ['Q'], () => trimToPlayhead('start'), hasSelection],
  ['clip.trimEnd', 'Trim the end to the playhead', ['W'], () => trimToPlayhead('end'), hasSelection],
  ['clip.slipLeft', 'Slip the sound to the left', [','], () => slipSelection(-1), hasSelection],
  ['clip.slipRight', 'Slip the sound to the right', ['.'], () => slipSelection(1), hasSelection],
  ['clip.selectNext', 'Select the next clip', ['Shift+ArrowRight'], () => selectNeighbour(1)],
  ['clip.selectPrevious', 'Select the previous clip', ['Shift+ArrowLeft'], () => selectNeighbour(-1)],
  ['clip.properties', 'Properties of the clip', ['Alt+Enter'], openClipProperties, hasSelection],
  ['clip.mute', 'Mute or unmute clips', ['M'], toggleMuteOfSelection, hasSelection],
  ['clip.gainUp', 'Clip gain +1 dB', ['Shift+ArrowUp'], () => nudgeGain(1), hasSelection],
  ['clip.gainDown', 'Clip gain −1 dB', ['Shift+ArrowDown'], () => nudgeGain(-1), hasSelection],
  ['clip.gainReset', 'Clip gain 0 dB', [], resetGain, hasSelection],
  [
    'clip.normalise',
    'Normalise peaks to −1 dBFS',
    ['Shift+N'],
    () => normaliseSelection('peak'),
    hasSelection,
  ],
  [
    'clip.normaliseLoudness',
    'Normalise loudness to −23 LUFS',
    [],
    () => normaliseSelection('loudness'),
    hasSelection,
  ],
  ['clip.fadeIn', 'Fade in to the playhead', ['I'], () => fadeSelectionToPlayhead('fadeIn'), hasSelection],
  [
    'clip.fadeOut',
    'Fade out from the playhead',
    ['O'],
    () => fadeSelectionToPlayhead('fadeOut'),
    hasSelection,
  ],
  ['clip.addFades', 'Fade both ends by 10 ms', ['Shift+X'], () => fadeSelection(0.01), hasSelection],
  ['clip.removeFades', 'Remove fades', [], () => fadeSelection(0), hasSelection],
  ['clip.clearEnvelope', 'Remove the gain envelope', [], clearEnvelopesOfSelection, hasSelection],
  ['clip.reverse', 'Reverse', ['R'], reverseSelection, hasSelection],
  ['clip.pitchUp', 'Pitch +1 semitone', ['Shift+PageUp'], () => pitchSelection(1), hasSelection],
  ['clip.pitchDown', 'Pitch −1 semitone', ['Shift+PageDown'], () => pitchSelection(-1), hasSelection],
  ['clip.octaveUp', 'Pitch +1 octave', ['Alt+Shift+PageUp'], () => pitchSelection(12), hasSelection],
  ['clip.octaveDown', 'Pitch −1 octave', ['Alt+Shift+PageDown'], () => pitchSelection(-12), hasSelection],
  ['clip.resetSource', 'Own pitch and length', [], resetSource, hasSelection],
  ['clip.loopSound', 'Loop the sound in the clip, or not', ['Shift+L'], toggleLoopOfClips, hasSelection],
  ['clip.loop', 'Loop playback over the selection', ['Mod+L'], loopSelection, hasClipsOrRange],
  ['clip.join', 'Join parts of one sound', ['Mod+Shift+J'], joinSelection, hasSelection],
  ['clip.regenerate', 'Regenerate in place', ['Alt+G'], () => regenerateSelection(1), canRegenerate],
  ['clip.regenerate4', 'Make four more takes', ['Alt+Shift+G'], () => regenerateSelection(4), canRegenerate],
  ['clip.nextTake', 'Next take', ['Alt+PageDown'], () => switchTake(1), hasTakes],
  ['clip.previousTake', 'Previous take', ['Alt+PageUp'], () => switchTake(-1), hasTakes],
  ['clip.deleteTake', 'Delete this take', [], deleteTakes, hasTakes],
  ['clip.keepTake', 'Keep only this take', [], keepOneTake, hasTakes],
  ['clip.lockSeed', 'Lock or unlock the seed', [], toggleSeedLock, canRegenerate],
  ['clip.bounce', 'Bounce in place', ['Mod+Shift+B'], bounceSelection, canBounce],
  ['clip.scatter', 'Scatter copies…', ['Alt+S'], askScatter, hasSelection],
  ['clip.showFile', 'Show the clip as a file', [], showClipFile, hasSelection],
  ['clip.closeGaps', 'Close the gaps between clips', [], closeGapsOfSelection, hasSelection],
]);
