import { memo, useState } from 'react';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import MenuItem from '@mui/material/MenuItem';
import FrozenIcon from '@mui/icons-material/AcUnitRounded';
import BouncedIcon from '@mui/icons-material/AlbumOutlined';
import type { Rendered, Sound } from '../../preload/contract/sound';
import { runCommand } from '../commands/table';
import { useSounds } from '../state/sounds';
import { formatSeconds } from '../ui/format';
import { SoundActions, type MenuPlace } from '../ui/SoundActions';
import { SoundStrip } from '../ui/SoundStrip';
import { colours, tabular } from '../ui/theme';
import { removeSound, renameSound } from './actions';

export const LIBRARY_ROW_HEIGHT = 60;

function NameField({ sound, onDone }: { sound: Sound; onDone: () => void }) {
  const [name, setName] = useState(sound.name);
  const accept = (): void => {
    onDone();
    void renameSound(sound, name);
  };
  return (
    <InputBase
      autoFocus
      fullWidth
      value={name}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setName(event.target.value)}
      onBlur={accept}
      onKeyDown={(event) => {
        if (event.key === 'Enter') accept();
        if (event.key === 'Escape') onDone();
      }}
      sx={{ fontSize: 12, height: 19, bgcolor: colours.raised, borderRadius: 0.5, px: 0.5 }}
      slotProps={{ input: { 'aria-label': 'Name of the sound', maxLength: 200, style: { padding: 0 } } }}
    />
  );
}

const badges = {
  bounced: { Icon: BouncedIcon, label: 'Bounced', title: 'Bounced: rendered from clips' },
  frozen: { Icon: FrozenIcon, label: 'Frozen', title: 'Frozen: rendered from a track, which plays it' },
} as const;

/** Tells what the studio rendered from what was generated or brought in. */
function RenderedBadge({ rendered }: { rendered: Rendered }) {
  const { Icon, label, title } = badges[rendered];
  return (
    <Box
      component="span"
      role="img"
      aria-label={label}
      title={title}
      sx={{ flex: 'none', alignSelf: 'center', display: 'grid', color: colours.textFaint }}
    >
      <Icon sx={{ fontSize: 13 }} />
    </Box>
  );
}

/** A sound of the library: its name, its waveform, and what can be done with it. */
export const LibraryRow = memo(function LibraryRow({ sound }: { sound: Sound }) {
  const active = useSounds((state) => state.activeSoundId === sound.id);
  const [menuAt, setMenuAt] = useState<MenuPlace | null>(null);
  const [renaming, setRenaming] = useState(false);
  const { recipe, name } = sound;
  const title = recipe ? `${recipe.prompt}\nseed ${recipe.seed}` : name;
  const reuse = (): void => {
    useSounds.setState({ activeSoundId: sound.id });
    runCommand('generate.reuse');
  };
  return (
    <Box
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuAt({ left: event.clientX, top: event.clientY });
      }}
      sx={{ display: 'flex', gap: 0.25, height: '100%', pl: 1.5, pr: 0.75, pt: 0.5, alignItems: 'flex-end' }}
    >
      <Box sx={{ flex: 1, minWidth: 0, mr: 0.25 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', fontSize: 12, lineHeight: '19px' }}>
          {renaming ? (
            <NameField sound={sound} onDone={() => setRenaming(false)} />
          ) : (
            <Box
              component="span"
              title={title}
              onDoubleClick={() => setRenaming(true)}
              sx={{
                flex: 1,
                minWidth: 0,
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {name}
            </Box>
          )}
          {sound.rendered && <RenderedBadge rendered={sound.rendered} />}
          <Box component="span" sx={{ flex: 'none', fontSize: 11, color: colours.textFaint, ...tabular }}>
            {formatSeconds(sound.frames / sound.sampleRate)}
          </Box>
        </Box>
        <SoundStrip sound={sound} label={name} height={32} active={active} />
      </Box>
      <Box sx={{ display: 'flex', height: 32, alignItems: 'center', color: colours.textDim }}>
        <SoundActions
          sound={sound}
          name={name}
          menuAt={menuAt}
          onMenu={setMenuAt}
          own={(choose) => [
            recipe && (
              <MenuItem key="reuse" onClick={() => choose(reuse)}>
                Use this prompt and seed
              </MenuItem>
            ),
            <MenuItem key="rename" onClick={() => choose(() => setRenaming(true))}>
              Rename…
            </MenuItem>,
            <MenuItem key="delete" onClick={() => choose(() => void removeSound(sound))}>
              Delete from the library
            </MenuItem>,
          ]}
        />
      </Box>
    </Box>
  );
});
