import Box from '@mui/material/Box';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { Effect } from '../../preload/contract/document';
import { paramValue, type NumberParam } from '../audio/effects/descriptor';
import type { RackOwner } from '../document/operations';
import { useAutomated } from '../state/automated-value';
import { colours } from '../ui/theme';
import { formatValue, fromFraction, roundTo, stepped, toFraction } from '../ui/valueRange';
import { dbAt, hertzAt, xOf, yOf, type CurveSize } from './curve-scale';
import { numberParam, type Band } from './curves';
import { beginParams, setParams } from './edit';

const SIZE = 24;
/** What a notch of the wheel turns Q by: a share of its travel. */
const Q_STEP = 0.03;

type Props = {
  owner: RackOwner;
  effect: Effect;
  name: string;
  band: Band;
  size: CurveSize;
  selected: boolean;
  onSelect: () => void;
};
type Axis = { key: string; spec: NumberParam; value: number };
type Drag = {
  x: number;
  y: number;
  across: number;
  up: number;
  gesture: ReturnType<typeof beginParams> | null;
};

const never: NumberParam = {
  kind: 'number',
  label: '',
  unit: '',
  min: 0,
  max: 1,
  default: 0,
  scale: 'linear',
  decimals: 0,
  structural: false,
};

/** A parameter as it stands now: moved by its lane, or under a hand. */
function useAxis(owner: RackOwner, effect: Effect, key: string | null): Axis | null {
  const spec = key === null ? null : numberParam(effect.type, key);
  const value = key !== null && spec ? Number(paramValue(spec, effect.params[key])) : 0;
  const shown = useAutomated(owner, `effect:${effect.id}:${key ?? ''}`, spec ?? never, value);
  return key !== null && spec ? { key, spec, value: shown.value } : null;
}

/** A point of the curve: dragged, moved with the arrow keys, its Q turned with the wheel. */
export function CurveHandle({ owner, effect, name, band, size, selected, onSelect }: Props) {
  const drag = useRef<Drag | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const frequency = useAxis(owner, effect, band.frequency);
  const gain = useAxis(owner, effect, band.gain);
  const q = useAxis(owner, effect, band.q);
  useEffect(() => () => drag.current?.gesture?.cancel(), []);

  const label = `${name}, ${band.label}`;
  const change = ({ key }: Axis, value: number, what = label): void =>
    setParams(owner, effect.id, { [key]: value }, what, `${effect.id} ${key}`);

  const onWheel = (event: globalThis.WheelEvent): void => {
    if (!q || event.deltaY === 0 || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect();
    const share = toFraction(q.spec, q.value) - Math.sign(event.deltaY) * Q_STEP;
    change(q, fromFraction(q.spec, share), `${label} Q`);
  };
  // After every render, for the values it then has; React itself listens passively, and the rack would scroll.
  useEffect(() => {
    const element = box.current;
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  });

  if (!frequency) return null;
  const isOff = band.off !== null && frequency.value === band.off;
  const reset = (): void => {
    if (gain) change(gain, 0, `${label}: flat`);
    else if (band.off !== null) change(frequency, band.off, `${label}: off`);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    onSelect();
    if (event.ctrlKey || event.metaKey || event.altKey) {
      reset();
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      x: event.clientX,
      y: event.clientY,
      across: xOf(size, frequency.value),
      up: yOf(size, gain?.value ?? 0),
      gesture: null,
    };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const current = drag.current;
    if (!current) return;
    const fine = event.shiftKey ? 0.1 : 1;
    const [dx, dy] = [event.clientX - current.x, event.clientY - current.y];
    if (!current.gesture && Math.hypot(dx, dy) < 3) return;
    const keys = [frequency.key, ...(gain ? [gain.key] : [])];
    current.gesture ??= beginParams(owner, effect.id, keys, label);
    Object.assign(current, { x: event.clientX, y: event.clientY });
    current.across += dx * fine;
    current.up += dy * fine;
    current.gesture.preview({
      [frequency.key]: roundTo(frequency.spec, hertzAt(size, current.across)),
      ...(gain && { [gain.key]: roundTo(gain.spec, dbAt(size, current.up)) }),
    });
  };
  const end = (how: 'commit' | 'cancel') => (): void => {
    const ended = drag.current;
    drag.current = null;
    ended?.gesture?.[how]();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = (axis: Axis, direction: 1 | -1): void =>
      change(axis, stepped(axis.spec, axis.value, direction, event.shiftKey ? 'fine' : 'normal'));
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && drag.current) end('cancel')();
    else if (event.key === 'ArrowLeft') step(frequency, -1);
    else if (event.key === 'ArrowRight') step(frequency, 1);
    else if (event.key === 'ArrowUp' && gain) step(gain, 1);
    else if (event.key === 'ArrowDown' && gain) step(gain, -1);
    else if (event.key === 'PageUp' && q) step(q, 1);
    else if (event.key === 'PageDown' && q) step(q, -1);
    else if (event.key === 'Delete' || event.key === 'Backspace') reset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const figures = [
    isOff ? 'off' : formatValue(frequency.spec, frequency.value),
    ...(gain ? [formatValue(gain.spec, gain.value)] : []),
    ...(q ? [`Q ${formatValue(q.spec, q.value)}`] : []),
  ].join(', ');
  const inside = (place: number, length: number): number => Math.min(length - 9, Math.max(9, place));
  return (
    <Box
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={(gain ?? frequency).spec.min}
      aria-valuemax={(gain ?? frequency).spec.max}
      aria-valuenow={(gain ?? frequency).value}
      aria-valuetext={figures}
      title={`${band.label}: ${figures}.${q ? ' Wheel: Q.' : ''} Double-click: ${gain ? 'flat' : 'off'}.`}
      onFocus={onSelect}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end('commit')}
      onPointerCancel={end('cancel')}
      onKeyDown={onKeyDown}
      onDoubleClick={reset}
      style={{
        left: inside(xOf(size, frequency.value), size.width) - SIZE / 2,
        top: inside(yOf(size, gain?.value ?? 0), size.height) - SIZE / 2,
        zIndex: selected ? 1 : 0,
      }}
      sx={{
        position: 'absolute',
        width: SIZE,
        height: SIZE,
        borderRadius: '50%',
        cursor: 'grab',
        touchAction: 'none',
        display: 'grid',
        placeItems: 'center',
        '&:active': { cursor: 'grabbing' },
      }}
    >
      <Box
        aria-hidden="true"
        sx={{
          width: 16,
          height: 16,
          boxSizing: 'border-box',
          borderRadius: '50%',
          border: `1.5px solid ${colours.accent}`,
          bgcolor: selected ? colours.accent : isOff ? 'transparent' : colours.accentDim,
          color: selected ? colours.onAccent : colours.text,
          fontSize: 9.5,
          fontWeight: 650,
          lineHeight: '13px',
          textAlign: 'center',
          opacity: isOff && !selected ? 0.7 : 1,
        }}
      >
        {band.mark}
      </Box>
    </Box>
  );
}
