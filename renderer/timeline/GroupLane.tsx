import { memo, useLayoutEffect, useRef } from 'react';
import type { ProjectDocument, Track } from '../../preload/contract/document';
import { branchOf } from '../document/edits/folders';
import { clipEnd, clipsOfTrack } from '../document/select';
import { useDocument } from '../state/session';
import { TimeLayer } from './TimeLayer';
import { useFrame } from './viewport';

/** CSS pixels of one canvas. */
const CHUNK = 1024;

/** A row of the outline is never thicker, in CSS pixels. */
const STEP_MAX = 14;

/** A stretch of time with clips of the group, in samples. */
type Span = { readonly start: number; readonly end: number; readonly colour: string; readonly row: number };

let latest: {
  clips: ProjectDocument['clips'];
  tracks: readonly Track[];
  spans: Map<string, readonly Span[]>;
} | null = null;

/** Where the tracks in a group have clips: a row per track, in the order of the document. */
function spansOf(document: ProjectDocument, groupId: string): readonly Span[] {
  if (latest?.clips !== document.clips || latest.tracks !== document.tracks) {
    latest = { clips: document.clips, tracks: document.tracks, spans: new Map() };
  }
  const known = latest.spans.get(groupId);
  if (known) return known;
  const spans = branchOf(document, groupId)
    .filter((track) => track.kind === 'audio')
    .flatMap((track, row) =>
      clipsOfTrack(document, track.id).map((clip) => ({
        start: clip.start,
        end: clipEnd(clip),
        colour: clip.colour ?? track.colour,
        row,
      })),
    );
  latest.spans.set(groupId, spans);
  return spans;
}

/** Outlines of everything in the group, one under the other: what it holds, at a glance. */
export const GroupLane = memo(function GroupLane({ track }: { track: Track }) {
  const spans = useDocument((document) => spansOf(document, track.id));
  const sampleRate = useDocument((document) => document.sampleRate);
  const first = useFrame((frame) => Math.floor(Math.max(0, frame.fromPx) / CHUNK));
  const last = useFrame((frame) => Math.floor(frame.toPx / CHUNK));
  return (
    <div
      data-lane={track.id}
      role="group"
      aria-label={`Outline of ${track.name}`}
      style={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        overflow: 'clip',
        background: 'rgba(228, 231, 235, 0.025)',
        opacity: track.collapsed ? 1 : 0.55,
      }}
    >
      <TimeLayer className="lane-layer">
        {Array.from({ length: last - first + 1 }, (_, index) => (
          <OutlineChunk
            key={first + index}
            index={first + index}
            spans={spans}
            height={track.height - 1}
            sampleRate={sampleRate}
          />
        ))}
      </TimeLayer>
    </div>
  );
});

type ChunkProps = { index: number; spans: readonly Span[]; height: number; sampleRate: number };

const OutlineChunk = memo(function OutlineChunk({ index, spans, height, sampleRate }: ChunkProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pixelsPerSecond = useFrame((frame) => frame.pixelsPerSecond);
  const originPx = useFrame((frame) => frame.originPx);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = window.devicePixelRatio;
    element.width = CHUNK * ratio;
    element.height = Math.max(1, Math.round(height * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const rows = 1 + Math.max(0, ...spans.map(({ row }) => row));
    const step = Math.min(STEP_MAX, (height - 8) / rows);
    const top = (height - step * rows) / 2;
    const scale = pixelsPerSecond / sampleRate;
    for (const { start, end, colour, row } of spans) {
      const x = start * scale - index * CHUNK;
      const width = Math.max(1, (end - start) * scale - 1);
      if (x > CHUNK || x + width < 0) continue;
      context.fillStyle = colour;
      context.globalAlpha = 0.6;
      context.fillRect(x, top + row * step, width, Math.max(1, step - 1));
    }
  }, [index, spans, height, sampleRate, pixelsPerSecond]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      style={{
        position: 'absolute',
        left: index * CHUNK - originPx,
        top: 0,
        width: CHUNK,
        height,
        pointerEvents: 'none',
      }}
    />
  );
});
