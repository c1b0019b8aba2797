import PowerIcon from '@mui/icons-material/PowerSettingsNew';
import Box from '@mui/material/Box';
import { memo, useRef, useState, type DragEvent } from 'react';
import type { Effect, Track } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';
import {
  bypassEffect,
  dragEffect,
  dropEffect,
  effectName,
  endDragEffect,
  useDraggedEffect,
} from '../state/racks';
import { AddEffectMenu } from '../ui/AddEffectMenu';
import { colours } from '../ui/theme';
import { openRack } from './actions';
import { FreezeButton } from './FreezeButton';

export const rowButton = {
  border: 0,
  p: 0,
  minWidth: 0,
  height: 24,
  bgcolor: 'transparent',
  font: 'inherit',
  fontSize: 11,
  textAlign: 'left',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  '&:hover': { color: colours.accent },
  '&:focus-visible': { outlineOffset: -2 },
} as const;

export const heading = {
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  height: 24,
  pl: '5px',
  fontSize: 10.5,
  color: colours.textDim,
  bgcolor: colours.ground,
} as const;

/** A drag with one of these keys leaves the effect where it was, too. */
const copies = (event: DragEvent): boolean => event.ctrlKey || event.altKey || event.metaKey;

type Props = {
  owner: RackOwner;
  name: string;
  effects: readonly Effect[];
  /** absent: the master's */
  track?: Track;
};

/**
 * The rack in short: turn each effect on or off, click its name to see it, drag it to another place or another strip
 * (with Ctrl or Alt a copy of it).
 */
export const StripInserts = memo(function StripInserts({ owner, name, effects, track }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const frozen = Boolean(track?.frozen);

  const indexAt = (y: number): number =>
    [...(list.current?.children ?? [])].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top + box.height / 2 < y;
    }).length;
  const onDragOver = (event: DragEvent): void => {
    if (!useDraggedEffect.getState().dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = copies(event) ? 'copy' : 'move';
    const index = indexAt(event.clientY);
    if (index !== dropIndex) setDropIndex(index);
  };

  return (
    <Box
      role="group"
      aria-label={`Inserts of ${name}`}
      data-drop-index={dropIndex ?? undefined}
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropIndex(null);
      }}
      onDrop={(event) => {
        setDropIndex(null);
        if (!useDraggedEffect.getState().dragged) return;
        event.preventDefault();
        dropEffect(owner, indexAt(event.clientY), copies(event));
      }}
    >
      <Box sx={heading}>
        {frozen ? 'Frozen' : 'Inserts'}
        {track?.kind === 'audio' && <FreezeButton track={track} />}
      </Box>
      <Box ref={list} sx={{ opacity: frozen ? 0.5 : 1 }}>
        {effects.map((effect, index) => (
          <InsertRow
            key={effect.id}
            owner={owner}
            name={name}
            effect={effect}
            mark={
              dropIndex === index
                ? 'before'
                : dropIndex === effects.length && index === effects.length - 1
                  ? 'after'
                  : null
            }
          />
        ))}
      </Box>
      <Box
        component="button"
        type="button"
        aria-haspopup="menu"
        aria-label={`Add effect to ${name}`}
        disabled={frozen}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          ...rowButton,
          width: '100%',
          pl: '6px',
          color: colours.textDim,
          '&:disabled': { color: colours.textFaint, opacity: 0.5 },
          ...(dropIndex !== null && effects.length === 0 && { bgcolor: colours.accentDim }),
        }}
      >
        Add…
      </Box>
      <AddEffectMenu owner={owner} anchor={anchor} onClose={() => setAnchor(null)} />
    </Box>
  );
});

type RowProps = {
  owner: RackOwner;
  name: string;
  effect: Effect;
  /** where a dragged effect would go */
  mark: 'before' | 'after' | null;
};

function InsertRow({ owner, name, effect, mark }: RowProps) {
  const label = effectName(effect);
  return (
    <Box
      draggable
      onDragStart={(event) => dragEffect(event.dataTransfer, owner, effect)}
      onDragEnd={endDragEffect}
      style={{
        boxShadow: mark ? `inset 0 ${mark === 'before' ? 2 : -2}px ${colours.accent}` : undefined,
      }}
      sx={{ display: 'flex', alignItems: 'center' }}
    >
      <Box
        component="button"
        type="button"
        aria-label={`${label} of ${name}`}
        aria-pressed={!effect.bypassed}
        title={effect.bypassed ? `Turn ${label} on` : `Bypass ${label}`}
        onClick={() => bypassEffect(owner, effect)}
        sx={{
          ...rowButton,
          width: 24,
          flex: 'none',
          display: 'grid',
          placeItems: 'center',
          color: effect.bypassed ? colours.textFaint : colours.accent,
        }}
      >
        <PowerIcon sx={{ fontSize: 13 }} />
      </Box>
      <Box
        component="button"
        type="button"
        title={`${label}: show it in the rack`}
        onClick={() => openRack(owner)}
        sx={{ ...rowButton, flex: 1, color: effect.bypassed ? colours.textFaint : colours.text }}
      >
        {label}
      </Box>
    </Box>
  );
}
