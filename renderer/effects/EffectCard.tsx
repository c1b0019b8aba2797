import PresetIcon from '@mui/icons-material/ArrowDropDown';
import CloseIcon from '@mui/icons-material/Close';
import PowerIcon from '@mui/icons-material/PowerSettingsNew';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import MoreIcon from '@mui/icons-material/MoreVert';
import { memo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Effect } from '../../preload/contract/document';
import { descriptorOf } from '../audio/effects/index';
import type { RackOwner } from '../document/operations';
import {
  bypassEffect,
  copyEffects,
  dragEffect,
  effectName,
  endDragEffect,
  moveEffect,
  pasteEffects,
  removeEffect,
  useEffectClipboard,
} from '../state/racks';
import { colours } from '../ui/theme';
import { compare, useComparisons } from './compare';
import { EffectBody } from './EffectBody';
import { EffectMenu } from './EffectMenu';

type Props = {
  owner: RackOwner;
  effect: Effect;
  index: number;
  count: number;
};

/** One effect of the rack. Its title bar is dragged to reorder; Alt with the arrow keys does the same. */
export const EffectCard = memo(function EffectCard({ owner, effect, index, count }: Props) {
  const descriptor = descriptorOf(effect.type);
  const name = effectName(effect);
  const side = useComparisons((comparisons) => comparisons[effect.id]?.side ?? 'A');
  const [menu, setMenu] = useState<{ shows: 'presets' | 'actions'; anchor: HTMLElement } | null>(null);
  const open = (shows: 'presets' | 'actions') => (event: MouseEvent<HTMLElement>) =>
    setMenu({ shows, anchor: event.currentTarget });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      moveEffect(owner, effect.id, index + (event.key === 'ArrowLeft' ? -1 : 1));
    } else if (event.key === 'Delete' || event.key === 'Backspace') removeEffect(owner, effect);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') copyEffects([effect]);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v') {
      pasteEffects(owner, useEffectClipboard.getState().effects, index + 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Box
      role="group"
      aria-label={`Effect ${index + 1}, ${name}${effect.bypassed ? ', bypassed' : ''}`}
      data-effect={effect.id}
      sx={{
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        borderRadius: 1,
        border: `1px solid ${colours.line}`,
        bgcolor: colours.raised,
        overflow: 'hidden',
      }}
    >
      <Box
        draggable
        tabIndex={0}
        role="button"
        aria-label={`${name}: drag, or Alt with the arrow keys, to reorder; Delete removes`}
        onDragStart={(event) => dragEffect(event.dataTransfer, owner, effect)}
        onDragEnd={endDragEffect}
        onKeyDown={onKeyDown}
        sx={{
          height: 26,
          flex: 'none',
          display: 'flex',
          alignItems: 'center',
          pl: 0.25,
          cursor: 'grab',
          bgcolor: colours.hover,
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Tooltip title={effect.bypassed ? 'Turn on' : 'Bypass'}>
          <IconButton
            aria-label={`Bypass ${name}`}
            aria-pressed={effect.bypassed}
            onClick={() => bypassEffect(owner, effect)}
            sx={{ width: 24, height: 24, color: effect.bypassed ? colours.textFaint : colours.accent }}
          >
            <PowerIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
        <Box
          sx={{
            flex: 1,
            px: 0.5,
            fontSize: 12,
            fontWeight: 600,
            whiteSpace: 'nowrap',
            color: effect.bypassed ? colours.textFaint : colours.text,
          }}
        >
          {name}
        </Box>
        <Tooltip title="Presets">
          <IconButton aria-label={`Presets of ${name}`} aria-haspopup="menu" onClick={open('presets')}>
            <PresetIcon sx={{ fontSize: 18 }} />
          </IconButton>
        </Tooltip>
        <Tooltip title={`Settings ${side}: compare with the other ones`}>
          <IconButton
            aria-label={`Compare ${name}, settings ${side}`}
            onClick={() => compare(owner, effect, name)}
            sx={{ fontSize: 11, fontWeight: 600, color: side === 'B' ? colours.accent : colours.textDim }}
          >
            {side}
          </IconButton>
        </Tooltip>
        <Tooltip title="More">
          <IconButton aria-label={`More for ${name}`} aria-haspopup="menu" onClick={open('actions')}>
            <MoreIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
        <Tooltip title="Remove">
          <IconButton
            aria-label={`Remove ${name}`}
            onClick={() => removeEffect(owner, effect)}
            sx={{ width: 24, height: 24 }}
          >
            <CloseIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
      </Box>
      <EffectMenu
        owner={owner}
        effect={effect}
        descriptor={descriptor}
        name={name}
        index={index}
        count={count}
        anchor={menu?.anchor ?? null}
        shows={menu?.shows ?? 'presets'}
        onClose={() => setMenu(null)}
      />
      {descriptor ? (
        <EffectBody owner={owner} effect={effect} name={name} descriptor={descriptor} />
      ) : (
        <Box sx={{ p: 1.5, width: 180, fontSize: 11.5, color: colours.textDim }}>
          This version does not know the effect “{effect.type}”. It is kept in the project and passes sound
          unchanged.
        </Box>
      )}
    </Box>
  );
});
