import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { resetMeters } from './reset';
import { targets, useMeterSettings } from './settings';

/** What loudness is aimed at, and starting anew. */
export function MetersToolbar() {
  const { target, resetOnPlay } = useMeterSettings();
  return (
    <>
      <Select
        value={target}
        onChange={(event) => useMeterSettings.setState({ target: event.target.value })}
        inputProps={{ 'aria-label': 'Target loudness in LUFS' }}
        sx={{ height: 26, fontSize: 12, '& .MuiSelect-select': { py: '3px' } }}
      >
        {targets.map(({ lufs, label }) => (
          <MenuItem key={lufs} value={lufs}>
            {label}
          </MenuItem>
        ))}
      </Select>
      <Button onClick={resetMeters}>Reset</Button>
      <FormControlLabel
        label="Reset when playing begins"
        control={
          <Checkbox
            checked={resetOnPlay}
            onChange={(event) => useMeterSettings.setState({ resetOnPlay: event.target.checked })}
          />
        }
        sx={{ '& .MuiFormControlLabel-label': { fontSize: 12 } }}
      />
    </>
  );
}
