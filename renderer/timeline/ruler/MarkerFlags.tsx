import { memo, useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import type { Marker } from '../../../preload/contract/document';
import { renameMarker } from '../../document/edits/markers';
import { editor, useDocument } from '../../state/session';
import { colours } from '../../ui/theme';
import { mix } from '../colour-mix';
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
import { useFrame, type Frame } from '../viewport';
import { MARKER_STRIP } from './ruler-size';
import './ruler.css';

/** A marker without a colour of its own. */
export const markerColour = (marker: Marker): string => marker.colour ?? '#d4c15f';

/** The longest name that a flag leads to the left of the window's edge, in CSS pixels. */
const FLAG_WIDTH = 220;

/** A narrower flag is a bar: of its name nothing could be read. */
const NAMED_FROM = 24;

/** Markers that lie in the mounted part of the timeline. */
export function markersIn(markers: readonly Marker[], frame: Frame, sampleRate: number): Marker[] {
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

/** Names and extents of markers and regions, in the ruler's uppermost strip. */
export function MarkerFlags() {
  const markers = useDocument((document) => document.markers);
  const sampleRate = useDocument((document) => document.sampleRate);
  const shown = useShownMarkers(markers, sampleRate);
  const current = useCurrentMarker((state) => state.id);
  if (shown.length === 0) return null;
  return (
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
  );
}

/** Markers in the mounted part of the timeline; renders anew only when one comes into it or leaves. */
function useShownMarkers(markers: readonly Marker[], sampleRate: number): Marker[] {
  useFrame((frame) =>
    markersIn(markers, frame, sampleRate)
      .map(({ id }) => id)
      .join(),
  );
  return markersIn(markers, useFrame.getState(), sampleRate);
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
  const { at, length } = marker;
  const place = useCallback(
    ({ pixelsPerSecond, originPx }: Frame): void => {
      if (!flag.current) return;
      const { style } = flag.current;
      const scale = pixelsPerSecond / sampleRate;
      // A name ends where the next flag begins: names over names cannot be read.
      const room = Math.max(12, Math.min(FLAG_WIDTH, next === null ? FLAG_WIDTH : (next - at) * scale));
      style.left = `${at * scale - originPx}px`;
      style.width = length > 0 ? `${Math.max(8, length * scale)}px` : '';
      style.maxWidth = length > 0 ? '' : `${room}px`;
      flag.current.dataset['named'] = String((length > 0 ? length * scale : room) >= NAMED_FROM);
    },
    [at, length, next, sampleRate],
  );
  useOnFrame(place);
  const renaming = useRenaming((state) => state.id === marker.id);
  const colour = markerColour(marker);
  const region = marker.length > 0;
  const name = marker.name === '' ? (region ? 'Region' : 'Marker') : marker.name;
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
      style={{
        height: MARKER_STRIP,
        background: region ? mix(colour, 34, colours.ground) : undefined,
        borderColor: colour,
        overflow: renaming ? 'visible' : 'hidden',
      }}
    >
      {renaming ? (
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
      ) : (
        <span className="marker-name" style={region ? undefined : { background: colour, color: '#15110c' }}>
          {name}
        </span>
      )}
      {region && <div className="marker-edge" data-marker-edge="start" style={{ left: -2 }} />}
      {region && <div className="marker-edge" data-marker-edge="end" style={{ right: -2 }} />}
    </div>
  );
});

/** The markers' lines through all tracks: one path a colour, however many there are. */
export function MarkerLines() {
  const lines = useRef<SVGSVGElement>(null);
  const markers = useDocument((document) => document.markers);
  const sampleRate = useDocument((document) => document.sampleRate);
  const strokes = useMemo(() => [...new Set(markers.map(markerColour))], [markers]);
  const place = useCallback(
    (frame: Frame): void => {
      if (!lines.current) return;
      const scale = frame.pixelsPerSecond / sampleRate;
      const paths = new Map<string, string>();
      for (const marker of markersIn(markers, frame, sampleRate)) {
        const colour = markerColour(marker);
        for (const at of marker.length > 0 ? [marker.at, marker.at + marker.length] : [marker.at]) {
          const x = Math.round(at * scale - frame.fromPx) + 0.5;
          if (x <= 0 || x >= frame.toPx - frame.fromPx) continue;
          paths.set(colour, `${paths.get(colour) ?? ''}M${x} 0V4096`);
        }
      }
      lines.current.style.left = `${frame.fromPx - frame.originPx}px`;
      lines.current.style.width = `${frame.toPx - frame.fromPx}px`;
      for (const path of lines.current.children) {
        path.setAttribute('d', paths.get(path.getAttribute('stroke') ?? '') ?? '');
      }
    },
    [markers, sampleRate],
  );
  useOnFrame(place);
  return (
    <TimeLayer>
      <svg ref={lines} className="marker-lines" aria-hidden="true">
        {strokes.map((colour) => (
          <path key={colour} stroke={colour} />
        ))}
      </svg>
    </TimeLayer>
  );
}
