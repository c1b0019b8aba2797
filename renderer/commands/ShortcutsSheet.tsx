import { useState, type KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseRounded';
import SearchIcon from '@mui/icons-material/SearchRounded';
import { keepShortcuts } from '../app/shortcuts';
import { closeDialog, useDialogs } from '../state/dialogs';
import { colours } from '../ui/theme';
import { commandGroups } from './command';
import { useKeymap } from './keymap';
import { searchCommands } from './search';
import { ShortcutRow } from './ShortcutRow';
import { commandTable } from './table';

function Sheet() {
  const [query, setQuery] = useState('');
  /** the command that waits for a key */
  const [asking, setAsking] = useState<string | null>(null);
  const changed = useKeymap(({ overrides }) => Object.keys(overrides).length);
  const found = new Set(searchCommands(commandTable, query));
  const shown = commandGroups.flatMap((group) => {
    const commands = commandTable.filter((command) => command.group === group && found.has(command));
    return commands.length === 0 ? [] : [{ group, commands }];
  });
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, p: '14px 20px 10px' }}>
        <Typography variant="h1" id="shortcuts-title" sx={{ flex: 'none' }}>
          Keyboard shortcuts
        </Typography>
        <InputBase
          autoFocus
          value={query}
          placeholder="Find"
          startAdornment={<SearchIcon sx={{ mr: 0.75, color: colours.textFaint }} />}
          onChange={(event) => setQuery(event.target.value)}
          inputProps={{ 'aria-label': 'Find a shortcut' }}
          sx={{
            width: 220,
            minWidth: 120,
            px: 1,
            height: 28,
            fontSize: 13,
            bgcolor: colours.raised,
            border: `1px solid ${colours.outline}`,
            borderRadius: 1,
          }}
        />
        <Typography
          noWrap
          sx={{
            flex: 1,
            fontSize: 12,
            color: 'text.secondary',
            // A word of it tells nobody anything.
            '@media (max-width: 760px)': { visibility: 'hidden' },
          }}
        >
          Click the keys of a command to give it others.
        </Typography>
        <Button disabled={changed === 0} sx={{ flex: 'none' }} onClick={() => void keepShortcuts({})}>
          Reset all
        </Button>
        <IconButton aria-label="Close" onClick={closeDialog}>
          <CloseIcon />
        </IconButton>
      </Box>
      <DialogContent sx={{ height: '76vh' }}>
        <Box sx={{ columns: '3 300px', columnGap: 4 }}>
          {shown.map(({ group, commands }) => (
            <Box component="section" key={group} aria-labelledby={`shortcuts-${group}`} sx={{ pb: 2 }}>
              <Typography
                variant="h3"
                component="h2"
                id={`shortcuts-${group}`}
                sx={{ color: 'primary.main', pb: 0.5, breakAfter: 'avoid' }}
              >
                {group}
              </Typography>
              {commands.map((command) => (
                <ShortcutRow
                  key={command.id}
                  command={command}
                  asking={asking === command.id}
                  onAsk={(ask) => setAsking(ask ? command.id : null)}
                />
              ))}
            </Box>
          ))}
          {shown.length === 0 && (
            <Typography sx={{ color: 'text.secondary' }}>No command has these words.</Typography>
          )}
        </Box>
      </DialogContent>
    </>
  );
}

/** Every command with its keys, by group, read from the command table; a click on the keys gives it others. */
export function ShortcutsSheet() {
  const open = useDialogs((state) => state.open === 'shortcuts');
  // Escape first ends the wait for a key, which the row does itself.
  const onClose = (event: KeyboardEvent): void => {
    if (!event.defaultPrevented) closeDialog();
  };
  return (
    <Dialog open={open} onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="shortcuts-title">
      <Sheet />
    </Dialog>
  );
}
