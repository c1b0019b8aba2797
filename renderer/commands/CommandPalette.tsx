import { useId, useState, type KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { closeDialog, useDialogs } from '../state/dialogs';
import { colours } from '../ui/theme';
import { Keys } from './Keys';
import { searchCommands } from './search';
import { commandTable, runCommand } from './table';

function Palette() {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  // Opening the palette from itself would only close it.
  const found = searchCommands(commandTable, query).filter((command) => command.id !== 'help.commands');
  const current = Math.min(chosen, found.length - 1);

  const run = (index: number): void => {
    const command = found[index];
    if (!command || command.enabled?.() === false) return;
    closeDialog();
    // After the dialog has given the focus back, so that commands which move it have the last word.
    setTimeout(() => runCommand(command.id));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setChosen((current + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((current - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(current);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <InputBase
        autoFocus
        fullWidth
        value={query}
        placeholder="Find a command"
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        sx={{
          px: 2,
          py: 1,
          fontSize: 14,
          borderBottom: 1,
          borderColor: 'divider',
          '& :focus-visible': { outline: 'none' },
        }}
        slotProps={{
          input: {
            role: 'combobox',
            'aria-label': 'Find a command',
            'aria-expanded': true,
            'aria-controls': listId,
            'aria-activedescendant': found[current] ? `${listId}-${current}` : undefined,
          },
        }}
      />
      <Box
        id={listId}
        role="listbox"
        aria-label="Commands"
        sx={{ overflowY: 'auto', maxHeight: 380, p: 0.5 }}
      >
        {found.map((command, index) => {
          const disabled = command.enabled?.() === false;
          return (
            <Box
              key={command.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === current}
              aria-disabled={disabled}
              ref={(element: HTMLElement | null) => {
                if (index === current) element?.scrollIntoView({ block: 'nearest' });
              }}
              onMouseMove={() => setChosen(index)}
              onClick={() => run(index)}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 2,
                px: 1.5,
                minHeight: 30,
                borderRadius: 1,
                fontSize: 13,
                color: disabled ? colours.textFaint : 'text.primary',
                bgcolor: index === current ? 'action.selected' : 'transparent',
              }}
            >
              <Box
                sx={{
                  width: 70,
                  flex: 'none',
                  fontSize: 11.5,
                  color: index === current ? colours.textDim : colours.textFaint,
                }}
              >
                {command.group}
              </Box>
              <Box sx={{ flex: 1 }}>{command.label}</Box>
              {command.keys[0] !== undefined && <Keys value={command.keys[0]} />}
            </Box>
          );
        })}
        {found.length === 0 && (
          <Box sx={{ p: 1.5, fontSize: 13, color: 'text.secondary' }}>No command has these words.</Box>
        )}
      </Box>
    </>
  );
}

/** Read out, and not shown: the field below says the same to the eye. */
const heard = { position: 'absolute', width: 1, height: 1, margin: 0, clipPath: 'inset(50%)' } as const;

/** Every command by name. */
export function CommandPalette() {
  const open = useDialogs((state) => state.open === 'palette');
  return (
    <Dialog
      open={open}
      onClose={closeDialog}
      aria-labelledby="palette-title"
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { sx: { alignSelf: 'flex-start', mt: '9vh', bgcolor: colours.raised } } }}
    >
      <h2 id="palette-title" style={heard}>
        Find a command
      </h2>
      <Palette />
    </Dialog>
  );
}
