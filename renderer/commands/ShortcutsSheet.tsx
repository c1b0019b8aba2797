import { Fragment } from 'react';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseRounded';
import { closeDialog, useDialogs } from '../state/dialogs';
import { commandGroups, type Command } from './command';
import { Keys } from './Keys';
import { commandTable } from './table';

/** Takes 1 to 8 are one line: eight alike would push the rest out of sight. */
function rows(group: string): { label: string; commands: Command[] }[] {
  const list = commandTable.filter((command) => command.group === group && command.keys.length > 0);
  const takes = list.filter((command) => /^generate\.take\d$/.test(command.id));
  const others = list
    .filter((command) => !takes.includes(command))
    .map((command) => ({ label: command.label, commands: [command] }));
  const [first] = takes;
  const last = takes.at(-1);
  return first && last ? [...others, { label: 'Play take 1 to 8', commands: [first, last] }] : others;
}

/** The first key of every command by group, read from the command table. */
export function ShortcutsSheet() {
  const open = useDialogs((state) => state.open === 'shortcuts');
  return (
    <Dialog open={open} onClose={closeDialog} maxWidth="lg" fullWidth aria-labelledby="shortcuts-title">
      <DialogTitle id="shortcuts-title" sx={{ display: 'flex', alignItems: 'center' }}>
        <Box sx={{ flex: 1 }}>Keyboard shortcuts</Box>
        <IconButton aria-label="Close" onClick={closeDialog}>
          <CloseIcon />
        </IconButton>
      </DialogTitle>
      <DialogContent sx={{ columns: '4 230px', columnGap: 4 }}>
        {commandGroups.map((group) => {
          const list = rows(group);
          if (list.length === 0) return null;
          return (
            <Box component="section" key={group} sx={{ breakInside: 'avoid', pb: 2 }}>
              <Typography variant="h3" sx={{ color: 'primary.main', pb: 0.5 }}>
                {group}
              </Typography>
              {list.map(({ label, commands }) => (
                <Box
                  key={label}
                  sx={{
                    display: 'flex',
                    justifyContent: 'space-between',
                    gap: 2,
                    py: '2.5px',
                    fontSize: 12.5,
                  }}
                >
                  <span>{label}</span>
                  <Box
                    component="span"
                    sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, color: 'text.secondary' }}
                  >
                    {commands.map(({ id, keys: [key] }, index) => (
                      <Fragment key={id}>
                        {index > 0 && 'to'}
                        {key !== undefined && <Keys value={key} />}
                      </Fragment>
                    ))}
                  </Box>
                </Box>
              ))}
            </Box>
          );
        })}
      </DialogContent>
    </Dialog>
  );
}
