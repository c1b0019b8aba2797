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
  const frame = useFrame();
  return (
    <div
      data-lane={track.id}
      role="group"
      aria-label={`Clips of ${track.name}`}
      style={{ position: 'relative', flex: 1, minWidth: 0, overflow: 'hidden', opacity: silenced ? 0.6 : 1 }}
    >
      <div
        ref={layer}
        style={{ position: 'absolute', top: 0, bottom: 0, left: 0, width: 0, willChange: 'transform' }}
      >
        {clips
          .filter((clip) => inFrame(clip, frame, sampleRate))
          .map((clip) => (
            <ClipView
              key={clip.id}
              clip={clip}
              trackColour={track.colour}
              laneHeight={track.height}
              sampleRate={sampleRate}
            />
          ))}
      </div>
    </div>
  );
});
