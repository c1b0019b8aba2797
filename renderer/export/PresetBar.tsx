import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import ListSubheader from '@mui/material/ListSubheader';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import type { ExportOptions } from '../../preload/contract/export';
import { changeSettings, useSettings } from '../state/inference';
import { factoryPresets, presetOf } from './presets';

type Props = { options: ExportOptions; onChoose: (options: ExportOptions) => void };

/** Settings of the dialog under a name: chosen, saved and deleted. */
export function PresetBar({ options, onChoose }: Props) {
  const own = useSettings((state) => state.settings?.exportPresets) ?? [];
  const [naming, setNaming] = useState<string | null>(null);
  const all = [...own, ...factoryPresets];
  const current = presetOf(options, all);
  const currentIsOwn = current !== undefined && own.includes(current);

  const save = (): void => {
    const name = naming?.trim() ?? '';
    setNaming(null);
    if (name === '') return;
    const kept = own.filter((each) => each.name !== name);
    void changeSettings({ exportPresets: [...kept, { name, options }] });
  };

  if (naming !== null) {
    return (
      <Box sx={{ display: 'flex', gap: 0.5 }}>
        <OutlinedInput
          autoFocus
          size="small"
          value={naming}
          placeholder="Name of the preset"
          inputProps={{ 'aria-label': 'Name of the preset', maxLength: 60 }}
          onChange={(event) => setNaming(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') save();
            if (event.key === 'Escape') setNaming(null);
          }}
        />
        <Button onClick={save}>Save</Button>
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <Select
        displayEmpty
        value={current?.name ?? ''}
        renderValue={(name) => (name === '' ? 'Preset' : name)}
        SelectDisplayProps={{ 'aria-label': 'Preset' }}
        sx={{ minWidth: 150 }}
        onChange={(event) => {
          const chosen = all.find(({ name }) => name === event.target.value);
          if (chosen) onChoose(chosen.options);
        }}
      >
        {own.length > 0 && (
          <ListSubheader sx={{ lineHeight: 2.2, bgcolor: 'transparent' }}>Yours</ListSubheader>
        )}
        {own.map(({ name }) => (
          <MenuItem key={`own ${name}`} value={name}>
            {name}
          </MenuItem>
        ))}
        {own.length > 0 && (
          <ListSubheader sx={{ lineHeight: 2.2, bgcolor: 'transparent' }}>Studio</ListSubheader>
        )}
        {factoryPresets.map(({ name }) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </Select>
      {currentIsOwn ? (
        <Tooltip title="Delete this preset">
          <IconButton
            aria-label={`Delete the preset ${current.name}`}
            onClick={() => void changeSettings({ exportPresets: own.filter((each) => each !== current) })}
          >
            <DeleteOutlined />
          </IconButton>
        </Tooltip>
      ) : (
        current === undefined && <Button onClick={() => setNaming('')}>Save…</Button>
      )}
    </Box>
  );
}
