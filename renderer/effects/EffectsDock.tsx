import Box from '@mui/material/Box';
import { useCallback, useRef, useState, type DragEvent } from 'react';
import type { Effect } from '../../preload/contract/document';
import { MasterStrip } from './MasterStrip';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { AddEffect } from './AddEffect';
import { EffectCard } from './EffectCard';
import { moveEffect, rackOf } from './edit';

const none: readonly Effect[] = [];

/** The rack of the selected track (or the master), and the master's strip at its right. */
export function EffectsDock() {
  const owner = useView((view) => view.selectedTrackId);
  const name = useDocument((document) =>
    owner === 'master' ? 'Master' : document.tracks.find(({ id }) => id === owner)?.name,
  );
  const colour = useDocument((document) => document.tracks.find(({ id }) => id === owner)?.colour);
  const effects = useDocument((document) => (owner === null ? none : rackOf(document, owner)));
  const row = useRef<HTMLDivElement>(null);
  const dragged = useRef<string | null>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);

  const onDragStart = useCallback((event: DragEvent, effect: Effect): void => {
    dragged.current = effect.id;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('application/x-ganmix-effect', effect.id);
  }, []);
  const onDragEnd = useCallback((): void => {
    dragged.current = null;
    setDropIndex(null);
  }, []);

  /** Between which cards the pointer is, counted with the dragged card in its place. */
  const indexAt = (x: number): number => {
    const cards = [...(row.current?.querySelectorAll('[data-effect]') ?? [])];
    return cards.filter((card) => {
      const box = card.getBoundingClientRect();
      return box.left + box.width / 2 < x;
    }).length;
  };

  const onDragOver = (event: DragEvent): void => {
    if (dragged.current === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    const index = indexAt(event.clientX);
    if (index !== dropIndex) setDropIndex(index);
  };

  const onDrop = (event: DragEvent): void => {
    const id = dragged.current;
    if (id === null || owner === null) return;
    event.preventDefault();
    const index = indexAt(event.clientX);
    const from = effects.findIndex((effect) => effect.id === id);
    moveEffect(owner, id, from >= 0 && from < index ? index - 1 : index);
    onDragEnd();
  };

  const marker = (
    <Box key="marker" sx={{ width: 2, flex: 'none', mx: '-5px', borderRadius: 1, bgcolor: colours.accent }} />
  );

  return (
    <Box
      component="section"
      aria-label="Effects"
      sx={{ height: '100%', display: 'flex', minWidth: 0, bgcolor: colours.panel, overflow: 'hidden' }}
    >
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <Box sx={{ height: 32, flex: 'none', display: 'flex', alignItems: 'center', gap: 1, px: 1.25 }}>
          {name !== undefined && owner !== null ? (
            <>
              <Box
                sx={{
                  width: 8,
                  height: 8,
                  borderRadius: '50%',
                  bgcolor: colour ?? colours.textDim,
                  flex: 'none',
                }}
              />
              <Box component="h2" sx={{ m: 0, fontSize: 12.5, fontWeight: 600, minWidth: 0 }}>
                {name}
              </Box>
              <AddEffect owner={owner} />
            </>
          ) : (
            <Box component="h2" sx={{ m: 0, fontSize: 12.5, fontWeight: 600 }}>
              Effects
            </Box>
          )}
        </Box>
        <Box
          ref={row}
          onDragOver={onDragOver}
          onDragLeave={() => setDropIndex(null)}
          onDrop={onDrop}
          sx={{
            flex: 1,
            minHeight: 0,
            display: 'flex',
            alignItems: 'flex-start',
            gap: 1,
            px: 1.25,
            pb: '4px',
            overflow: 'auto',
          }}
        >
          {name === undefined || owner === null ? (
            <Box sx={{ color: colours.textDim, fontSize: 12.5, pt: 1 }}>
              Select a track, or the master at the right, to shape its sound with effects.
            </Box>
          ) : effects.length === 0 ? (
            <Box sx={{ color: colours.textDim, fontSize: 12.5, pt: 1 }}>
              No effects yet. The sound passes through them from left to right.
            </Box>
          ) : (
            effects.flatMap((effect, index) => [
              ...(dropIndex === index ? [marker] : []),
              <EffectCard
                key={effect.id}
                owner={owner}
                effect={effect}
                index={index}
                onDragStart={onDragStart}
                onDragEnd={onDragEnd}
              />,
              ...(dropIndex === effects.length && index === effects.length - 1 ? [marker] : []),
            ])
          )}
        </Box>
      </Box>
      <MasterStrip />
    </Box>
  );
}
