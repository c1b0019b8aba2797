import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { create } from 'zustand';
import { addMarker, markerById, setMarkerColour } from '../../document/edits/markers';
import { newId } from '../../document/factory';
import { editor, useView } from '../../state/session';
import { CommandItem } from '../CommandItem';
import { gridUnitItems } from '../grid-unit-items';
import { useCurrentMarker } from '../marker-actions';
import { startRename } from '../renaming';
import { Swatches } from '../Swatches';

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
      {open?.id !== null && open !== null && (
        <Swatches
          close={close}
          onPick={(colour) =>
            editor.dispatch('Marker colour', setMarkerColour(editor.document, open.id ?? '', colour))
          }
        />
      )}
      <Divider />
      {gridUnitItems(unit, close)}
    </Menu>
  );
}
