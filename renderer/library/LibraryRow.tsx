import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import PlaceIcon from '@mui/icons-material/PlaylistAddRounded';
import StarIcon from '@mui/icons-material/StarRounded';
import StarOutlineIcon from '@mui/icons-material/StarBorderRounded';
import type { Sound } from '../../preload/contract/sound';
import { useSounds } from '../state/sounds';
import { formatSeconds } from '../ui/format';
import { colours, tabular } from '../ui/theme';
import { placeAtPlayhead, setStarred } from '../state/sound-actions';
import { SoundStrip } from '../ui/SoundStrip';

export const LIBRARY_ROW_HEIGHT = 60;

/** A sound of the library: its name, its waveform, and what can be done with it. */
export function LibraryRow({ sound }: { sound: Sound }) {
  const active = useSounds((state) => state.activeSoundId === sound.id);
  const name = sound.recipe?.prompt ?? sound.name;
  return (
    <Box sx={{ display: 'flex', gap: 0.5, height: '100%', pl: 1.5, pr: 1, pt: 0.5, alignItems: 'flex-end' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', fontSize: 12, lineHeight: '19px' }}>
          <Box
            component="span"
            title={name}
            sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {name}
          </Box>
          <Box component="span" sx={{ flex: 'none', fontSize: 11, color: colours.textFaint, ...tabular }}>
            {formatSeconds(sound.frames / sound.sampleRate)}
          </Box>
        </Box>
        <SoundStrip sound={sound} label={name} height={32} active={active} />
      </Box>
      <Box sx={{ display: 'flex', height: 32, alignItems: 'center' }}>
        <Tooltip title={sound.starred ? 'Starred' : 'Star'}>
          <IconButton
            aria-label={`Star ${name}`}
            aria-pressed={sound.starred}
            onClick={() => void setStarred(sound, !sound.starred)}
          >
            {sound.starred ? <StarIcon sx={{ color: colours.star }} /> : <StarOutlineIcon />}
          </IconButton>
        </Tooltip>
        <Tooltip title="Place at the playhead">
          <IconButton aria-label={`Place ${name} at the playhead`} onClick={() => placeAtPlayhead(sound)}>
            <PlaceIcon />
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  );
}
