import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';

type Props = {
  title: string;
  /** names that are taken: saving under one of them replaces it */
  taken: readonly string[];
  onDone: (name: string | null) => void;
};

/** Asks for the name of a preset. */
export function NameDialog({ title, taken, onDone }: Props) {
  const [name, setName] = useState('');
  const plain = name.trim();
  const replaces = taken.some((other) => other.toLowerCase() === plain.toLowerCase());
  return (
    <Dialog open onClose={() => onDone(null)} fullWidth maxWidth="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (plain !== '') onDone(plain);
        }}
      >
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            value={name}
            onChange={(event) => setName(event.target.value)}
            helperText={replaces ? 'Replaces your preset of this name.' : ' '}
            slotProps={{ htmlInput: { 'aria-label': 'Name of the preset', maxLength: 80 } }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => onDone(null)}>Cancel</Button>
          <Button type="submit" variant="contained" color="primary" disabled={plain === ''}>
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
