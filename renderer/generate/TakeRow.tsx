import { useState } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import MoreIcon from '@mui/icons-material/MoreHorizRounded';
import PlaceIcon from '@mui/icons-material/PlaylistAddRounded';
import StarIcon from '@mui/icons-material/StarRounded';
import StarOutlineIcon from '@mui/icons-material/StarBorderRounded';
import type { Sound } from '../../preload/contract/sound';
import { placeAtPlayhead, setStarred } from '../state/sound-actions';
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
  const [anchor, setAnchor] = useState<{ left: number; top: number } | null>(null);
  const active = useSounds((state) => state.activeSoundId === sound.id);
  const { recipe } = sound;
  const choose = (act: () => void): void => {
    setAnchor(null);
    act();
  };
  return (
    <Box
      component="li"
      onContextMenu={(event) => {
        event.preventDefault();
        setAnchor({ left: event.clientX, top: event.clientY });
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
            <Tooltip title={sound.starred ? 'Starred' : 'Star'}>
              <IconButton
                aria-label={`Star take ${index + 1}`}
                aria-pressed={sound.starred}
                onClick={() => void setStarred(sound, !sound.starred)}
              >
                {sound.starred ? (
                  <StarIcon sx={{ fontSize: 17, color: colours.star }} />
                ) : (
                  <StarOutlineIcon sx={{ fontSize: 17 }} />
                )}
              </IconButton>
            </Tooltip>
            <Tooltip title="Place at the playhead">
              <IconButton
                aria-label={`Place take ${index + 1} at the playhead`}
                onClick={() => placeAtPlayhead(sound)}
              >
                <PlaceIcon sx={{ fontSize: 17 }} />
              </IconButton>
            </Tooltip>
            <IconButton
              aria-label={`More for take ${index + 1}`}
              aria-haspopup="menu"
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect();
                setAnchor({ left: box.left, top: box.bottom });
              }}
            >
              <MoreIcon sx={{ fontSize: 17 }} />
            </IconButton>
          </Box>
        </Box>
      </Box>
      <Menu
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorReference="anchorPosition"
        {...(anchor ? { anchorPosition: anchor } : {})}
      >
        <MenuItem onClick={() => choose(() => placeAtPlayhead(sound))}>Place at the playhead</MenuItem>
        {recipe && (
          <MenuItem onClick={() => choose(() => void generateAgain({ ...recipe, jobId: '', takes: 4 }))}>
            Generate four more like this
          </MenuItem>
        )}
        {recipe && <MenuItem onClick={() => choose(() => reuse(recipe))}>Use this prompt and seed</MenuItem>}
        {recipe && (
          <MenuItem onClick={() => choose(() => void navigator.clipboard.writeText(recipe.prompt))}>
            Copy the prompt
          </MenuItem>
        )}
      </Menu>
    </Box>
  );
}
