import Box from '@mui/material/Box';
import { keyCaps, onMac } from './keys';

/** A shortcut, drawn as the keys to press together. */
export function Keys({ value }: { value: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: '3px', flex: 'none' }}>
      {keyCaps(value, onMac).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </Box>
  );
}

/** "Save (Ctrl+S)" for a tooltip. */
export function withKeys(label: string, key: string | undefined): string {
  return key === undefined ? label : `${label} (${keyCaps(key, onMac).join(onMac ? '' : '+')})`;
}
