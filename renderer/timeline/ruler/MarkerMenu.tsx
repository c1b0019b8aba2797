import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { create } from 'zustand';
import { addMarker, markerById, setMarkerColour } from '../../document/edits/markers';
import { newId, trackColours } from '../../document/factory';
import { editor, useView } from '../../state/session';
import { colours } from '../../ui/theme';
import { gridUnitNames } from '../arrange-commands';
import { gridUnits } from '../../document/grid';
import { CommandItem } from '../CommandItem';
import { useCurrentMarker } from '../marker-actions';
import { startRename } from '../renaming';

/** What was right-clicked in the ruler: a marker, or with `id` null a time (samples). */
type Target = { id: string | null; time: number };
const useMenu = create<{ open: (Target & { x: number; y: number }) | null }>(() => ({ open: null }));

export const openMarkerMenu = (target: Target, x: number, y: number): void => {
  useCurrentMarker.setState({ id: target.id });
  useMenu.setState({ open: { ...target, x, y } });
};
const close = (): void => useMenu.setState({ open: null });

function add(at: number): void {
  const id = newId();
  editor.dispatch('Add marker', addMarker(editor.document, at, 0, id));
  startRename(id);
}

/** The commands for a marker, for a region, and for a place without either. */
const itemsOf = ({ id }: Target): readonly string[] => {
  const marker = id === null ? null : markerById(editor.document, id);
  if (!marker) return ['marker.addRegion', 'transport.toggleLoop'];
  return marker.length > 0
    ? ['marker.rename', 'marker.loop', 'marker.zoom', 'marker.delete']
    : ['marker.rename', 'marker.delete'];
};

/** The ruler's context menu: markers, regions, and what the ruler counts. */
export function MarkerMenu() {
  const open = useMenu((state) => state.open);
  const unit = useView((view) => view.gridUnit);
  return (
    <Menu
      open={open !== null}
      onClose={close}
      anchorReference="anchorPosition"
      anchorPosition={{ left: open?.x ?? 0, top: open?.y ?? 0 }}
    >
      {open?.id === null && (
        <MenuItem
          onClick={() => {
            close();
            add(open.time);
          }}
        >
          Add a marker here
        </MenuItem>
      )}
      {open && itemsOf(open).map((id) => <CommandItem key={id} id={id} close={close} />)}
      {open?.id !== null && open !== null && <Swatches id={open.id} />}
      <Divider />
      {gridUnits.map((name) => (
        <MenuItem
          key={name}
          role="menuitemradio"
          aria-checked={unit === name}
          selected={unit === name}
          onClick={() => {
            close();
            useView.setState({ gridUnit: name });
          }}
        >
          {gridUnitNames[name]}
        </MenuItem>
      ))}
    </Menu>
  );
}

function Swatches({ id }: { id: string }) {
  const swatch = { width: 24, height: 24, p: 0, borderRadius: '3px', border: `1px solid ${colours.ground}` };
  return (
    <Box
      role="group"
      aria-label="Colour of the marker"
      sx={{ display: 'flex', gap: '4px', px: 2, py: '6px' }}
    >
      {trackColours.map((colour) => (
        <Box
          key={colour}
          component="button"
          type="button"
          role="menuitem"
          aria-label={`Colour ${colour}`}
          onClick={() => {
            close();
            editor.dispatch('Marker colour', setMarkerColour(editor.document, id, colour));
          }}
          sx={{ ...swatch, bgcolor: colour, '&:hover': { borderColor: colours.text } }}
        />
      ))}
    </Box>
  );
}
