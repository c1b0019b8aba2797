import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import MenuItem from '@mui/material/MenuItem';
import type { Preset } from '../../preload/contract/presets';
import { removePreset } from '../state/presets';
import { colours } from '../ui/theme';

export const subheader = {
  fontSize: 11,
  lineHeight: '24px',
  bgcolor: 'transparent',
  color: colours.textFaint,
} as const;

/** The person's own presets as items of a menu, each with a way to remove it. */
export function ownPresetItems<P extends Preset>(presets: readonly P[], apply: (preset: P) => void) {
  if (presets.length === 0) return [];
  return [
    <ListSubheader key="own" disableSticky sx={subheader}>
      Your own
    </ListSubheader>,
    ...presets.map((preset) => (
      <MenuItem
        key={preset.id}
        onClick={() => apply(preset)}
        onKeyDown={(event) => {
          if (event.key === 'Delete') void removePreset(preset.id);
        }}
        sx={{ pr: 0.5 }}
      >
        <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {preset.name}
        </Box>
        <IconButton
          aria-label={`Remove the preset ${preset.name}`}
          title="Remove (Delete)"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            void removePreset(preset.id);
          }}
          sx={{ ml: 1 }}
        >
          <DeleteIcon sx={{ fontSize: 15 }} />
        </IconButton>
      </MenuItem>
    )),
  ];
}
