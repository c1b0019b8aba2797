import { memo, useRef } from 'react';
import type { Track } from '../../preload/contract/document';
import { clipsOfTrack, isSilenced } from '../document/select';
import { useDocument } from '../state/session';
import { inFrame } from './clip-box';
import { ClipView } from './ClipView';
import { useScrollLayer } from './scroll-layer';
import { useFrame } from './viewport';

/** A track's clips: those that lie in the mounted part of the timeline. */
export const Lane = memo(function Lane({ track }: { track: Track }) {
  const layer = useRef<HTMLDivElement>(null);
  useScrollLayer(layer);
  const clips = useDocument((document) => clipsOfTrack(document, track.id));
  const silenced = useDocument((document) => isSilenced(document, track));
  const sampleRate = useDocument((document) => document.sampleRate);
  // Renders only when a clip comes into the mounted part or leaves it.
  useFrame((frame) =>
    clips
      .filter((clip) => inFrame(clip, frame, sampleRate))
      .map(({ id }) => id)
      .join(),
  );
  const frame = useFrame.getState();
  return (
    <div
      data-lane={track.id}
      role="group"
      aria-label={`Clips of ${track.name}`}
      style={{
        position: 'relative',
        flex: 1,
        minWidth: 0,
        // Not hidden: that can still be scrolled, as a screen reader does to bring a clip in sight.
        overflow: 'clip',
        opacity: silenced || track.frozen ? 0.6 : 1,
        // What a frozen track plays is rendered: an edit would not be heard.
        pointerEvents: track.frozen ? 'none' : undefined,
      }}
    >
      <div ref={layer} className="lane-layer">
        {clips
          .filter((clip) => inFrame(clip, frame, sampleRate))
          .map((clip) => (
            <ClipView key={clip.id} clip={clip} laneHeight={track.height} sampleRate={sampleRate} />
          ))}
      </div>
    </div>
  );
});
