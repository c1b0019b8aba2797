import Box from '@mui/material/Box';
import type { RackOwner } from '../document/operations';
import { useAutomated } from '../state/automated-value';
import { volumeRange } from '../state/automation-targets';
import { Fader } from '../ui/Fader';
import { FaderScale } from '../ui/FaderScale';
import { Meter } from '../ui/Meter';
import { MeterScale } from '../ui/MeterScale';
import { PeakReadout } from '../ui/PeakReadout';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit } from '../ui/valueRange';

type Props = {
  owner: RackOwner;
  name: string;
  /** of the field to type in, for the screen reader */
  valueLabel: string;
  volumeDb: number;
  edit: ValueEdit;
  /** CSS pixels of its height, without the values below */
  length: number;
  meterWidth: number;
  colour?: string;
};

/** CSS pixels of the values below the fader, with the gap above them. */
export const VALUES_HEIGHT = 28;

/**
 * A standing fader with its scale, and the meter beside it with its own; below them what they stand at. The fader
 * follows its automation lane: only this renders again while it does.
 */
export function StripFader({ owner, name, valueLabel, volumeDb, edit, length, meterWidth, colour }: Props) {
  const { value, automated } = useAutomated(owner, 'volume', volumeRange, volumeDb);
  return (
    <Box sx={{ flex: 'none', display: 'flex', flexDirection: 'column', gap: '4px' }}>
      <Box sx={{ display: 'flex', gap: '3px', flex: 'none' }}>
        <FaderScale range={volumeRange} length={length} />
        <Fader
          label={`Volume of ${name}`}
          range={volumeRange}
          value={value}
          edit={edit}
          orientation="vertical"
          length={length}
          {...(colour === undefined ? {} : { colour })}
        />
        <Meter
          owner={owner}
          label={`Level of ${name}`}
          orientation="vertical"
          length={length}
          thickness={meterWidth}
        />
        <MeterScale length={length} />
      </Box>
      <Box sx={{ display: 'flex', gap: '2px', width: 64 + meterWidth }}>
        <ValueField
          label={valueLabel}
          range={volumeRange}
          value={value}
          edit={edit}
          automated={automated}
          width={42}
          short
        />
        <PeakReadout owner={owner} label={`Highest peak of ${name}`} />
      </Box>
    </Box>
  );
}
