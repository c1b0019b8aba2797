import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import type { LoudnessReading } from '../audio/metering/loudness';
import { player } from '../audio/player';
import { formatFigure } from '../ui/format';
import { onReadoutFrame } from '../ui/frames';
import { RunningText, writeText } from '../ui/RunningText';
import { colours } from '../ui/theme';
import { useMeterSettings } from './settings';

export type Figure = {
  key: keyof LoudnessReading;
  label: string;
  /** for the tooltip and the screen reader */
  name: string;
  unit: string;
};

export const figures = {
  momentary: { key: 'momentary', label: 'M', name: 'Momentary loudness (0.4 s)', unit: 'LUFS' },
  shortTerm: { key: 'shortTerm', label: 'S', name: 'Short-term loudness (3 s)', unit: 'LUFS' },
  integrated: { key: 'integrated', label: 'I', name: 'Integrated loudness', unit: 'LUFS' },
  range: { key: 'range', label: 'LRA', name: 'Loudness range', unit: 'LU' },
  truePeak: { key: 'truePeakDb', label: 'TP', name: 'Highest true peak', unit: 'dBTP' },
  maxMomentary: { key: 'maxMomentary', label: 'M max', name: 'Highest momentary loudness', unit: 'LUFS' },
  maxShortTerm: { key: 'maxShortTerm', label: 'S max', name: 'Highest short-term loudness', unit: 'LUFS' },
} as const satisfies Record<string, Figure>;

/** True peaks above this may clip in a converter or a codec: the ceiling of EBU R 128. */
const CEILING_DBTP = -1;
/** Integrated loudness within this of the target is on it: R 128's tolerance for live programmes, in LU. */
const TOLERANCE = 1;

function colourOf(key: keyof LoudnessReading, value: number, target: number): string {
  if (key === 'truePeakDb') return value > CEILING_DBTP ? colours.error : colours.text;
  if (key !== 'integrated' || !Number.isFinite(value)) return colours.text;
  if (Math.abs(value - target) <= TOLERANCE) return colours.success;
  return value > target ? colours.error : colours.text;
}

/** Of a range there is nothing to say before there is a loudness. */
const textOf = (key: keyof LoudnessReading, reading: LoudnessReading): string => {
  if (key !== 'range') return formatFigure(reading[key]);
  return Number.isFinite(reading.integrated) ? reading.range.toFixed(1) : '–';
};

type Props = { shown: readonly Figure[]; large?: boolean };

/** What the loudness meter reads, as figures. Written past React. */
export function Figures({ shown, large = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const elements = [...(box.current?.querySelectorAll<HTMLElement>('[data-value]') ?? [])];
    let [written, aimed]: [LoudnessReading | null, number] = [null, NaN];
    return onReadoutFrame(() => {
      const reading = player.loudness();
      const { target } = useMeterSettings.getState();
      // There is a new one ten times a second.
      if (reading === written && target === aimed) return;
      [written, aimed] = [reading, target];
      shown.forEach(({ key }, index) => {
        const element = elements[index];
        if (!element) return;
        writeText(element, textOf(key, reading));
        element.style.color = colourOf(key, reading[key], target);
      });
    });
  }, [shown]);
  return (
    <Box
      ref={box}
      sx={
        large
          ? { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 1.5, rowGap: '2px' }
          : { display: 'flex', flexDirection: 'column', gap: '1px' }
      }
    >
      {shown.map(({ key, label, name, unit }) => (
        <Box
          key={key}
          title={`${name}, ${unit}`}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 0.5,
            minWidth: 0,
          }}
        >
          <Box component="span" aria-hidden="true" sx={{ fontSize: 10.5, color: colours.textFaint }}>
            {label}
          </Box>
          <RunningText
            role="status"
            aria-label={`${name} in ${unit}`}
            sx={{
              flex: 1,
              height: large ? 24 : 16,
              textAlign: 'right',
              fontSize: large ? 16 : 11.5,
              lineHeight: large ? '24px' : '16px',
              fontWeight: 500,
            }}
          />
        </Box>
      ))}
    </Box>
  );
}

const compact = [figures.momentary, figures.shortTerm, figures.integrated, figures.truePeak];

/** Loudness beside the master's fader. */
export function CompactLoudness() {
  return (
    <Box sx={{ flex: 'none', minWidth: 0, overflow: 'hidden' }}>
      <Box sx={{ fontSize: 10.5, lineHeight: '16px', color: colours.textFaint }}>LUFS</Box>
      <Figures shown={compact} />
    </Box>
  );
}
