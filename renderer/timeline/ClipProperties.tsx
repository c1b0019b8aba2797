import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import Popover from '@mui/material/Popover';
import Switch from '@mui/material/Switch';
import { useState, type ReactNode } from 'react';
import {
  PITCH_MAX_SEMITONES,
  STRETCH_MAX,
  STRETCH_MIN,
  type Clip,
  type ProjectDocument,
} from '../../preload/contract/document';
import { renameClip } from '../document/edits/clip-state';
import { setFadeLength } from '../document/edits/fade';
import { setGain } from '../document/edits/gain';
import { reverseClips, setPitch, setStretch } from '../document/edits/source';
import type { Operation } from '../document/operations';
import { editor, useDocument } from '../state/session';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit, ValueRange } from '../ui/valueRange';
import { arranged } from './arrange';
import { closeClipProperties, useClipProperties } from './clip-properties';
import { ClipRecipe } from './ClipRecipe';
import { ClipTakes } from './ClipTakes';
import { envelopeRange } from './envelope-scale';
import { selectedClipIds } from './selection';

type Edit = (document: ProjectDocument, ids: string[], value: number) => Operation[];

const pitchRange: ValueRange = {
  min: -PITCH_MAX_SEMITONES,
  max: PITCH_MAX_SEMITONES,
  default: 0,
  scale: 'linear',
  decimals: 2,
  unit: 'st',
};
const stretchRange: ValueRange = {
  min: STRETCH_MIN * 100,
  max: STRETCH_MAX * 100,
  default: 100,
  scale: 'log',
  decimals: 1,
  unit: '%',
};
const fadeRange = (seconds: number): ValueRange => ({
  min: 0,
  max: Math.max(0.001, seconds),
  default: 0,
  scale: 'linear',
  decimals: 3,
  unit: 's',
});

/** A number of all selected clips: a drag is one undo step, key presses in a row are one. */
function editOf(label: string, edit: Edit): ValueEdit {
  const apply = (document: ProjectDocument, value: number): Operation[] =>
    arranged(document, edit(document, selectedClipIds(), value));
  return {
    begin: () => {
      const gesture = editor.begin(label);
      return {
        preview: (value) => gesture.preview(apply(gesture.base, value)),
        commit: () => gesture.commit(),
        cancel: () => gesture.cancel(),
      };
    },
    set: (value, how) => editor.dispatch(label, apply(editor.document, value), how === 'key' ? label : null),
  };
}

const gainEdit = editOf('Clip gain', setGain);
const pitchEdit = editOf('Clip pitch', setPitch);
const stretchEdit = editOf('Stretch', (document, ids, value) => setStretch(document, ids, value / 100));
const fadeEdit = (side: 'fadeIn' | 'fadeOut'): ValueEdit =>
  editOf(side === 'fadeIn' ? 'Fade in' : 'Fade out', (document, ids, value) =>
    setFadeLength(document, ids, side, value * document.sampleRate),
  );
const edits = { fadeIn: fadeEdit('fadeIn'), fadeOut: fadeEdit('fadeOut') };

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 28 }}>
      <Box component="span" sx={{ flex: 1, color: colours.textDim }}>
        {label}
      </Box>
      {children}
    </Box>
  );
}

function Name({ clip }: { clip: Clip }) {
  const [name, setName] = useState(clip.name);
  const accept = (): void => editor.dispatch('Rename clip', renameClip(editor.document, clip.id, name));
  return (
    <InputBase
      value={name}
      fullWidth
      inputProps={{ 'aria-label': 'Name of the clip', maxLength: 200 }}
      onChange={(event) => setName(event.target.value)}
      onBlur={accept}
      onKeyDown={(event) => {
        if (event.key === 'Enter') accept();
      }}
      sx={{ px: 1, height: 28, fontSize: 13, bgcolor: colours.ground, borderRadius: 0.5 }}
    />
  );
}

function Properties({ clip, rate }: { clip: Clip; rate: number }) {
  const sound = useDocument((document) => document.sounds[clip.soundId]);
  const recipe = sound?.recipe;
  const room = clip.length / rate;
  return (
    <Box sx={{ width: 264, p: 1.5, fontSize: 12 }}>
      <Name key={clip.id} clip={clip} />
      <Box sx={{ pt: 1 }}>
        <Line label="Gain">
          <ValueField label="Gain of the clip" range={envelopeRange} value={clip.gainDb} edit={gainEdit} />
        </Line>
        <Line label="Pitch">
          <ValueField label="Pitch of the clip" range={pitchRange} value={clip.pitch} edit={pitchEdit} />
        </Line>
        <Line label="Length of the sound">
          <ValueField
            label="Stretch of the clip"
            range={stretchRange}
            value={clip.stretch * 100}
            edit={stretchEdit}
          />
        </Line>
        {(['fadeIn', 'fadeOut'] as const).map((side) => (
          <Line key={side} label={side === 'fadeIn' ? 'Fade in' : 'Fade out'}>
            <ValueField
              label={side === 'fadeIn' ? 'Fade in of the clip' : 'Fade out of the clip'}
              range={fadeRange(room)}
              value={clip[side].length / rate}
              edit={edits[side]}
            />
          </Line>
        ))}
        <Line label="Reversed">
          <Switch
            size="small"
            checked={clip.reversed}
            slotProps={{ input: { 'aria-label': 'Reversed' } }}
            onChange={() => editor.dispatch('Reverse', reverseClips(editor.document, selectedClipIds()))}
          />
        </Line>
      </Box>
      <Box
        sx={{
          mt: 1,
          pt: 1,
          display: 'flex',
          flexDirection: 'column',
          gap: 1,
          borderTop: `1px solid ${colours.line}`,
          color: colours.textDim,
        }}
      >
        {recipe ? (
          <ClipRecipe key={clip.soundId} clip={clip} recipe={recipe} />
        ) : (
          'A recording: it has no prompt.'
        )}
        <ClipTakes clip={clip} />
      </Box>
    </Box>
  );
}

/** What a clip is and how it plays, by numbers; a change goes to all selected clips. */
export function ClipProperties() {
  const open = useClipProperties((state) => state.open);
  const clip = useDocument((document) => (open ? document.clips[open.clipId] : undefined));
  const rate = useDocument((document) => document.sampleRate);
  return (
    <Popover
      open={open !== null && clip !== undefined}
      onClose={closeClipProperties}
      anchorReference="anchorPosition"
      anchorPosition={{ left: open?.x ?? 0, top: open?.y ?? 0 }}
      slotProps={{ paper: { role: 'dialog', 'aria-label': 'Properties of the clip' } }}
    >
      {clip && <Properties clip={clip} rate={rate} />}
    </Popover>
  );
}
