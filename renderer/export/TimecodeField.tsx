import OutlinedInput from '@mui/material/OutlinedInput';
import { useState } from 'react';
import type { ExportOptions } from '../../preload/contract/export';
import { parseTimecode } from '../../preload/contract/timecode';
import { tabular } from '../ui/theme';
import { Pick } from './Row';

const rates = [
  { value: '23.976', label: '23.976 fps' },
  { value: '24', label: '24 fps' },
  { value: '25', label: '25 fps' },
  { value: '29.97', label: '29.97 fps' },
  { value: '29.97df', label: '29.97 fps, drop frame' },
  { value: '30', label: '30 fps' },
] as const;

type Props = {
  timecode: ExportOptions['timecode'];
  onChange: (timecode: ExportOptions['timecode']) => void;
};

/** The time code at which the project begins; what is none is put back when the field is left. */
export function TimecodeField({ timecode, onChange }: Props) {
  const { start, rate } = timecode;
  const [typing, setTyping] = useState<string | null>(null);
  const wrong = typing !== null && parseTimecode(typing, rate) === null;
  const accept = (): void => {
    const read = typing === null ? null : parseTimecode(typing, rate);
    if (read !== null) onChange({ ...timecode, start: read });
    setTyping(null);
  };
  return (
    <>
      <OutlinedInput
        size="small"
        value={typing ?? start}
        error={wrong}
        inputProps={{
          'aria-label': 'Time code of the project’s start',
          'aria-invalid': wrong,
          maxLength: 11,
        }}
        sx={{ width: 112, ...tabular }}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={accept}
        onKeyDown={(event) => {
          if (event.key === 'Enter') accept();
        }}
      />
      <Pick
        label="Frame rate of the time code"
        value={rate}
        options={rates}
        // A label that the other rate does not have means nothing there.
        onChange={(next) => onChange({ start: parseTimecode(start, next) ?? '00:00:00:00', rate: next })}
      />
    </>
  );
}
