import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import SearchIcon from '@mui/icons-material/SearchRounded';
import StarIcon from '@mui/icons-material/StarRounded';
import { useSounds } from '../state/sounds';
import { RowList } from '../ui/RowList';
import { colours } from '../ui/theme';
import { LIBRARY_ROW_HEIGHT, LibraryRow } from './LibraryRow';
import { useLibrary } from './list';

/** Every sound made or kept on this machine. */
export function LibraryPanel() {
  const [search, setSearch] = useState('');
  const [starredOnly, setStarredOnly] = useState(false);
  const { ids, error, refresh } = useLibrary(search, starredOnly);
  const sounds = useSounds((state) => state.sounds);
  const shown = (ids ?? []).flatMap((id) => {
    const sound = sounds[id];
    return sound && (!starredOnly || sound.starred) ? [sound] : [];
  });
  return (
    <>
      <Box sx={{ flex: 'none', display: 'flex', gap: 1, p: 1.5, borderBottom: 1, borderColor: 'divider' }}>
        <TextField
          fullWidth
          placeholder="Search the library"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
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
        <Tooltip title="Starred only">
          <ToggleButton
            value="starred"
            selected={starredOnly}
            onChange={() => setStarredOnly(!starredOnly)}
            aria-label="Starred only"
            sx={{ px: 0.75 }}
          >
            <StarIcon sx={{ color: starredOnly ? colours.star : 'inherit' }} />
          </ToggleButton>
        </Tooltip>
      </Box>
      {error && (
        <Alert
          severity="error"
          variant="outlined"
          sx={{ m: 1.5 }}
          action={<Button onClick={refresh}>Try again</Button>}
        >
          {error.message} {error.remedy}
        </Alert>
      )}
      {ids !== null && shown.length === 0 && (
        <Typography variant="body2" sx={{ p: 1.5, color: 'text.secondary' }}>
          {search !== '' || starredOnly
            ? 'No sound matches. Search by words of the prompt, or show all.'
            : 'Every sound you generate is kept here.'}
        </Typography>
      )}
      <RowList
        label="Sounds in the library"
        items={shown}
        keyOf={(sound) => sound.id}
        rowHeight={LIBRARY_ROW_HEIGHT}
        row={(sound) => <LibraryRow sound={sound} />}
      />
    </>
  );
}
