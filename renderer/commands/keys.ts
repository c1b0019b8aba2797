/** Names of `KeyboardEvent.key` that read better, or that a key string cannot hold. */
const named: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape', Del: 'Delete', '+': 'Plus' };

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * A key press as commands write it: modifiers in the order Mod, Ctrl, Alt, Shift, then the key.
 * Letters and digits go by what is printed on the key, so that shortcuts follow the keyboard layout; where the layout
 * writes no Latin letters, by the key's place. Shift is part of a symbol ('?'), not a modifier of it.
 */
export function pressedKey(event: KeyPress, mac: boolean): string {
  let key = named[event.key] ?? event.key;
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1];
  // Alt on macOS turns letters into symbols, and other scripts have none: fall back to the key's place.
  if (place !== undefined && (!/^[\x21-\x7e]$/.test(event.key) || (mac && event.altKey))) key = place;
  // Shift+1 is '!' on one layout and '+' on another: the digit row with Shift goes by place too.
  if (
    event.shiftKey &&
    (event.ctrlKey || event.metaKey) &&
    /^Digit\d$/.test(event.code) &&
    place !== undefined
  )
    key = place;
  if (key.length === 1) key = key.toUpperCase();
  const symbol = key.length === 1 && !/[A-Z0-9]/.test(key);
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (mac && event.ctrlKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && !symbol && key !== 'Plus') parts.push('Shift');
  return [...parts, key].join('+');
}

/** The same spelling for the keys that commands declare, so that '+' and 'Mod++' can be written as people think. */
export function normalKey(key: string): string {
  return key === '+'
    ? 'Plus'
    : key.replace(/\+\+$/, '+Plus').replace(/\+([a-z])$/, (all) => all.toUpperCase());
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Ctrl: '⌃' };
const signs: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Plus: '+',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** The parts of a key as printed on caps: ['Ctrl', 'Shift', 'Z'] or ['⌘', '⇧', 'Z']. */
export function keyCaps(key: string, mac: boolean): string[] {
  return normalKey(key)
    .split('+')
    .map((part) => (mac ? macSigns[part] : undefined) ?? signs[part] ?? part);
}

export const onMac = /Mac/.test(navigator.platform);
