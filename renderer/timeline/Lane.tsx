import { memo, useCallback, useRef } from 'react';
import type { Track } from '../../preload/contract/document';
import { clipsOfTrack, isSilenced } from '../document/select';
import { useDocument } from '../state/session';
import { inFrame, stripHeight } from './clip-box';
import { ClipNames } from './ClipNames';
import { ClipView } from './ClipView';
import { useOnFrame, useScrollLayer } from './scroll-layer';
import { useFrame, type Frame } from './viewport';

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
      <ClipNames trackId={track.id} over={stripHeight(track.height) === 0} />
      <div ref={layer} className="lane-layer">
        <Ground />
        {clips
          .filter((clip) => inFrame(clip, frame, sampleRate))
          .map((clip) => (
            <ClipView key={clip.id} clip={clip} laneHeight={track.height} sampleRate={sampleRate} />
          ))}
      </div>
    </div>
  );
});

/** Lies under the clips from end to end: with it Chromium keeps a lane in one layer, without it in one for every few. */
function Ground() {
  const ground = useRef<HTMLDivElement>(null);
  const place = useCallback(({ fromPx, toPx, originPx }: Frame): void => {
    if (!ground.current) return;
    ground.current.style.left = `${fromPx - originPx}px`;
    ground.current.style.width = `${toPx - fromPx}px`;
  }, []);
  useOnFrame(place);
  return <div ref={ground} className="lane-ground" />;
}
