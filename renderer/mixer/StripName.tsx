import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import { useState } from 'react';
import type { Track } from '../../preload/contract/document';
import { renameTrack } from '../document/edits/tracks';
import { editor } from '../state/session';
import { colours } from '../ui/theme';
import { selectStrip } from './actions';

type Props = { track: Track; number: number; selected: boolean };

/** Selects the strip; double-click, or F2 with the focus on it, to rename. */
export function StripName({ track, number, selected }: Props) {
  const [text, setText] = useState<string | null>(null);
  const accept = (): void => {
    if (text !== null) editor.dispatch('Rename track', renameTrack(editor.document, track.id, text));
    setText(null);
  };
  if (text !== null) {
    return (
      <InputBase
        autoFocus
        value={text}
        inputProps={{ 'aria-label': `Name of ${track.name}`, maxLength: 200, style: { padding: '0 4px' } }}
        sx={{ height: 26, width: '100%', fontSize: 12, bgcolor: colours.ground }}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={accept}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') accept();
          if (event.key === 'Escape') setText(null);
        }}
      />
    );
  }
  return (
    <Box
      component="button"
      type="button"
      title={track.name}
      aria-pressed={selected}
      onClick={() => selectStrip(track.id)}
      onDoubleClick={() => setText(track.name)}
      onKeyDown={(event) => {
        if (event.key === 'F2') setText(track.name);
      }}
      sx={{
        display: 'block',
        width: '100%',
        height: 26,
        px: '6px',
        py: 0,
        border: 0,
        bgcolor: 'transparent',
        font: 'inherit',
        fontSize: 12,
        fontWeight: selected ? 600 : 450,
        textAlign: 'left',
        color: track.muted ? colours.textFaint : colours.text,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box component="span" sx={{ color: colours.textFaint, mr: '5px', fontSize: 10.5 }}>
        {track.kind === 'audio' ? number : track.kind === 'group' ? 'Group' : 'Return'}
      </Box>
      {track.name}
    </Box>
  );
}
