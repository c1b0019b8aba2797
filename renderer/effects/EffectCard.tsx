import CloseIcon from '@mui/icons-material/Close';
import PowerIcon from '@mui/icons-material/PowerSettingsNew';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { memo, type DragEvent, type KeyboardEvent } from 'react';
import type { Effect } from '../../preload/contract/document';
import { descriptorOf } from '../audio/effects/index';
import type { RackOwner } from '../document/operations';
import { colours } from '../ui/theme';
import { bypassEffect, moveEffect, removeEffect } from './edit';
import { ParamControl } from './ParamControl';

type Props = {
  owner: RackOwner;
  effect: Effect;
  index: number;
  onDragStart: (event: DragEvent, effect: Effect) => void;
  onDragEnd: () => void;
};

/** One effect of the rack. Its title bar is dragged to reorder; Alt with the arrow keys does the same. */
export const EffectCard = memo(function EffectCard({ owner, effect, index, onDragStart, onDragEnd }: Props) {
  const descriptor = descriptorOf(effect.type);
  const name = descriptor?.name ?? effect.type;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      moveEffect(owner, effect.id, index + (event.key === 'ArrowLeft' ? -1 : 1));
    } else if (event.key === 'Delete' || event.key === 'Backspace')
      removeEffect(owner, effect.id, `Remove ${name}`);
    else return;
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
        aria-label={`${name}: drag, or Alt with the arrow keys, to reorder; Delete removes`}
        onDragStart={(event) => onDragStart(event, effect)}
        onDragEnd={onDragEnd}
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
            onClick={() => bypassEffect(owner, effect, name)}
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
        <Tooltip title="Remove">
          <IconButton
            aria-label={`Remove ${name}`}
            onClick={() => removeEffect(owner, effect.id, `Remove ${name}`)}
            sx={{ width: 24, height: 24 }}
          >
            <CloseIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
      </Box>
      {descriptor ? (
        <Box
          sx={{
            display: 'grid',
            gridAutoFlow: 'column',
            gridTemplateRows: descriptor.params.length > 2 ? 'auto auto' : 'auto',
            justifyContent: 'start',
            rowGap: '3px',
            columnGap: '2px',
            px: 0.5,
            py: 0.5,
          }}
        >
          {descriptor.params.map((param) => (
            <ParamControl
              key={param.key}
              owner={owner}
              effectId={effect.id}
              effectName={name}
              param={param}
              value={effect.params[param.key]}
              dimmed={effect.bypassed}
            />
          ))}
        </Box>
      ) : (
        <Box sx={{ p: 1.5, width: 180, fontSize: 11.5, color: colours.textDim }}>
          This version does not know the effect “{effect.type}”. It is kept in the project and passes sound
          unchanged.
        </Box>
      )}
    </Box>
  );
});
