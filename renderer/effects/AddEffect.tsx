import AddIcon from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { RackOwner } from '../document/operations';
import { AddEffectMenu } from '../ui/AddEffectMenu';

/** Opens the menu of effects. */
export function AddEffect({ owner }: { owner: RackOwner }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Add effect
      </Button>
      <AddEffectMenu owner={owner} anchor={anchor} onClose={() => setAnchor(null)} />
    </>
  );
}
