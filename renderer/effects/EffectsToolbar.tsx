import Box from '@mui/material/Box';
import { rackOf } from '../state/racks';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { AddEffect } from './AddEffect';
import { ChainMenu } from './ChainMenu';
import { ModulateMenu } from './ModulateMenu';

/** Whose rack is shown, and what goes into it. */
export function EffectsToolbar() {
  const owner = useView((view) => view.selectedTrackId);
  const name = useDocument((document) =>
    owner === 'master' ? 'Master' : document.tracks.find(({ id }) => id === owner)?.name,
  );
  const colour = useDocument((document) => document.tracks.find(({ id }) => id === owner)?.colour);
  const effects = useDocument((document) => (owner === null ? null : rackOf(document, owner)));
  const frozen = useDocument((document) => Boolean(document.tracks.find(({ id }) => id === owner)?.frozen));
  if (owner === null || name === undefined || effects === null) return null;
  return (
    <>
      <Box
        sx={{ width: 8, height: 8, borderRadius: '50%', bgcolor: colour ?? colours.textDim, flex: 'none' }}
      />
      <Box
        component="h2"
        title={name}
        sx={{
          m: 0,
          fontSize: 12.5,
          fontWeight: 600,
          minWidth: 0,
          maxWidth: 320,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {name}
      </Box>
      {!frozen && (
        <Box sx={{ flex: 'none', display: 'flex' }}>
          <AddEffect owner={owner} />
          <ChainMenu owner={owner} effects={effects} />
          <ModulateMenu owner={owner} />
        </Box>
      )}
    </>
  );
}
