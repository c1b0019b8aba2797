import type { Clip } from '../../preload/contract/document';
import { fadeGain } from '../audio/fades';
import { DragOut } from '../ui/DragOut';
import { gainText, hasRoomForGain } from './clip-box';

type Props = {
  clip: Clip;
  width: number;
  /** height of the name strip, and of the body below it */
  strip: number;
  height: number;
  /** widths of the fades in CSS pixels */
  fadeIn: number;
  fadeOut: number;
  selected: boolean;
  /** it is the only clip that is selected */
  alone: boolean;
};

/** Narrower clips have no room for fade handles beside their edges. */
const FADES_FROM = 60;
/** Narrower fades have no room for a dot between their ends. */
const BEND_FROM = 40;
/** What can be grabbed of a handle, in both directions. */
const TARGET = 24;

/** The parts of a clip by which it is changed: edges, fades and their bend, gain. They say what they are in `data-handle`. */
export function ClipHandles({ clip, width, strip, height, fadeIn, fadeOut, selected, alone }: Props) {
  const edge = Math.min(12, width / 5);
  const bendTop = (fade: Clip['fadeIn']): number =>
    strip + Math.max(0, Math.min(height - TARGET, (1 - fadeGain(fade, 0.5)) * height - TARGET / 2));
  const fades = width >= FADES_FROM && height >= TARGET;
  // The handle of a fade stands at its end, and never over the other one.
  const inset = (fade: number): number => Math.max(0, Math.min(fade, width - TARGET) - TARGET / 2);
  return (
    <>
      <div className="clip-trim" data-handle="trim-start" style={{ left: 0, width: edge }} />
      <div className="clip-trim" data-handle="trim-end" style={{ right: 0, width: edge }} />
      {fades && (
        <>
          <div
            className="clip-dot"
            data-handle="fade-in"
            data-at-edge={fadeIn < TARGET / 2}
            title="Fade in: drag"
            style={{ left: inset(fadeIn), top: strip - 8 }}
          />
          <div
            className="clip-dot"
            data-handle="fade-out"
            data-at-edge={fadeOut < TARGET / 2}
            title="Fade out: drag"
            style={{ right: inset(fadeOut), top: strip - 8 }}
          />
          {selected && fadeIn >= BEND_FROM && (
            <div
              className="clip-dot clip-bend"
              data-handle="bend-in"
              title="Bend of the fade: drag up or down"
              style={{ left: fadeIn / 2 - TARGET / 2, top: bendTop(clip.fadeIn) }}
            />
          )}
          {selected && fadeOut >= BEND_FROM && (
            <div
              className="clip-dot clip-bend"
              data-handle="bend-out"
              title="Bend of the fade: drag up or down"
              style={{ right: fadeOut / 2 - TARGET / 2, top: bendTop(clip.fadeOut) }}
            />
          )}
        </>
      )}
      {alone && hasRoomForGain(width, height) && (
        <div className="clip-out">
          <DragOut name={clip.name} outgoing={() => ({ kind: 'clip', clip })} />
        </div>
      )}
      {hasRoomForGain(width, height) && (
        <div className="clip-gain" aria-hidden="true" data-handle="gain" title="Clip gain: drag up or down">
          <span>{gainText(clip)}</span>
        </div>
      )}
    </>
  );
}
