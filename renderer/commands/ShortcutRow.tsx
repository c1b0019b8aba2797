import { memo, useRef, useState, type KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { keepShortcuts } from '../app/shortcuts';
import { colours } from '../ui/theme';
import type { Command } from './command';
import { commandForKey, isAssignable, useKeymap, withDefaultsOf, withKeysOf } from './keymap';
import { keyCaps, onMac, pressedKey } from './keys';
import { Keys } from './Keys';

type Props = { command: Command; asking: boolean; onAsk: (ask: boolean) => void };

const spoken = (key: string): string => keyCaps(key, onMac).join(' ');

/** A command and its keys. Pressing the keys makes the row wait for others; one that is taken is asked about first. */
export const ShortcutRow = memo(function ShortcutRow({ command, asking, onAsk }: Props) {
  const overrides = useKeymap((keymap) => keymap.overrides);
  const changed = overrides[command.id] !== undefined;
  /** a key that was pressed and that another command has */
  const [conflict, setConflict] = useState<{ key: string; owner: Command } | null>(null);
  const said = command.keys.length === 0 ? 'no key' : command.keys.map(spoken).join(' or ');

  const button = useRef<HTMLButtonElement>(null);
  // The buttons of the question go, and the focus must not go with them.
  const give = (keys: readonly string[]): void => {
    setConflict(null);
    onAsk(false);
    button.current?.focus();
    void keepShortcuts(withKeysOf(overrides, command.id, keys));
  };
  const stop = (): void => {
    setConflict(null);
    onAsk(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!asking || conflict) return;
    if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const key = pressedKey(event.nativeEvent, onMac);
    if (key === 'Backspace' || key === 'Delete') give([]);
    else if (!isAssignable(key)) stop();
    else {
      const owner = commandForKey(key);
      if (owner && owner.id !== command.id) setConflict({ key, owner });
      else give([key]);
    }
  };

  return (
    <Box sx={{ breakInside: 'avoid', fontSize: 12.5 }} data-command={command.id}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 26 }}>
        <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
          {command.label}
        </Box>
        {changed && !asking && (
          <Button
            aria-label={`${command.label}: own keys again`}
            title="Own keys again"
            onClick={() => void keepShortcuts(withDefaultsOf(overrides, command.id))}
            sx={{ minHeight: 24, py: 0, px: 0.75, color: colours.textDim }}
          >
            Reset
          </Button>
        )}
        <ButtonBase
          ref={button}
          aria-label={asking ? `${command.label}: press the keys` : `${command.label}: ${said}. Change`}
          onClick={() => {
            setConflict(null);
            onAsk(!asking);
          }}
          onKeyDown={onKeyDown}
          onBlur={({ currentTarget, relatedTarget }) => {
            // The question about a taken key has buttons of its own.
            if (!asking || currentTarget.closest('[data-command]')?.contains(relatedTarget)) return;
            setConflict(null);
            onAsk(false);
          }}
          sx={{
            minHeight: 24,
            minWidth: 34,
            px: 0.5,
            gap: 0.5,
            justifyContent: 'flex-end',
            borderRadius: 1,
            fontSize: 12,
            color: asking ? colours.accent : colours.textFaint,
            outline: asking ? `1px solid ${colours.accent}` : 'none',
            '&:hover': { bgcolor: 'action.hover' },
          }}
        >
          {asking
            ? 'Press the keys…'
            : command.keys.length === 0
              ? '–'
              : command.keys.slice(0, 2).map((key) => <Keys key={key} value={key} />)}
        </ButtonBase>
      </Box>
      {asking && !conflict && (
        <Box sx={{ pb: 0.5, fontSize: 11.5, color: 'text.secondary', textAlign: 'right' }}>
          Backspace: no key. Escape: leave it.
        </Box>
      )}
      {asking && conflict && (
        <Box
          role="alert"
          sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 0.75, pb: 0.75, fontSize: 12 }}
        >
          <Keys value={conflict.key} />
          <Box component="span" sx={{ flex: 1 }}>
            is “{conflict.owner.label}”.
          </Box>
          <Button autoFocus variant="outlined" onClick={() => give([conflict.key])}>
            Replace
          </Button>
          <Button onClick={stop}>Cancel</Button>
        </Box>
      )}
    </Box>
  );
});
