import type { Clip } from '../../preload/contract/document';
import { formatValue } from '../ui/valueRange';
import { removeEnvelopePoint } from '../document/edits/envelope';
import { editor } from '../state/session';
import { clearEnvelopePoint, envelopeRange, useEnvelopePoint, yOfGain } from './envelope-scale';
import { putEnvelopePoint } from './gestures/envelope';

type Props = {
  clip: Clip;
  /** CSS pixels a sample */
  scale: number;
  width: number;
  top: number;
  height: number;
  /** points and line can be taken hold of */
  editable: boolean;
};

/** Points nearer to each other than this many pixels are not shown as such: no pointer could tell them apart. */
const APART = 10;

/** The clip's gain envelope over its waveform: the line, its points, and the gain of the one that is selected. */
export function ClipEnvelope({ clip, scale, width, top, height, editable }: Props) {
  const selected = useEnvelopePoint(({ point }) => (point?.clipId === clip.id ? point.index : -1));
  const { envelope } = clip;
  if (envelope.length === 0 && !editable) return null;
  const places = envelope.map(({ at, gainDb }) => ({ x: at * scale, y: yOfGain(gainDb, height), gainDb }));
  const first = places[0]?.y ?? yOfGain(0, height);
  const last = places.at(-1)?.y ?? first;
  const line = [`0 ${first}`, ...places.map(({ x, y }) => `${x} ${y}`), `${width} ${last}`].join('L');
  // A line that runs past an edge is cut by the clip, not bent to it.
  const path = `M${places[0] && places[0].x < 0 ? line.slice(line.indexOf('L') + 1) : line}`;
  let before = -Infinity;
  const shown = places.map(({ x }, index) => {
    const far = x >= 0 && x <= width && (x - before >= APART || index === selected);
    if (far) before = x;
    return far;
  });
  const remove = (index: number): void => {
    clearEnvelopePoint();
    editor.dispatch('Delete envelope point', removeEnvelopePoint(editor.document, clip.id, index));
  };
  return (
    <div className="clip-envelope" style={{ top, height }}>
      <svg width={width} height={height} aria-hidden="true">
        <path d={path} className="clip-envelope-line" />
        {editable && (
          <path
            d={path}
            className="clip-envelope-reach"
            data-envelope="line"
            data-height={height}
            onDoubleClick={(event) => {
              event.stopPropagation();
              const left = event.currentTarget.closest('.clip')?.getBoundingClientRect().left ?? 0;
              putEnvelopePoint(clip.id, clip.start + (event.clientX - left) / scale);
            }}
          />
        )}
      </svg>
      {editable &&
        places.map(
          ({ x, y, gainDb }, index) =>
            shown[index] && (
              <div
                key={index}
                className="clip-point"
                data-envelope="point"
                data-index={index}
                data-height={height}
                data-selected={index === selected}
                title={formatValue(envelopeRange, gainDb)}
                style={{ left: x - 12, top: y - 12 }}
                onDoubleClick={(event) => {
                  event.stopPropagation();
                  remove(index);
                }}
              />
            ),
        )}
      {editable && places[selected] && (
        <div
          className="clip-readout"
          style={{
            left: Math.max(0, Math.min(width - 58, places[selected].x + 10)),
            top: Math.max(0, Math.min(height - 15, places[selected].y - 18)),
          }}
        >
          {formatValue(envelopeRange, places[selected].gainDb)}
        </div>
      )}
    </div>
  );
}
