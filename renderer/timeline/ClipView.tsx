import { memo } from 'react';
import type { Clip } from '../../preload/contract/document';
import { renameClip } from '../document/edits/clip-state';
import { editor, useView } from '../state/session';
import { colours } from '../ui/theme';
import { CLIP_TOP, clipBox } from './clip-box';
import { mix } from './colour-mix';
import { ClipName } from './ClipName';
import { ClipWaveform } from './ClipWaveform';
import { FadeShape } from './FadeShape';
import { RenameField } from './RenameField';
import { endRename, useRenaming } from './renaming';
import { formatSeconds } from './timecode';
import { useFrame, type Frame } from './viewport';

type Props = { clip: Clip; trackColour: string; laneHeight: number; sampleRate: number };

/** Renders of all clips since the window opened: what a test counts to see that nothing renders in vain. */
export const clipRenders = { count: 0 };

/** Narrower clips are a bar of colour: no waveform could be read in them, and there may be hundreds in sight. */
const WAVEFORM_FROM = 6;
/** Narrower clips have no room for handles beside a place to hold them by. */
const HANDLES_FROM = 18;
const NAME_FROM = 26;

/**
 * One clip: waveform, name, fades with their handles, gain. Presses are handled by the lanes as a whole; the parts
 * say what they are in `data-handle`.
 */
export const ClipView = memo(function ClipView({ clip, trackColour, laneHeight, sampleRate }: Props) {
  clipRenders.count += 1;
  const pixelsPerSecond = useFrame((frame) => frame.pixelsPerSecond);
  const originPx = useFrame((frame) => frame.originPx);
  const selected = useView((view) => view.selectedClipIds.has(clip.id));
  const renaming = useRenaming((state) => state.id === clip.id);
  const frame: Pick<Frame, 'pixelsPerSecond' | 'originPx'> = { pixelsPerSecond, originPx };
  const box = clipBox(clip, frame, sampleRate, laneHeight);
  const colour = clip.colour ?? trackColour;
  const scale = pixelsPerSecond / sampleRate;
  const bodyHeight = box.height - box.strip;
  const fadeIn = Math.min(box.width, clip.fadeIn.length * scale);
  const fadeOut = Math.min(box.width, clip.fadeOut.length * scale);
  const barOnly = box.width < WAVEFORM_FROM;
  const handles = box.width >= HANDLES_FROM;
  const seconds = formatSeconds(clip.start / sampleRate, 0.01);
  const length = (clip.length / sampleRate).toFixed(2);

  return (
    <div
      className="clip"
      data-clip={clip.id}
      data-selected={selected}
      data-renaming={renaming}
      role="button"
      tabIndex={selected ? 0 : -1}
      aria-pressed={selected}
      aria-label={`${clip.name}, at ${seconds}, ${length} seconds${clip.muted ? ', muted' : ''}`}
      title={box.width < 120 ? clip.name : undefined}
      style={{
        left: box.left,
        width: box.width,
        top: CLIP_TOP,
        height: box.height,
        background: mix(colour, barOnly ? 60 : selected ? 34 : 22, colours.ground),
        borderColor: selected ? colours.text : mix(colour, 55, colours.ground),
        opacity: clip.muted ? 0.45 : 1,
      }}
    >
      {!barOnly && (
        <div className="clip-body" style={{ top: box.strip }}>
          <ClipWaveform
            clip={clip}
            sampleRate={sampleRate}
            pixelsPerSecond={pixelsPerSecond}
            width={box.width}
            height={bodyHeight}
            colour={clip.muted ? colours.textFaint : mix(colour, 88, '#ffffff')}
          />
          <FadeShape fade={clip.fadeIn} side="in" width={fadeIn} height={bodyHeight} />
          <FadeShape fade={clip.fadeOut} side="out" width={fadeOut} height={bodyHeight} />
        </div>
      )}
      {(box.width >= NAME_FROM || renaming) && (
        <div
          className="clip-strip"
          style={
            box.strip > 0
              ? {
                  height: box.strip,
                  background: selected ? colour : mix(colour, 40, colours.ground),
                  color: selected ? '#101315' : colours.text,
                }
              : { height: 16, textShadow: '0 0 3px #000, 0 0 2px #000', color: colours.text }
          }
        >
          {renaming ? (
            <RenameField
              label="Name of the clip"
              value={clip.name}
              onDone={(name) => {
                endRename();
                if (name !== null) editor.dispatch('Rename clip', renameClip(editor.document, clip.id, name));
              }}
            />
          ) : (
            <ClipName
              name={clip.muted ? `(muted) ${clip.name}` : clip.name}
              clipPx={clip.start * scale}
              width={box.width}
              style={{ padding: '0 4px' }}
            />
          )}
        </div>
      )}
      {handles && <div className="clip-trim" data-handle="trim-start" style={{ left: 0 }} />}
      {handles && <div className="clip-trim" data-handle="trim-end" style={{ right: 0 }} />}
      {handles && box.width >= 36 && (
        <>
          <div
            className="clip-fade"
            data-handle="fade-in"
            title="Fade in: drag"
            style={{ left: Math.min(fadeIn, box.width - 14) - 1, top: box.strip }}
          />
          <div
            className="clip-fade"
            data-handle="fade-out"
            title="Fade out: drag"
            style={{ right: Math.min(fadeOut, box.width - 14) - 1, top: box.strip }}
          />
        </>
      )}
      {box.width >= 72 && bodyHeight >= 26 && (
        <div
          className="clip-gain"
          data-handle="gain"
          data-set={clip.gainDb !== 0}
          title="Clip gain: drag up or down"
        >
          {`${clip.gainDb > 0 ? '+' : ''}${clip.gainDb.toFixed(1).replace('-', '−')} dB`}
        </div>
      )}
    </div>
  );
});
