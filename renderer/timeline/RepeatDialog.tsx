import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { repeatSelection } from './actions';
import { useRepeatCount } from './repeat-count';

const MOST = 999;

/** Asks how often to repeat the selected clips. */
export function RepeatDialog() {
  const asking = useRepeatCount((state) => state.asking);
  const [text, setText] = useState('4');
  const count = Number(text);
  const valid = Number.isInteger(count) && count >= 1 && count <= MOST;
  const close = (): void => useRepeatCount.setState({ asking: false });
  return (
    <Dialog open={asking} onClose={close} aria-labelledby="repeat-title" maxWidth="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid) return;
          close();
          repeatSelection(count);
        }}
      >
        <DialogTitle id="repeat-title">Repeat clips</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            size="small"
            label="Copies"
            value={text}
            error={!valid}
            helperText={valid ? ' ' : `A whole number from 1 to ${MOST}`}
            onChange={(event) => setText(event.target.value)}
            onFocus={(event) => event.target.select()}
            sx={{ mt: 1 }}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="contained" color="primary" disabled={!valid}>
            Repeat
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
