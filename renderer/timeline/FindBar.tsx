import CloseIcon from '@mui/icons-material/CloseRounded';
import DownIcon from '@mui/icons-material/KeyboardArrowDownRounded';
import UpIcon from '@mui/icons-material/KeyboardArrowUpRounded';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { colours, tabular } from '../ui/theme';
import { closeFind, FIND_FIELD, goToFound, selectFound, setQuery, useFind } from './find';

/** The search among the clips, over the corner of the lanes: Enter goes to the next one, Shift+Enter back. */
export function FindBar() {
  const { query, found, current } = useFind();
  if (query === null) return null;
  const ids = [...(found ?? [])];
  const at = current === null ? 0 : ids.indexOf(current) + 1;
  const count = found === null ? '' : at > 0 ? `${at} of ${ids.length}` : `${ids.length}`;
  return (
    <Box
      role="search"
      aria-label="Find clips"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        closeFind();
        event.preventDefault();
        event.stopPropagation();
      }}
      sx={{
        position: 'absolute',
        top: 8,
        right: 12,
        zIndex: 3,
        display: 'flex',
        alignItems: 'center',
        gap: '2px',
        p: '4px 4px 4px 10px',
        borderRadius: 1,
        border: `1px solid ${colours.outline}`,
        bgcolor: colours.raised,
        boxShadow: '0 4px 16px rgba(0, 0, 0, 0.5)',
      }}
    >
      <InputBase
        autoFocus
        value={query}
        placeholder="Name, prompt, seed or model"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          goToFound(event.shiftKey ? -1 : 1);
          event.preventDefault();
          event.stopPropagation();
        }}
        slotProps={{ input: { id: FIND_FIELD, 'aria-label': 'Words of name, prompt, seed or model' } }}
        sx={{ width: 210, fontSize: 12.5 }}
      />
      <Box
        role="status"
        sx={{ minWidth: 52, textAlign: 'right', pr: '4px', fontSize: 12, color: colours.textDim, ...tabular }}
      >
        {found !== null && ids.length === 0 ? 'None' : count}
      </Box>
      <IconButton aria-label="Previous found clip" disabled={ids.length === 0} onClick={() => goToFound(-1)}>
        <UpIcon sx={{ fontSize: 17 }} />
      </IconButton>
      <IconButton aria-label="Next found clip" disabled={ids.length === 0} onClick={() => goToFound(1)}>
        <DownIcon sx={{ fontSize: 17 }} />
      </IconButton>
      <Button size="small" disabled={ids.length === 0} onClick={selectFound} sx={{ minHeight: 24, py: 0 }}>
        Select all
      </Button>
      <IconButton aria-label="Close the search" onClick={closeFind}>
        <CloseIcon sx={{ fontSize: 15 }} />
      </IconButton>
    </Box>
  );
}
