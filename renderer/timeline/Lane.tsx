import { memo } from 'react';
import { useStore } from 'zustand';
import type { Track } from '../../preload/contract/document';
import { clipsOfTrack, isSilenced } from '../document/select';
import { useDocument, useView } from '../state/session';
import { inFrame, stripHeight } from './clip-box';
import { ClipNames } from './ClipNames';
import { ClipView } from './ClipView';
import { useHovered } from './hovered';
import { LayerFrame, useOwnFrame } from './lane-frame';
import { useTakeJobs } from './regenerate';
import { useRenaming } from './renaming';
import { TimeLayer } from './TimeLayer';

/** A track's clips: those that lie in the mounted part of the timeline. */
export const Lane = memo(function Lane({ track }: { track: Track }) {
  const frame = useOwnFrame();
  const clips = useDocument((document) => clipsOfTrack(document, track.id));
  const silenced = useDocument((document) => isSilenced(document, track));
  const sampleRate = useDocument((document) => document.sampleRate);
  const sounds = useDocument((document) => document.sounds);
  const selected = useView((view) => view.selectedClipIds);
  const envelopes = useView((view) => view.envelopes);
  const hovered = useHovered(({ clipId }) => clips.find(({ id }) => id === clipId)?.id);
  const renaming = useRenaming(({ id }) => id);
  const making = useTakeJobs(({ byClip }) => byClip);
  // Renders only when a clip comes into the mounted part or leaves it.
  useStore(frame, (now) =>
    clips
      .filter((clip) => inFrame(clip, now, sampleRate))
      .map(({ id }) => id)
      .join(),
  );
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
      <LayerFrame value={frame}>
        <TimeLayer className="lane-layer">
          <div className="lane-ground" />
          {clips
            .filter((clip) => inFrame(clip, frame.getState(), sampleRate))
            .map((clip) => (
              <ClipView
                key={clip.id}
                clip={clip}
                laneHeight={track.height}
                sampleRate={sampleRate}
                recipe={sounds[clip.soundId]?.recipe ?? null}
                selected={selected.has(clip.id)}
                hovered={clip.id === hovered}
                renaming={clip.id === renaming}
                making={making.get(clip.id)}
                envelopes={envelopes}
              />
            ))}
        </TimeLayer>
      </LayerFrame>
    </div>
  );
});
