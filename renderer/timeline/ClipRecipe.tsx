import LockIcon from '@mui/icons-material/LockRounded';
import LockOpenIcon from '@mui/icons-material/LockOpenRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import type { Clip } from '../../preload/contract/document';
import { DURATION_MAX_S, DURATION_MIN_S, PROMPT_MAX_CHARS, SEED_MAX } from '../../preload/contract/sound';
import type { Recipe } from '../../preload/contract/sound';
import { colours, tabular } from '../ui/theme';
import { regenerate, toggleSeedLock, useTakeJobs, type RecipeChange } from './regenerate';

const field = { px: 1, fontSize: 12.5, bgcolor: colours.ground, borderRadius: 0.5 } as const;

const parseNumber = (text: string, min: number, max: number): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= min && value <= max ? value : null;
};

type Props = { clip: Clip; recipe: Recipe };

/**
 * How the clip's sound was made, to be changed and made anew in its place: prompt, seed and length. With a locked seed
 * the same sound is made longer or shorter, or said otherwise.
 */
export function ClipRecipe({ clip, recipe }: Props) {
  const [prompt, setPrompt] = useState(recipe.prompt);
  const [seed, setSeed] = useState(String(recipe.seed));
  const [length, setLength] = useState(recipe.duration.toFixed(2));
  const making = useTakeJobs(({ byClip }) => byClip.has(clip.id));
  const wantedSeed = /^\d+$/.test(seed.trim()) ? parseNumber(seed, 0, SEED_MAX) : null;
  const wantedLength = parseNumber(length, DURATION_MIN_S, DURATION_MAX_S);
  const valid = prompt.trim() !== '' && wantedSeed !== null && wantedLength !== null;

  const make = (count: number): void => {
    if (!valid) return;
    const change: RecipeChange = { prompt };
    if (wantedSeed !== recipe.seed) change.seed = wantedSeed;
    if (length !== recipe.duration.toFixed(2)) change.duration = wantedLength;
    void regenerate([clip.id], count, change);
  };

  return (
    <Box
      component="form"
      aria-label="Recipe of the sound"
      onSubmit={(event) => {
        event.preventDefault();
        make(1);
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: '6px' }}
    >
      <InputBase
        multiline
        maxRows={5}
        value={prompt}
        onChange={(event) => setPrompt(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          make(1);
        }}
        slotProps={{ input: { 'aria-label': 'Prompt of the clip', maxLength: PROMPT_MAX_CHARS } }}
        sx={{ ...field, py: 0.5, lineHeight: 1.4, color: colours.text }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: '4px' }}>
        <Box component="span" sx={{ color: colours.textDim }}>
          Seed
        </Box>
        <InputBase
          value={seed}
          error={wantedSeed === null}
          onChange={(event) => setSeed(event.target.value)}
          slotProps={{ input: { 'aria-label': 'Seed of the clip', inputMode: 'numeric' } }}
          sx={{ ...field, ...tabular, width: 96, height: 24, '&.Mui-error': { color: colours.error } }}
        />
        <Tooltip title={clip.seedLocked ? 'Seed locked: new takes keep it' : 'Lock the seed for new takes'}>
          <IconButton
            aria-label="Lock the seed"
            aria-pressed={clip.seedLocked}
            onClick={toggleSeedLock}
            sx={{ color: clip.seedLocked ? colours.accent : colours.textDim }}
          >
            {clip.seedLocked ? <LockIcon sx={{ fontSize: 15 }} /> : <LockOpenIcon sx={{ fontSize: 15 }} />}
          </IconButton>
        </Tooltip>
        <Box sx={{ flex: 1 }} />
        <InputBase
          value={length}
          error={wantedLength === null}
          onChange={(event) => setLength(event.target.value)}
          slotProps={{ input: { 'aria-label': 'Length to make, in seconds', inputMode: 'decimal' } }}
          sx={{ ...field, ...tabular, width: 56, height: 24, '&.Mui-error': { color: colours.error } }}
        />
        <Box component="span" sx={{ color: colours.textDim }}>
          s
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: '6px' }}>
        <Button
          type="submit"
          size="small"
          variant="contained"
          color="primary"
          disabled={!valid || making}
          sx={{ flex: 1 }}
        >
          {making ? 'Making…' : 'Regenerate'}
        </Button>
        <Tooltip title={clip.seedLocked ? 'Unlock the seed for several takes' : ''}>
          <span>
            <Button
              size="small"
              variant="outlined"
              disabled={!valid || making || clip.seedLocked}
              onClick={() => make(4)}
            >
              4 takes
            </Button>
          </span>
        </Tooltip>
      </Box>
    </Box>
  );
}
