import Box from '@mui/material/Box';
import { memo, useMemo, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Track } from '../../preload/contract/document';
import { changeTrack, renameTrack, soloExclusively } from '../document/edits/tracks';
import { editor, useView } from '../state/session';
import { Fader } from '../ui/Fader';
import { Knob } from '../ui/Knob';
import { Meter } from '../ui/Meter';
import { colours, tabular } from '../ui/theme';
import { formatValue } from '../ui/valueRange';
import { runDrag } from './gestures/drag';
import { laneHeightGesture } from './gestures/lane-height';
import { trackOrderGesture } from './gestures/track-order';
import { RenameField } from './RenameField';
import { endRename, startRename, useRenaming } from './renaming';
import { selectTrack } from './selection';
import type { Surface } from './surface';
import { panRange, trackValueEdit, volumeRange } from './track-value';

export const HEADER_WIDTH = 236;
/** Rows lower than this show only name, mute and solo. */
const TWO_ROWS_FROM = 60;

type ToggleProps = {
  letter: string;
  label: string;
  on: boolean;
  colour: string;
  onToggle: (event: MouseEvent) => void;
};

function Toggle({ letter, label, on, colour, onToggle }: ToggleProps) {
  return (
    <Box
      component="button"
      type="button"
      aria-label={label}
      aria-pressed={on}
      title={label}
      onClick={onToggle}
      sx={{
        width: 24,
        height: 24,
        flex: 'none',
        p: 0,
        border: `1px solid ${on ? colour : colours.line}`,
        borderRadius: '3px',
        font: 'inherit',
        fontSize: 11,
        fontWeight: 650,
        color: on ? '#15110c' : colours.textDim,
        bgcolor: on ? colour : 'transparent',
        '&:hover': { borderColor: on ? colour : colours.outline },
      }}
    >
      {letter}
    </Box>
  );
}

type Props = {
  track: Track;
  index: number;
  surface: () => Surface | null;
  onMenu: (event: MouseEvent) => void;
};

/** Name, colour, mute, solo, volume, pan and level of one track. Drag it to reorder, its lower edge to resize. */
export const TrackHeader = memo(function TrackHeader({ track, index, surface, onMenu }: Props) {
  const selected = useView((view) => view.selectedTrackId === track.id);
  const renaming = useRenaming((state) => state.id === track.id);
  const volumeEdit = useMemo(() => trackValueEdit(track.id, 'volumeDb', 'Track volume'), [track.id]);
  const panEdit = useMemo(() => trackValueEdit(track.id, 'pan', 'Track pan'), [track.id]);
  const twoRows = track.height >= TWO_ROWS_FROM;

  const set = (label: string, changes: Parameters<typeof changeTrack>[2]): void =>
    editor.dispatch(label, changeTrack(editor.document, track.id, changes));

  const onPointerDown = (event: PointerEvent): void => {
    const area = surface();
    if (event.button !== 0 || !area || !(event.target instanceof Element)) return;
    selectTrack(track.id);
    if (event.target.closest('[data-resize]')) runDrag(event.nativeEvent, area, laneHeightGesture(track.id));
    else if (!event.target.closest('button, input, [role=slider], [role=spinbutton], canvas')) {
      runDrag(
        event.nativeEvent,
        area,
        trackOrderGesture(track.id, area, () => undefined),
      );
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') selectTrack(track.id);
    else return;
    event.preventDefault();
  };

  return (
    <Box
      data-track={track.id}
      role="group"
      aria-label={`Track ${index + 1}, ${track.name}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onContextMenu={onMenu}
      sx={{
        position: 'relative',
        flex: 'none',
        width: HEADER_WIDTH,
        height: '100%',
        boxSizing: 'border-box',
        pl: '12px',
        pr: '22px',
        py: twoRows ? '6px' : '3px',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'flex-start',
        gap: '2px',
        overflow: 'hidden',
        bgcolor: selected ? '#22272d' : colours.panel,
        borderRight: `1px solid ${colours.line}`,
        touchAction: 'none',
        '&:focus-visible': { outlineOffset: -2 },
      }}
    >
      <Box
        sx={{ position: 'absolute', left: 0, top: 0, bottom: 0, width: 5, bgcolor: track.colour }}
        style={{ opacity: track.muted ? 0.4 : 1 }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: '4px', height: 24, minHeight: 24 }}>
        <Box component="span" sx={{ fontSize: 11, color: colours.textFaint, minWidth: 14, ...tabular }}>
          {index + 1}
        </Box>
        <Box
          onDoubleClick={() => startRename(track.id)}
          title={renaming ? undefined : track.name}
          sx={{
            flex: 1,
            minWidth: 0,
            height: 22,
            lineHeight: '22px',
            fontSize: 12.5,
            fontWeight: selected ? 600 : 450,
            color: track.muted ? colours.textFaint : colours.text,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {renaming ? (
            <RenameField
              label="Name of the track"
              value={track.name}
              onDone={(name) => {
                endRename();
                if (name !== null)
                  editor.dispatch('Rename track', renameTrack(editor.document, track.id, name));
              }}
            />
          ) : (
            track.name
          )}
        </Box>
        <Toggle
          letter="M"
          label={`Mute ${track.name}`}
          on={track.muted}
          colour={colours.mute}
          onToggle={() => set(track.muted ? 'Unmute track' : 'Mute track', { muted: !track.muted })}
        />
        <Toggle
          letter="S"
          label={`Solo ${track.name} (Ctrl: this track alone)`}
          on={track.soloed}
          colour={colours.solo}
          onToggle={(event) => {
            if (event.ctrlKey || event.metaKey) {
              editor.dispatch('Solo track alone', soloExclusively(editor.document, track.id));
            } else set(track.soloed ? 'Unsolo track' : 'Solo track', { soloed: !track.soloed });
          }}
        />
      </Box>
      {twoRows && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: '4px', pl: '14px' }}>
          <Fader
            label={`Volume of ${track.name}`}
            range={volumeRange}
            value={track.volumeDb}
            edit={volumeEdit}
            orientation="horizontal"
            length={96}
            colour={track.colour}
          />
          <Box
            component="span"
            aria-hidden="true"
            sx={{
              width: 48,
              fontSize: 10.5,
              color: colours.textDim,
              textAlign: 'right',
              whiteSpace: 'nowrap',
              ...tabular,
            }}
          >
            {formatValue(volumeRange, track.volumeDb)}
          </Box>
          <Box sx={{ flex: 1 }} />
          <Box title={`Pan: ${formatValue(panRange, track.pan)}`} sx={{ flex: 'none' }}>
            <Knob
              label={`Pan of ${track.name}`}
              range={panRange}
              value={track.pan}
              edit={panEdit}
              size={26}
              colour={track.colour}
            />
          </Box>
        </Box>
      )}
      <Box sx={{ position: 'absolute', right: 6, top: 4, bottom: 5 }}>
        <Meter
          owner={track.id}
          label={`Level of ${track.name}`}
          orientation="vertical"
          length={track.height - 10}
          thickness={9}
        />
      </Box>
      <Box
        data-resize
        title="Drag to change the height; with Ctrl, of all tracks"
        sx={{ position: 'absolute', left: 0, right: 0, bottom: 0, height: 5, cursor: 'ns-resize' }}
      />
    </Box>
  );
});
