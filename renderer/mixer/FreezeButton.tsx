import FrozenIcon from '@mui/icons-material/AcUnitRounded';
import Box from '@mui/material/Box';
import type { Track } from '../../preload/contract/document';
import { toggleFreeze, useTrackRenders } from '../state/freeze';
import { colours, tabular } from '../ui/theme';

/** Freezes the track, thaws it, or gives up while it is being rendered; then it shows how far that is. */
export function FreezeButton({ track: { id, name, frozen } }: { track: Track }) {
  const percent = useTrackRenders((renders) => {
    const render = renders[id];
    return render ? Math.round(100 * render.fraction) : null;
  });
  const label =
    percent !== null ? `Cancel rendering ${name}` : frozen ? `Unfreeze ${name}` : `Freeze ${name}`;
  return (
    <Box
      component="button"
      type="button"
      aria-label={label}
      aria-pressed={frozen !== null}
      title={
        percent !== null
          ? 'Click to cancel'
          : frozen
            ? 'Frozen: clips and effects are rendered. Click to edit them again'
            : 'Freeze: render clips and effects, so that they cost nothing to play'
      }
      onClick={() => toggleFreeze(id)}
      sx={{
        minWidth: 24,
        height: 24,
        p: '0 2px',
        border: 0,
        display: 'grid',
        placeItems: 'center',
        font: 'inherit',
        fontSize: 10.5,
        bgcolor: 'transparent',
        color: frozen || percent !== null ? colours.accent : colours.textFaint,
        '&:hover': { color: colours.text },
        '&:focus-visible': { outlineOffset: -2 },
        ...tabular,
      }}
    >
      {percent === null ? <FrozenIcon sx={{ fontSize: 14 }} /> : `${percent} %`}
    </Box>
  );
}
