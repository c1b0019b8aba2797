import { useState, type DragEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { carriesFiles } from '../import/drop';
import { importFiles } from '../import/files';
import { RowList } from '../ui/RowList';
import { colours } from '../ui/theme';
import { Filters } from './Filters';
import { LIBRARY_ROW_HEIGHT, LibraryRow } from './LibraryRow';
import { everything, useLibrary, useQuery } from './list';

function Nothing() {
  const query = useQuery();
  const narrowed = (Object.keys(everything) as (keyof typeof everything)[]).some(
    (key) => key !== 'sort' && query[key] !== everything[key],
  );
  return (
    <Box sx={{ p: 1.5 }}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {narrowed
          ? 'No sound matches. Search by words of the prompt, the name or the seed.'
          : 'Every sound you generate is kept here. Drop audio files here to import them.'}
      </Typography>
      {narrowed && (
        <Button sx={{ mt: 1 }} variant="outlined" onClick={() => useQuery.setState(everything)}>
          Show all
        </Button>
      )}
    </Box>
  );
}

/** Every sound made, imported or kept on this machine. Files dropped here are imported. */
export function LibraryPanel() {
  const { found, error, refresh } = useLibrary();
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!carriesFiles(event.nativeEvent)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    if (!carriesFiles(event.nativeEvent)) return;
    event.preventDefault();
    setOver(false);
    void importFiles([...event.dataTransfer.files]);
  };
  return (
    <Box
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        boxShadow: over ? `inset 0 0 0 2px ${colours.accent}` : 'none',
      }}
    >
      <Filters />
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
      {found?.length === 0 && <Nothing />}
      <RowList
        label="Sounds in the library"
        items={found ?? []}
        keyOf={(sound) => sound.id}
        rowHeight={LIBRARY_ROW_HEIGHT}
        row={(sound) => <LibraryRow sound={sound} />}
      />
    </Box>
  );
}
