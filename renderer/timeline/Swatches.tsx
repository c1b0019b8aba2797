import Box from '@mui/material/Box';
import { trackColours } from '../document/factory';
import { colours } from '../ui/theme';
import { MenuStrip } from './MenuStrip';

type Props = {
  /** closes the menu */
  close: () => void;
  onPick: (colour: string) => void;
  /** goes back to the track's colour */
  none?: () => void;
};

/** The colours of tracks and clips, as an entry of a menu. */
export function Swatches({ close, onPick, none }: Props) {
  const swatch = { width: 24, height: 24, p: 0, borderRadius: '3px', border: `1px solid ${colours.ground}` };
  return (
    <MenuStrip label="Colour">
      {trackColours.map((colour) => (
        <Box
          key={colour}
          component="button"
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label={`Colour ${colour}`}
          onClick={() => {
            close();
            onPick(colour);
          }}
          sx={{ ...swatch, bgcolor: colour, '&:hover': { borderColor: colours.text } }}
        />
      ))}
      {none && (
        <Box
          component="button"
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label="The track's colour"
          title="The track's colour"
          onClick={() => {
            close();
            none();
          }}
          sx={{ ...swatch, bgcolor: 'transparent', color: colours.textDim, borderColor: colours.line }}
        >
          –
        </Box>
      )}
    </MenuStrip>
  );
}
