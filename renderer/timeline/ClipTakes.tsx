import CloseIcon from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useRef } from 'react';
import type { Clip } from '../../preload/contract/document';
import { withKeys } from '../commands/Keys';
import { removeTake, takesOf } from '../document/edits/takes';
import { editor, useDocument } from '../state/session';
import { colours, tabular } from '../ui/theme';
import { arranged } from './arrange';
import { playTake } from './regenerate';

/** The sounds behind a clip's place: a click plays another of them in it. */
export function ClipTakes({ clip }: { clip: Clip }) {
  const sounds = useDocument((document) => document.sounds);
  const takes = takesOf(clip);
  const group = useRef<HTMLDivElement>(null);
  if (takes.length < 2) return null;
  return (
    <Box
      ref={group}
      tabIndex={-1}
      role="radiogroup"
      aria-label="Takes of the clip"
      title={withKeys('Previous and next take', 'Alt+PageUp')}
      sx={{ maxHeight: 168, overflowY: 'auto' }}
    >
      {takes.map((id, index) => {
        const sound = sounds[id];
        const chosen = id === clip.soundId;
        const recipe = sound?.recipe;
        const seconds = sound ? (sound.frames / sound.sampleRate).toFixed(2) : '';
        return (
          <Box key={id} sx={{ display: 'flex', alignItems: 'center' }}>
            <Box
              component="button"
              type="button"
              role="radio"
              aria-checked={chosen}
              onClick={() => playTake(clip.id, id)}
              sx={{
                flex: 1,
                display: 'flex',
                gap: '8px',
                minHeight: 24,
                px: 1,
                alignItems: 'center',
                border: 0,
                borderRadius: 0.5,
                textAlign: 'left',
                fontSize: 12,
                color: chosen ? colours.text : colours.textDim,
                bgcolor: chosen ? 'action.selected' : 'transparent',
                '&:hover': { bgcolor: chosen ? 'action.selected' : 'action.hover' },
                ...tabular,
              }}
            >
              <Box component="span" sx={{ width: 46 }}>
                Take {index + 1}
              </Box>
              <Box component="span" sx={{ flex: 1, color: colours.textDim }}>
                {recipe ? `seed ${recipe.seed}` : 'recording'}
              </Box>
              <Box component="span">{seconds} s</Box>
            </Box>
            <IconButton
              aria-label={`Remove take ${index + 1}`}
              onClick={() => {
                // The button goes with its take: keys would have nowhere to go.
                group.current?.focus();
                editor.dispatch(
                  'Delete take',
                  arranged(editor.document, removeTake(editor.document, clip.id, id)),
                );
              }}
            >
              <CloseIcon sx={{ fontSize: 14 }} />
            </IconButton>
          </Box>
        );
      })}
    </Box>
  );
}
