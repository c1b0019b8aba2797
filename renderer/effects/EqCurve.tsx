import Box from '@mui/material/Box';
import { useEffect, useMemo, useRef } from 'react';
import type { Effect } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';
import { useAutomatedParams } from '../state/automated-value';
import { useDocument } from '../state/session';
import { frequencyMarks } from '../ui/log-frequency';
import { colours } from '../ui/theme';
import { CurveHandle } from './CurveHandle';
import { hertzAt, xOf, yOf, type CurveSize } from './curve-scale';
import type { Curve } from './curves';
import { drawSpectrum } from './curveSpectrum';

type Props = {
  owner: RackOwner;
  effect: Effect;
  name: string;
  curve: Curve;
  size: CurveSize;
  /** index of the band whose values stand beside the curve; null: none do */
  selected?: number | null;
  onSelect?: (band: number) => void;
};

const LINE = '#262a30';

/**
 * An equaliser's response over the live spectrum of its track, along with its automation; its points, where the effect
 * stands without any, are dragged.
 */
export function EqCurve({ owner, effect, name, curve, size, selected = null, onSelect }: Props) {
  const sampleRate = useDocument((document) => document.sampleRate);
  const spectrum = useRef<HTMLCanvasElement>(null);
  const { width, height } = size;
  const params = useAutomatedParams(owner, effect);
  const path = useMemo(() => {
    const picture = { width, height };
    const hertz = Float32Array.from({ length: width / 2 + 1 }, (_, i) => hertzAt(picture, 2 * i));
    return Array.from(curve.response(params, hertz, sampleRate))
      .map((db, i) => `${i === 0 ? 'M' : 'L'}${2 * i} ${yOf(picture, db).toFixed(1)}`)
      .join('');
  }, [curve, params, sampleRate, width, height]);
  useEffect(
    () => (spectrum.current ? drawSpectrum(spectrum.current, owner, { width, height }) : undefined),
    [owner, width, height],
  );
  const labels = height > 100;
  return (
    <Box
      sx={{
        position: 'relative',
        flex: 'none',
        bgcolor: colours.ground,
        borderRadius: 0.5,
        overflow: 'hidden',
        opacity: effect.bypassed ? 0.55 : 1,
      }}
      style={{ width, height }}
    >
      <canvas ref={spectrum} style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }} />
      <svg
        width={width}
        height={height}
        aria-hidden="true"
        style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
      >
        {frequencyMarks.map(({ hz }) => (
          <line key={hz} x1={xOf(size, hz)} x2={xOf(size, hz)} y1={0} y2={height} stroke={LINE} />
        ))}
        {[-12, 0, 12].map((db) => (
          <line
            key={db}
            x1={0}
            x2={width}
            y1={yOf(size, db)}
            y2={yOf(size, db)}
            stroke={db === 0 ? '#3d444c' : LINE}
          />
        ))}
        {labels && (
          <g fill={colours.textFaint} fontSize={9.5}>
            {[-12, 12].map((db) => (
              <text key={db} x={width - 3} y={yOf(size, db) - 3} textAnchor="end">
                {db > 0 ? `+${db}` : `−${-db}`}
              </text>
            ))}
            {frequencyMarks.slice(1, -1).map(({ hz, label }) => (
              <text key={hz} x={xOf(size, hz)} y={height - 3} textAnchor="middle">
                {label}
              </text>
            ))}
          </g>
        )}
        <path
          d={`${path}L${width} ${yOf(size, 0)}L0 ${yOf(size, 0)}Z`}
          fill={colours.accent}
          fillOpacity={0.14}
        />
        <path d={path} fill="none" stroke={colours.accent} strokeWidth={1.5} />
      </svg>
      {curve.bands.map((band, index) => (
        <CurveHandle
          key={band.frequency}
          owner={owner}
          effect={effect}
          name={name}
          band={band}
          size={size}
          selected={index === selected}
          onSelect={() => onSelect?.(index)}
        />
      ))}
    </Box>
  );
}
