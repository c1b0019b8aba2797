import { useState } from 'react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import type { Sound } from '../../preload/contract/sound';
import { SoundActions, type MenuPlace } from '../ui/SoundActions';
import { SoundStrip } from '../ui/SoundStrip';
import { useSounds } from '../state/sounds';
import { formatLevel, formatSeconds } from '../ui/format';
import { colours, tabular } from '../ui/theme';
import { generateAgain, reuse } from './jobs';

const STRIP_HEIGHT = 38;

type Props = {
  sound: Sound;
  /** from 0; shown, and pressed, as 1 to 8 */
  index: number;
  /** whether the keys 1 to 8 mean this group of takes */
  keysActive: boolean;
};

const row = { display: 'flex', gap: 0.75, pl: 1, pr: 1.5, pb: 0.25 } as const;
const numberCell = {
  width: 16,
  flex: 'none',
  textAlign: 'center',
  fontSize: 12,
  pt: '10px',
  ...tabular,
} as const;

/** The place of a take that is still being made. */
export function TakeSkeleton({ index }: { index: number }) {
  return (
    <Box component="li" sx={row} aria-hidden>
      <Box sx={{ ...numberCell, color: colours.textFaint }}>{index + 1}</Box>
      <Box sx={{ flex: 1 }}>
        <Skeleton
          variant="rounded"
          height={STRIP_HEIGHT}
          animation="pulse"
          sx={{ bgcolor: colours.raised }}
        />
        <Box sx={{ height: 24 }} />
      </Box>
    </Box>
  );
}

/** One take: hear it, star it, drag it or send it to the timeline, or go on from it. */
export function TakeRow({ sound, index, keysActive }: Props) {
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null);
  const active = useSounds((state) => state.activeSoundId === sound.id);
  const { recipe } = sound;
  return (
    <Box
      component="li"
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuAt({ left: event.clientX, top: event.clientY });
      }}
      sx={row}
    >
      <Box aria-hidden sx={{ ...numberCell, color: keysActive ? colours.accent : colours.textFaint }}>
        {index + 1}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <SoundStrip
          sound={sound}
          label={`Take ${index + 1}: ${sound.name}`}
          height={STRIP_HEIGHT}
          active={active}
        />
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            height: 24,
            mr: -0.5,
            fontSize: 11,
            color: colours.textFaint,
            whiteSpace: 'nowrap',
            ...tabular,
          }}
        >
          <span>{formatSeconds(sound.frames / sound.sampleRate)}</span>
          <span title="Peak level">{formatLevel(sound.peakDb)}</span>
          {recipe && (
            <Box component="span" data-selectable sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
              seed {recipe.seed}
            </Box>
          )}
          <Box sx={{ ml: 'auto', display: 'flex', flex: 'none' }}>
            <SoundActions
              sound={sound}
              name={`take ${index + 1}`}
              gripSize={26}
              menuAt={menuAt}
              onMenu={setMenuAt}
              own={(choose) =>
                recipe && [
                  <MenuItem
                    key="more"
                    onClick={() => choose(() => void generateAgain({ ...recipe, jobId: '', takes: 4 }))}
                  >
                    Generate four more like this
                  </MenuItem>,
                  <MenuItem key="reuse" onClick={() => choose(() => reuse(recipe))}>
                    Use this prompt and seed
                  </MenuItem>,
                ]
              }
            />
          </Box>
        </Box>
      </Box>
    </Box>
  );
}
