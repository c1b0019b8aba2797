import { memo, useCallback } from 'react';
import type { ProjectDocument, Track } from '../../preload/contract/document';
import { branchOf } from '../document/edits/folders';
import { clipEnd, clipsOfTrack } from '../document/select';
import { useDocument } from '../state/session';
import { TimeChunks, type Chunk } from './TimeChunks';
import { TimeLayer } from './TimeLayer';

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
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { left, width, height, pixelsPerSecond }: Chunk): void => {
      const rows = 1 + Math.max(0, ...spans.map(({ row }) => row));
      const step = Math.min(STEP_MAX, (height - 8) / rows);
      const top = (height - step * rows) / 2;
      const scale = pixelsPerSecond / sampleRate;
      context.globalAlpha = 0.6;
      for (const { start, end, colour, row } of spans) {
        const x = start * scale - left;
        const size = Math.max(1, (end - start) * scale - 1);
        if (x > width || x + size < 0) continue;
        context.fillStyle = colour;
        context.fillRect(x, top + row * step, size, Math.max(1, step - 1));
      }
    },
    [spans, sampleRate],
  );
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
        <TimeChunks height={track.height - 1} draw={draw} />
      </TimeLayer>
    </div>
  );
});
