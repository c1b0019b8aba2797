import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useForm } from './form';
import { focusTakes } from './focus';
import { generateFromForm } from './jobs';

const examples = [
  'heavy rain on a tin roof',
  'distant thunder rolling over hills',
  'slow footsteps on gravel',
  'crackling campfire at night',
  'waves on a pebble beach',
  'a dog barking in a yard',
  'old clock ticking in a quiet room',
  'strong wind through pine trees',
];

/** What the panel says before anything was made: what to write, and how to go on. */
export function Examples() {
  return (
    <Box sx={{ p: 1.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography variant="overline" component="h2">
        Try one of these
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, mx: -1 }}>
        {examples.map((prompt) => (
          <li key={prompt}>
            <ButtonBase
              onClick={() => {
                useForm.setState({ prompt });
                if (generateFromForm()) focusTakes();
              }}
              sx={{
                width: '100%',
                justifyContent: 'flex-start',
                textAlign: 'left',
                px: 1,
                minHeight: 28,
                fontSize: 13,
                borderRadius: 1,
                color: 'text.secondary',
                '&:hover': { bgcolor: 'action.hover', color: 'text.primary' },
              }}
            >
              {prompt}
            </ButtonBase>
          </li>
        ))}
      </Box>
      <Typography variant="body2" sx={{ mt: 1.5, color: 'text.secondary' }}>
        <kbd>1</kbd> to <kbd>8</kbd> play the takes, <kbd>P</kbd> places the one you heard last at the
        playhead. Or drag it onto a track.
      </Typography>
    </Box>
  );
}
