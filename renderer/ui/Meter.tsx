import { useEffect, useRef } from 'react';
import { player } from '../audio/player';
import { onMeterFrame } from './frames';
import { colours } from './theme';

type Props = {
  /** a track's id, or the master */
  owner: string | 'master';
  /** what it measures, for the screen reader: "Level of Rain" */
  label: string;
  orientation: 'vertical' | 'horizontal';
  /** CSS pixels along and across the bar */
  length: number;
  thickness: number;
};

/** CSS pixels at the end of the bar that the clip lamp takes, with the gap before it. */
export const METER_LAMP = 6;
const FLOOR_DB = -60;
const CEILING_DB = 6;
const WELL = '#0e1012';
const LAMP_OFF = '#2a1c1c';

/** Part of the bar at a level: 0 at −60 dBFS, 1 at +6. Steeper above −20, where mixing happens. */
export function meterFraction(db: number): number {
  if (db <= FLOOR_DB) return 0;
  if (db >= CEILING_DB) return 1;
  return db < -20 ? ((db - FLOOR_DB) / 40) * 0.45 : 0.45 + ((db + 20) / 26) * 0.55;
}

/** Its marks when nothing sounds: that is drawn by its style. */
const AT_REST = '0,0,0,0,0,0false';

const zones = [
  { to: -18, colour: '#4fa58f' },
  { to: -6, colour: '#8fbf6f' },
  { to: 0, colour: '#e5bd5c' },
  { to: CEILING_DB, colour: '#f0857d' },
];

/** What a meter looks like while nothing sounds, as a background: two wells and the lamp. */
function restingLook({
  orientation,
  length,
  thickness,
}: Pick<Props, 'orientation' | 'length' | 'thickness'>): string {
  const box = (colour: string, place: string, along: number, across: number): string =>
    `linear-gradient(${colour}, ${colour}) ${place} / ` +
    (orientation === 'vertical' ? `${across}px ${along}px` : `${along}px ${across}px`) +
    ' no-repeat';
  const bar = length - METER_LAMP;
  const lane = (thickness - 1) / 2;
  return [
    box(LAMP_OFF, orientation === 'vertical' ? 'left top' : 'right top', METER_LAMP - 1, thickness),
    box(WELL, 'left bottom', bar, lane),
    box(WELL, orientation === 'vertical' ? 'right bottom' : 'left top', bar, lane),
  ].join();
}

/**
 * Two channels side by side: RMS as the filled bar, the peak above it dimmed, the held peak as a line, and a lamp at
 * the end that stays lit after a clip until it is clicked. Draws only when something changed: until something sounds it
 * is no more than a background, not one more canvas that every frame of the window looks after.
 */
export function Meter({ owner, label, orientation, length, thickness }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const ratio = window.devicePixelRatio;
    element.width = Math.round((orientation === 'vertical' ? thickness : length) * ratio);
    element.height = Math.round((orientation === 'vertical' ? length : thickness) * ratio);
    let drawn = AT_REST;
    const held: [number, number] = [-Infinity, -Infinity];
    const heldSince: [number, number] = [0, 0];

    return onMeterFrame((now) => {
      const { peakDb, rmsDb, clipped } = player.level(owner);
      for (const channel of [0, 1] as const) {
        if (peakDb[channel] >= held[channel] || now - heldSince[channel] > 1500) {
          held[channel] = peakDb[channel];
          heldSince[channel] = now;
        }
      }
      const bar = length - METER_LAMP;
      const marks = [...peakDb, ...rmsDb, ...held].map((db) => Math.round(meterFraction(db) * bar * ratio));
      const state = `${marks.join()}${clipped}`;
      if (state === drawn) return;
      drawn = state;
      const paper = element.getContext('2d');
      if (!paper) return;

      paper.setTransform(1, 0, 0, 1, 0, 0);
      paper.clearRect(0, 0, element.width, element.height);
      // The bar is drawn lying; a standing one is the same picture turned.
      if (orientation === 'vertical') paper.setTransform(0, -ratio, ratio, 0, 0, element.height);
      else paper.setTransform(ratio, 0, 0, ratio, 0, 0);
      const lane = (thickness - 1) / 2;
      for (const channel of [0, 1] as const) {
        const y = channel * (lane + 1);
        paper.fillStyle = WELL;
        paper.fillRect(0, y, bar, lane);
        let from = 0;
        for (const zone of zones) {
          const to = meterFraction(zone.to) * bar;
          paper.fillStyle = zone.colour;
          const peakEnd = Math.min(to, meterFraction(peakDb[channel]) * bar);
          const rmsEnd = Math.min(to, meterFraction(rmsDb[channel]) * bar);
          paper.globalAlpha = 0.5;
          if (peakEnd > from) paper.fillRect(from, y, peakEnd - from, lane);
          paper.globalAlpha = 1;
          if (rmsEnd > from) paper.fillRect(from, y, rmsEnd - from, lane);
          from = to;
        }
        const hold = meterFraction(held[channel]) * bar;
        if (hold > 1) {
          paper.fillStyle = held[channel] > 0 ? '#f0857d' : colours.text;
          paper.fillRect(hold - 1, y, 1, lane);
        }
      }
      paper.fillStyle = clipped ? '#ff5d52' : LAMP_OFF;
      paper.fillRect(length - METER_LAMP + 1, 0, METER_LAMP - 1, thickness);
    });
  }, [owner, orientation, length, thickness]);

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${label}. Click to clear the clip lamp.`}
      onClick={() => player.resetClip(owner)}
      style={{
        width: orientation === 'vertical' ? thickness : length,
        height: orientation === 'vertical' ? length : thickness,
        background: restingLook({ orientation, length, thickness }),
        display: 'block',
        flex: 'none',
      }}
    />
  );
}
