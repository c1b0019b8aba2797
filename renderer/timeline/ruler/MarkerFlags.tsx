import { memo, useCallback, useRef, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { Marker } from '../../../preload/contract/document';
import { renameMarker } from '../../document/edits/markers';
import { editor, useDocument } from '../../state/session';
import { LayerFrame, useOwnFrame } from '../lane-frame';
import {
  deleteCurrentMarker,
  goToCurrentMarker,
  nudgeCurrentMarker,
  renameCurrentMarker,
  useCurrentMarker,
} from '../marker-actions';
import { RenameField } from '../RenameField';
import { endRename, useRenaming } from '../renaming';
import { useOnFrame } from '../scroll-layer';
import { TimeLayer } from '../TimeLayer';
import { formatSeconds } from '../timecode';
import type { Frame } from '../viewport';
import { FLAG_WIDTH, flagBox, markerName } from './draw-flags';
import { MARKER_STRIP } from './ruler-size';
import './ruler.css';

/** Markers that lie in the mounted part of the timeline. */
function markersIn(markers: readonly Marker[], frame: Frame, sampleRate: number): Marker[] {
  const scale = frame.pixelsPerSecond / sampleRate;
  return markers.filter(
    ({ at, length }) => at * scale < frame.toPx && (at + length) * scale > frame.fromPx - FLAG_WIDTH,
  );
}

/** Left and right go from flag to flag, with Alt they move the marker; the rest is what its menu offers. */
function pressMarker(event: KeyboardEvent<HTMLElement>): void {
  if (event.target !== event.currentTarget) return;
  const side = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (side !== 0 && event.altKey) nudgeCurrentMarker(side);
  else if (side !== 0) {
    const flag =
      side === 1 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
    if (flag instanceof HTMLElement) flag.focus();
  } else if (event.key === 'Delete' || event.key === 'Backspace') deleteCurrentMarker();
  else if (event.key === 'F2') renameCurrentMarker();
  else if (event.key === 'Enter') goToCurrentMarker();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Markers and regions as hands and screen readers find them; the ruler draws what they look like. */
export function MarkerFlags() {
  const frame = useOwnFrame();
  const markers = useDocument((document) => document.markers);
  const sampleRate = useDocument((document) => document.sampleRate);
  // Renders anew only when one comes into the mounted part or leaves it.
  useStore(frame, (now) =>
    markersIn(markers, now, sampleRate)
      .map(({ id }) => id)
      .join(),
  );
  const shown = markersIn(markers, frame.getState(), sampleRate);
  const current = useCurrentMarker((state) => state.id);
  if (shown.length === 0) return null;
  return (
    <LayerFrame value={frame}>
      <TimeLayer role="group" aria-label="Markers">
        {shown.map((marker, index) => (
          <Flag
            key={marker.id}
            marker={marker}
            next={shown[index + 1]?.at ?? null}
            sampleRate={sampleRate}
            stop={marker.id === (shown.some(({ id }) => id === current) ? current : shown[0]?.id)}
          />
        ))}
      </TimeLayer>
    </LayerFrame>
  );
}

type FlagProps = {
  marker: Marker;
  /** where the next flag begins, in samples */
  next: number | null;
  sampleRate: number;
  /** Tab stops here: at one flag of all of them */
  stop: boolean;
};

const Flag = memo(function Flag({ marker, next, sampleRate, stop }: FlagProps) {
  const flag = useRef<HTMLDivElement>(null);
  const place = useCallback(
    (frame: Frame): void => {
      if (!flag.current) return;
      const { left, width } = flagBox(marker, next, frame, sampleRate);
      flag.current.style.left = `${left}px`;
      flag.current.style.width = `${width}px`;
    },
    [marker, next, sampleRate],
  );
  useOnFrame(place);
  const renaming = useRenaming((state) => state.id === marker.id);
  const region = marker.length > 0;
  const name = markerName(marker);
  return (
    <div
      ref={flag}
      className="marker"
      data-marker={marker.id}
      data-region={region}
      role="button"
      tabIndex={stop ? 0 : -1}
      aria-label={`${region ? 'Region' : 'Marker'} ${name}, at ${formatSeconds(marker.at / sampleRate, 0.01)}`}
      onFocus={() => useCurrentMarker.setState({ id: marker.id })}
      onKeyDown={(event) => pressMarker(event)}
      title={`${name}: drag to move, double click to rename`}
      style={{ height: MARKER_STRIP }}
    >
      {renaming && (
        <div style={{ width: 140, height: MARKER_STRIP - 1 }}>
          <RenameField
            label="Name of the marker"
            value={marker.name}
            onDone={(text) => {
              endRename();
              if (text !== null)
                editor.dispatch('Rename marker', renameMarker(editor.document, marker.id, text));
            }}
          />
        </div>
      )}
      {region && <div className="marker-edge" data-marker-edge="start" style={{ left: -2 }} />}
      {region && <div className="marker-edge" data-marker-edge="end" style={{ right: -2 }} />}
    </div>
  );
});
