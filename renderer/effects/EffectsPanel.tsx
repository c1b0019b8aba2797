import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState, type DragEvent } from 'react';
import type { Effect } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';
import { toggleFreeze } from '../state/freeze';
import { dropEffect, effectName, rackOf, useDraggedEffect } from '../state/racks';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { EffectCard } from './EffectCard';
import { ModulatorCards } from './ModulatorCards';

const none: readonly Effect[] = [];

/** A drag with one of these keys leaves the effect where it was, too. */
const copies = (event: DragEvent): boolean => event.ctrlKey || event.altKey || event.metaKey;

/** The rack of the selected track, or of the master: effects from left to right, then what moves their parameters. */
export function EffectsPanel() {
  const owner = useView((view) => view.selectedTrackId);
  const present = useDocument(
    (document) => owner === 'master' || document.tracks.some(({ id }) => id === owner),
  );
  const effects = useDocument((document) => (owner === null ? none : rackOf(document, owner)));
  const frozen = useDocument(
    (document) => (document.tracks.find(({ id }) => id === owner)?.frozen ?? null) !== null,
  );
  const row = useRef<HTMLDivElement>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);

  /** Between which cards the pointer is, counted with the dragged card in its place. */
  const indexAt = (x: number): number => {
    const cards = [...(row.current?.querySelectorAll('[data-effect]') ?? [])];
    return cards.filter((card) => {
      const box = card.getBoundingClientRect();
      return box.left + box.width / 2 < x;
    }).length;
  };

  const onDragOver = (event: DragEvent): void => {
    if (!useDraggedEffect.getState().dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = copies(event) ? 'copy' : 'move';
    const index = indexAt(event.clientX);
    if (index !== dropIndex) setDropIndex(index);
  };

  const onDrop = (event: DragEvent): void => {
    setDropIndex(null);
    if (owner === null || !useDraggedEffect.getState().dragged) return;
    event.preventDefault();
    dropEffect(owner, indexAt(event.clientX), copies(event));
  };

  const marker = (
    <Box
      key="marker"
      sx={{
        width: 2,
        alignSelf: 'stretch',
        flex: 'none',
        mx: '-5px',
        borderRadius: 1,
        bgcolor: colours.accent,
      }}
    />
  );

  return (
    <Box
      component="section"
      aria-label="Effects"
      ref={row}
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropIndex(null);
      }}
      onDrop={onDrop}
      sx={{
        flex: 1,
        minWidth: 0,
        minHeight: 0,
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        px: 1.25,
        py: '5px',
        overflow: 'auto',
        bgcolor: colours.panel,
      }}
    >
      {!present || owner === null ? (
        <Box sx={{ color: colours.textDim, fontSize: 12.5, pt: 1 }}>
          Select a track, or the master at the right, to shape its sound with effects.
        </Box>
      ) : frozen ? (
        <Frozen owner={owner} effects={effects} />
      ) : effects.length === 0 ? (
        <Box sx={{ color: colours.textDim, fontSize: 12.5, pt: 1 }}>
          No effects yet. The sound passes through them from left to right.
        </Box>
      ) : (
        effects.flatMap((effect, index) => [
          ...(dropIndex === index ? [marker] : []),
          <EffectCard key={effect.id} owner={owner} effect={effect} index={index} count={effects.length} />,
          ...(dropIndex === effects.length && index === effects.length - 1 ? [marker] : []),
        ])
      )}
      {present && owner !== null && !frozen && <ModulatorCards owner={owner} />}
    </Box>
  );
}

/** The rack of a frozen track: what was rendered, to be changed once it is thawed. */
function Frozen({ owner, effects }: { owner: RackOwner; effects: readonly Effect[] }) {
  return (
    <Box sx={{ pt: 1, maxWidth: 520, color: colours.textDim, fontSize: 12.5 }}>
      This track is frozen: its clips and effects
      {effects.length > 0 && ` (${effects.map(effectName).join(', ')})`} are rendered into one sound. Fader,
      pan and sends stay live.
      <Box sx={{ mt: 1 }}>
        <Button variant="outlined" onClick={() => toggleFreeze(owner)}>
          Unfreeze to edit
        </Button>
      </Box>
    </Box>
  );
}
