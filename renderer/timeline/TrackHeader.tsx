import ChevronIcon from '@mui/icons-material/ChevronRightRounded';
import FrozenIcon from '@mui/icons-material/AcUnitRounded';
import ReturnIcon from '@mui/icons-material/CallReceivedRounded';
import AutomationIcon from '@mui/icons-material/TimelineRounded';
import { memo, useMemo, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Track } from '../../preload/contract/document';
import { groupsAround } from '../document/edits/folders';
import { changeTrack, renameTrack, soloExclusively } from '../document/edits/tracks';
import { useAutomated } from '../state/automated-value';
import { panRange, volumeRange } from '../state/automation-targets';
import { editor, useDocument, useView } from '../state/session';
import { trackValueEdit } from '../state/track-value';
import { Fader } from '../ui/Fader';
import { Knob } from '../ui/Knob';
import { Meter } from '../ui/Meter';
import { SquareToggle } from '../ui/SquareToggle';
import { colours } from '../ui/theme';
import { formatValue } from '../ui/valueRange';
import { openAutomationMenu } from './automation/AutomationMenu';
import { runDrag } from './gestures/drag';
import { laneHeightGesture } from './gestures/lane-height';
import { trackOrderGesture } from './gestures/track-order';
import { enterTrack } from './actions';
import { HEADER_WIDTH, indentOf } from './header-size';
import { RenameField } from './RenameField';
import { endRename, startRename, useRenaming } from './renaming';
import { selectTrack } from './selection';
import type { Surface } from './surface';
import { work } from './work';
import './headers.css';

/** Rows lower than this show only name, mute and solo. */
const TWO_ROWS_FROM = 60;

const kindNames = { audio: 'Track', group: 'Group', return: 'Return' } as const;

type Props = {
  track: Track;
  index: number;
  depth: number;
  surface: () => Surface | null;
  onMenu: (event: MouseEvent) => void;
};

/**
 * Name, colour, mute, solo, volume, pan and level of one track. Drag it to reorder it or into a group, its lower edge
 * to resize.
 */
export const TrackHeader = memo(function TrackHeader({ track, index, depth, surface, onMenu }: Props) {
  work.headersRendered += 1;
  const selected = useView((view) => view.selectedTrackId === track.id);
  // One stop of the Tab key for all headers: the selected one's, or the first.
  const first = useView((view) => view.selectedTrackId === null) && index === 0;
  const twoRows = track.height >= TWO_ROWS_FROM;
  const indent = indentOf(depth);

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
    if (event.target !== event.currentTarget || event.key !== 'Enter') return;
    selectTrack(track.id);
    enterTrack();
    event.preventDefault();
  };

  return (
    <div
      className="track-header"
      data-selected={selected}
      data-low={!twoRows}
      data-track={track.id}
      role="group"
      aria-label={`${kindNames[track.kind]} ${index + 1}, ${track.name}`}
      tabIndex={selected || first ? 0 : -1}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onContextMenu={onMenu}
      style={{ width: HEADER_WIDTH, paddingLeft: 12 + indent }}
    >
      <div
        className="track-stripe"
        style={{ left: indent, background: track.colour, opacity: track.muted ? 0.4 : 1 }}
      />
      <NameRow track={track} index={index} selected={selected} />
      {twoRows && <ValueRow track={track} indent={indent} selected={selected} />}
      <div className="track-meter">
        <Meter
          owner={track.id}
          label={`Level of ${track.name}`}
          orientation="vertical"
          length={track.height - 10}
          thickness={9}
        />
      </div>
      <div className="track-resize" data-resize title="Drag to change the height; with Ctrl, of all tracks" />
    </div>
  );
});

type NameProps = { track: Track; index: number; selected: boolean };

