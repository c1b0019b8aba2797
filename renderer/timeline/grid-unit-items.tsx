import MenuItem from '@mui/material/MenuItem';
import { gridUnits, type GridUnit } from '../document/grid';
import { useView } from '../state/session';
import { gridUnitNames } from './arrange-commands';

/** What the ruler counts, as entries of a menu. */
export const gridUnitItems = (chosen: GridUnit, close: () => void) =>
  gridUnits.map((unit) => (
    <MenuItem
      key={unit}
      role="menuitemradio"
      aria-checked={unit === chosen}
      selected={unit === chosen}
      onClick={() => {
        close();
        useView.setState({ gridUnit: unit });
      }}
    >
      {gridUnitNames[unit]}
    </MenuItem>
  ));
