import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AppError } from '../../preload/contract/errors';

/** Shown instead of the studio when main could not say what to open. */
export function LaunchFailure({ error }: { error: AppError }) {
  return (
    <Box
      role="alert"
      sx={{ height: '100%', display: 'grid', placeContent: 'center', justifyItems: 'start', gap: 1, p: 4 }}
    >
      <Typography variant="h1">The studio could not start</Typography>
      <Typography data-selectable>{error.message}</Typography>
      {error.remedy !== undefined && <Typography sx={{ color: 'text.secondary' }}>{error.remedy}</Typography>}
      <Button variant="outlined" onClick={() => location.reload()} sx={{ mt: 1 }}>
        Try again
      </Button>
    </Box>
  );
}