function NameRow({ track, index, selected }: NameProps) {
  const renaming = useRenaming((state) => state.id === track.id);
  const groupMuted = useDocument((document) => groupsAround(document, track).some(({ muted }) => muted));
  const groupSoloed = useDocument((document) => groupsAround(document, track).some(({ soloed }) => soloed));

  const set = (label: string, changes: Parameters<typeof changeTrack>[2]): void =>
    editor.dispatch(label, changeTrack(editor.document, track.id, changes));

  return (
    <div className="track-row">
      {track.kind === 'group' ? (
        <button
          type="button"
          className="track-fold"
          aria-label={`${track.collapsed ? 'Open' : 'Collapse'} ${track.name}`}
          aria-expanded={!track.collapsed}
          tabIndex={selected ? 0 : -1}
          onClick={() =>
            set(track.collapsed ? 'Open group' : 'Collapse group', { collapsed: !track.collapsed })
          }
        >
          <ChevronIcon sx={{ fontSize: 18, transform: track.collapsed ? 'none' : 'rotate(90deg)' }} />
        </button>
      ) : (
        <span className="track-number">
          {track.kind === 'return' ? (
            <ReturnIcon titleAccess="Return" sx={{ fontSize: 13, mt: '4px' }} />
          ) : (
            index + 1
          )}
        </span>
      )}
      <div
        className="track-name"
        data-strong={selected || track.kind === 'group'}
        data-faint={track.muted || groupMuted}
        onDoubleClick={() => startRename(track.id)}
        title={renaming ? undefined : track.name}
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
      </div>
      {track.frozen && (
        <FrozenIcon titleAccess="Frozen" sx={{ fontSize: 14, color: colours.accent, flex: 'none' }} />
      )}
      <SquareToggle
        tabStop={selected}
        label={`Mute ${track.name}${groupMuted ? ' (its group is muted)' : ''}`}
        on={track.muted}
        implied={groupMuted}
        colour={colours.mute}
        onToggle={() => set(track.muted ? 'Unmute track' : 'Mute track', { muted: !track.muted })}
      >
        M
      </SquareToggle>
      <SquareToggle
        tabStop={selected}
        label={`Solo ${track.name} (Ctrl: this track alone)${groupSoloed ? ' (its group is soloed)' : ''}`}
        on={track.soloed}
        implied={groupSoloed}
        colour={colours.solo}
        onToggle={(event) => {
          if (event.ctrlKey || event.metaKey) {
            editor.dispatch('Solo track alone', soloExclusively(editor.document, track.id));
          } else set(track.soloed ? 'Unsolo track' : 'Solo track', { soloed: !track.soloed });
        }}
      >
        S
      </SquareToggle>
    </div>
  );
}

function ValueRow({ track, indent, selected }: { track: Track; indent: number; selected: boolean }) {
  const volumeEdit = useMemo(() => trackValueEdit(track.id, 'volumeDb', 'Track volume'), [track.id]);
  const panEdit = useMemo(() => trackValueEdit(track.id, 'pan', 'Track pan'), [track.id]);
  const volume = useAutomated(track.id, 'volume', volumeRange, track.volumeDb);
  const pan = useAutomated(track.id, 'pan', panRange, track.pan);
  const lanes = track.automation.some((lane) => lane.shown);
  return (
    <div className="track-row" data-values="true">
      <Fader
        label={`Volume of ${track.name}`}
        range={volumeRange}
        value={volume.value}
        edit={volumeEdit}
        wheel={false}
        tabStop={selected}
        orientation="horizontal"
        length={90 - indent}
        colour={track.colour}
      />
      <span className="track-volume" data-automated={volume.automated} aria-hidden="true">
        {formatValue(volumeRange, volume.value)}
      </span>
      <div className="track-pan" title={`Pan: ${formatValue(panRange, pan.value)}`}>
        <Knob
          label={`Pan of ${track.name}`}
          range={panRange}
          value={pan.value}
          edit={panEdit}
          wheel={false}
          tabStop={selected}
          size={26}
          colour={track.colour}
        />
      </div>
      <SquareToggle
        tabStop={selected}
        label={`Automation of ${track.name}`}
        on={false}
        implied={lanes}
        colour={colours.accent}
        onToggle={(event) => openAutomationMenu(track.id, event.currentTarget)}
      >
        <AutomationIcon sx={{ fontSize: 15 }} />
      </SquareToggle>
    </div>
  );
}
