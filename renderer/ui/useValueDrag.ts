import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import {
  fromFraction,
  stepped,
  toFraction,
  type ValueEdit,
  type ValueGesture,
  type ValueRange,
} from './valueRange';

type Drag = { pointerId: number; fraction: number; last: number; gesture: ValueGesture | null };

type Options = {
  range: ValueRange;
  value: number;
  edit: ValueEdit;
  /** CSS pixels for the whole travel */
  travel?: number;
  axis?: 'vertical' | 'horizontal';
  disabled?: boolean;
  /** a press that became no drag */
  onPress?: () => void;
  /** false: the wheel scrolls what the control stands in */
  wheel?: boolean;
};

/** Pixels before a press counts as a drag. */
const DEAD_ZONE = 3;
/** The wheel has come to rest, in milliseconds: what it turned until then is one step. */
const WHEEL_REST = 400;

type Turn = { value: number; gesture: ValueGesture; timer: ReturnType<typeof setTimeout> };

/**
 * What makes any element a value control: drag (Shift: ten times finer), wheel (Shift: fine), Ctrl- or Alt-click and
 * double-click for the default, arrow keys, Page and Home/End, Delete for the default, Escape to take a drag back.
 */
export function useValueDrag<Element extends HTMLElement = HTMLElement>({
  range,
  value,
  edit,
  travel = 180,
  axis = 'vertical',
  disabled,
  onPress,
  wheel = true,
}: Options) {
  const ref = useRef<Element>(null);
  const drag = useRef<Drag | null>(null);
  const turn = useRef<Turn | null>(null);

  const endTurn = (): void => {
    const ended = turn.current;
    turn.current = null;
    if (!ended) return;
    clearTimeout(ended.timer);
    ended.gesture.commit();
  };

  // A control that disappears while it is dragged (its track was removed) must not leave a gesture open.
  useEffect(
    () => () => {
      drag.current?.gesture?.cancel();
      clearTimeout(turn.current?.timer);
      turn.current?.gesture.commit();
    },
    [],
  );

  const onWheel = (event: globalThis.WheelEvent): void => {
    // With Ctrl it zooms, and Shift turns it sideways.
    const along = event.shiftKey ? event.deltaX || event.deltaY : event.deltaY;
    if (disabled || event.ctrlKey || event.metaKey || along === 0 || drag.current) return;
    event.preventDefault();
    event.stopPropagation();
    const before = turn.current;
    const from = before ? before.value : value;
    const next = stepped(range, from, along < 0 ? 1 : -1, event.shiftKey ? 'fine' : 'normal');
    if (!before && next === from) return;
    clearTimeout(before?.timer);
    const gesture = before?.gesture ?? edit.begin();
    gesture.preview(next);
    turn.current = { value: next, gesture, timer: setTimeout(endTurn, WHEEL_REST) };
  };
  // After every render, for the value it then has: the element may be another one, too. React itself listens passively,
  // and the panel would scroll as well.
  useEffect(() => {
    const element = ref.current;
    if (!element || !wheel) return;
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  const reset = (): void => {
    endTurn();
    if (!disabled && value !== range.default) edit.set(range.default, 'typed');
  };

  const along = (event: PointerEvent): number => (axis === 'vertical' ? -event.clientY : event.clientX);

  const onPointerDown = (event: PointerEvent<HTMLElement | SVGElement>): void => {
    if (disabled || event.button !== 0) return;
    endTurn();
    if (event.ctrlKey || event.metaKey || event.altKey) {
      reset();
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      pointerId: event.pointerId,
      fraction: toFraction(range, value),
      last: along(event),
      gesture: null,
    };
  };

  const onPointerMove = (event: PointerEvent): void => {
    const current = drag.current;
    if (!current || current.pointerId !== event.pointerId) return;
    const delta = along(event) - current.last;
    if (!current.gesture) {
      if (Math.abs(delta) < DEAD_ZONE) return;
      current.gesture = edit.begin();
    }
    current.last = along(event);
    current.fraction = Math.min(
      1,
      Math.max(0, current.fraction + delta / (travel * (event.shiftKey ? 10 : 1))),
    );
    current.gesture.preview(fromFraction(range, current.fraction));
  };

  const end = (how: 'commit' | 'cancel'): void => {
    const current = drag.current;
    drag.current = null;
    current?.gesture?.[how]();
  };

  const onPointerUp = (): void => {
    if (!drag.current) return;
    const pressed = drag.current.gesture === null;
    end('commit');
    if (pressed) onPress?.();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const size = event.shiftKey ? 'fine' : 'normal';
    const next = ((): number | null => {
      switch (event.key) {
        case 'ArrowUp':
        case 'ArrowRight':
          return stepped(range, value, 1, size);
        case 'ArrowDown':
        case 'ArrowLeft':
          return stepped(range, value, -1, size);
        case 'PageUp':
          return stepped(range, value, 1, 'large');
        case 'PageDown':
          return stepped(range, value, -1, 'large');
        case 'Home':
          return range.min;
        case 'End':
          return range.max;
        case 'Delete':
        case 'Backspace':
          return range.default;
        default:
          return null;
      }
    })();
    if (event.key === 'Escape' && drag.current) {
      end('cancel');
      event.stopPropagation();
    } else if (next !== null) {
      event.preventDefault();
      event.stopPropagation();
      endTurn();
      if (next !== value) edit.set(next, 'key');
    }
  };

  return {
    ref,
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: () => end('cancel'),
    onKeyDown,
    onDoubleClick: reset,
  };
}
