import Box from '@mui/material/Box';
import { meterFraction, METER_LAMP } from './Meter';
import { colours, tabular } from './theme';

/** In the order in which they get room, in dBFS. */
const marks = [0, -60, -12, -24, -6, -40, -18, -3, -30] as const;
/** CSS pixels between two figures */
const LEAST_GAP = 15;

/** The figures that fit beside a meter of so many pixels, each with its place from the lower end. */
export function meterMarks(length: number): { db: number; at: number }[] {
  const bar = length - METER_LAMP;
  const shown: { db: number; at: number }[] = [];
  for (const db of marks) {
    const at = meterFraction(db) * bar;
    if (shown.every((other) => Math.abs(other.at - at) >= LEAST_GAP)) shown.push({ db, at });
  }
  return shown;
}

/** The decibels beside a standing meter, each with a tick at its level. */
export function MeterScale({ length }: { length: number }) {
  return (
    <Box aria-hidden="true" sx={{ position: 'relative', width: 18, height: length, flex: 'none' }}>
      {meterMarks(length).map(({ db, at }) => (
        <Box
          key={db}
          component="span"
          sx={{
            position: 'absolute',
            left: 0,
            bottom: Math.max(0, at - 6),
            fontSize: 9.5,
            lineHeight: '12px',
            color: db === 0 ? colours.text : colours.textFaint,
            ...tabular,
          }}
        >
          {Math.abs(db)}
        </Box>
      ))}
    </Box>
  );
}
