import { memo } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import Tooltip from '@mui/material/Tooltip';
import ImportIcon from '@mui/icons-material/FileDownloadOutlined';
import SearchIcon from '@mui/icons-material/SearchRounded';
import StarIcon from '@mui/icons-material/StarRounded';
import type { SoundOrigin, SoundSort } from '../../preload/contract/library';
import { chooseFiles, importFiles } from '../import/files';
import { colours } from '../ui/theme';
import { useQuery } from './list';

const origins: Record<SoundOrigin, string> = {
  all: 'All',
  generated: 'Generated',
  recorded: 'Imported',
  bounced: 'Bounced',
  frozen: 'Frozen',
};
const sorts: Record<SoundSort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  name: 'By name',
  longest: 'Longest first',
  shortest: 'Shortest first',
  loudest: 'Loudest first',
};

const select = { minWidth: 0, height: 28, fontSize: 12, '& .MuiSelect-select': { py: 0, pl: 1 } } as const;

function Choice<T extends string>({
  label,
  value,
  names,
  onChoose,
}: {
  label: string;
  value: T;
  names: Record<T, string>;
  onChoose: (value: T) => void;
}) {
  return (
    <Select
      value={value}
      onChange={(event) => onChoose(event.target.value as T)}
      slotProps={{ input: { 'aria-label': label } }}
      sx={select}
    >
      {(Object.keys(names) as T[]).map((key) => (
        <MenuItem key={key} value={key}>
          {names[key]}
        </MenuItem>
      ))}
    </Select>
  );
}

/** Search, filters and order of the library, and the way in for files. */
export const Filters = memo(function Filters() {
  const { search, starredOnly, origin, used, sort } = useQuery();
  return (
    <Box
      sx={{
        flex: 'none',
        display: 'grid',
        // Not wider than the panel: long names of choices are cut off.
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 1,
        p: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', gap: 1 }}>
        <TextField
          fullWidth
          placeholder="Search by prompt, name or seed"
          value={search}
          onChange={(event) => useQuery.setState({ search: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') useQuery.setState({ search: '' });
          }}
          slotProps={{
            htmlInput: { 'aria-label': 'Search the library', maxLength: 200, type: 'search' },
            input: {
              sx: { pl: 1 },
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon sx={{ color: colours.textFaint }} />
                </InputAdornment>
              ),
            },
          }}
        />
        <Tooltip title="Import audio files into the library">
          <IconButton
            aria-label="Import audio files into the library"
            onClick={() => void chooseFiles().then(importFiles)}
          >
            <ImportIcon />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center' }}>
        <Tooltip title="Starred only">
          <ToggleButton
            value="starred"
            selected={starredOnly}
            onChange={() => useQuery.setState({ starredOnly: !starredOnly })}
            aria-label="Starred only"
            sx={{ px: 0.5, height: 28 }}
          >
            <StarIcon sx={{ fontSize: 17, color: starredOnly ? colours.star : 'inherit' }} />
          </ToggleButton>
        </Tooltip>
        <Tooltip title="Only sounds of this project">
          <ToggleButton
            value="used"
            selected={used}
            onChange={() => useQuery.setState({ used: !used })}
            sx={{ px: 1, height: 28, fontSize: 12 }}
          >
            Used
          </ToggleButton>
        </Tooltip>
        <Choice
          label="Where sounds come from"
          value={origin}
          names={origins}
          onChoose={(chosen) => useQuery.setState({ origin: chosen })}
        />
        <Box sx={{ flex: 1 }} />
        <Choice
          label="Order"
          value={sort}
          names={sorts}
          onChoose={(chosen) => useQuery.setState({ sort: chosen })}
        />
      </Box>
    </Box>
  );
});
