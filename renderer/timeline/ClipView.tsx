import { memo, useCallback, useRef, type RefObject } from 'react';
import type { Clip } from '../../preload/contract/document';
import type { Recipe } from '../../preload/contract/sound';
import { renameClip } from '../document/edits/clip-state';
import { editor, useView } from '../state/session';
import {
  CLIP_TOP,
  clipHeight,
  clipSpan,
  ENVELOPE_FROM,
  NAME_FROM,
  stripHeight,
  WAVEFORM_FROM,
} from './clip-box';
import { clipDetail, clipTitle, takeCount, takeWidth } from './clip-title';
import { ClipEnvelope } from './ClipEnvelope';
import { ClipHandles } from './ClipHandles';
import { ClipStrip } from './ClipStrip';
import { useLayerFrame } from './lane-frame';
import { RenameField } from './RenameField';
import { endRename } from './renaming';
import { useOnFrame } from './scroll-layer';
import { TakeProgress } from './TakeProgress';
import { formatSeconds } from './timecode';
import type { Frame } from './viewport';
import { work } from './work';

type Place = { clip: Clip; laneHeight: number; sampleRate: number };

/** What it shows is handed to it by its lane: hundreds of clips must not each listen to every store. */
type Props = Place & {
  /** how its sound was made; null when that is not known */
  recipe: Recipe | null;
  selected: boolean;
  hovered: boolean;
  renaming: boolean;
  /** the job that makes takes for it */
  making: string | undefined;
  /** gain envelopes can be edited */
  envelopes: boolean;
};

/** Narrower clips have no room for handles beside a place to hold them by, CSS pixels. */
const HANDLES_FROM = 18;

/** Keeps an element where its clip is. */
function usePlace(element: RefObject<HTMLElement | null>, clip: Clip, sampleRate: number): void {
  const place = useCallback(
    (frame: Frame): void => {
      if (!element.current) return;
      const { left, width } = clipSpan(clip, frame, sampleRate);
      element.current.style.left = `${left}px`;
      element.current.style.width = `${width}px`;
    },
    [element, clip, sampleRate],
  );
  useOnFrame(place);
}

/**
 * One clip as hands and screen readers find it. What it looks like is drawn behind it (`pictures`, `ClipNames`); the
 * handles of its edges, fades and gain come with the pointer or the selection: hundreds of them would be laid out anew
 * after every zoom. Presses are handled by the lanes as a whole; the parts say what they are in `data-handle` and
 * `data-envelope`.
 */
export const ClipView = memo(function ClipView({
  clip,
  laneHeight,
  sampleRate,
  recipe,
  selected,
  hovered,
  renaming,
  making,
  envelopes,
}: Props) {
  work.clipsRendered += 1;
  const element = useRef<HTMLDivElement>(null);
  usePlace(element, clip, sampleRate);
  const detail = clipDetail(clip, recipe);
  const take = takeCount(clip);
  const strip = stripHeight(laneHeight);
  const seconds = formatSeconds(clip.start / sampleRate, 0.01);
  const length = (clip.length / sampleRate).toFixed(2);
  const handles = hovered || selected;
  const envelope = envelopes && clipHeight(laneHeight) - strip >= ENVELOPE_FROM;

  return (
    <div
      ref={element}
      className="clip"
      data-clip={clip.id}
      data-selected={selected}
      data-renaming={renaming}
      role="button"
      tabIndex={selected ? 0 : -1}
      aria-pressed={selected}
      aria-label={`${clipTitle(clip)}, at ${seconds}, ${length} seconds${detail === '' ? '' : `, ${detail}`}`}
      title={[clipTitle(clip), detail, take !== null && `take ${take}`].filter(Boolean).join('\n')}
      style={{ top: CLIP_TOP, height: clipHeight(laneHeight) }}
    >
      {(renaming || take !== null) && (
        <ClipStrip clip={clip} sampleRate={sampleRate} from={renaming ? 0 : NAME_FROM}>
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
            <div
              className="clip-take"
              data-handle="takes"
              title="Takes: click to see them"
              style={{ width: takeWidth(take ?? '') }}
            >
              {take}
            </div>
          )}
        </ClipStrip>
      )}
      {making !== undefined && <TakeProgress jobId={making} />}
      {(handles || envelope) && (
        <ClipTools
          clip={clip}
          laneHeight={laneHeight}
          sampleRate={sampleRate}
          selected={selected}
          handles={handles}
          envelope={envelope}
        />
      )}
    </div>
  );
});

type ToolsProps = Place & { selected: boolean; handles: boolean; envelope: boolean };

/** What a clip is changed by: its places hang on the zoom. */
function ClipTools({ clip, laneHeight, sampleRate, selected, handles, envelope }: ToolsProps) {
  const pixelsPerSecond = useLayerFrame((frame) => frame.pixelsPerSecond);
  const scale = pixelsPerSecond / sampleRate;
  const { width } = clipSpan(clip, { pixelsPerSecond, originPx: 0 }, sampleRate);
  const alone = useView(({ selectedClipIds: ids }) => ids.size === 1 && ids.has(clip.id));
  const strip = stripHeight(laneHeight);
  const height = clipHeight(laneHeight) - strip;
  return (
    <>
      {handles && width >= HANDLES_FROM && (
        <ClipHandles
          clip={clip}
          width={width}
          strip={strip}
          height={height}
          fadeIn={Math.min(width, clip.fadeIn.length * scale)}
          fadeOut={Math.min(width, clip.fadeOut.length * scale)}
          selected={selected}
          alone={alone}
        />
      )}
      {envelope && width >= WAVEFORM_FROM && (
        <ClipEnvelope
          clip={clip}
          scale={scale}
          width={width}
          top={strip}
          height={height}
          editable={width >= HANDLES_FROM}
        />
      )}
    </>
  );
}
