import type { Command } from './command';
import { onMac, pressedKey } from './keys';

/** Keys with which text is edited: while typing they belong to the field. */
const editingKeys = new Set(
  ['A', 'C', 'V', 'X', 'Z', 'Y', 'Shift+Z', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']
    .concat(['Backspace', 'Delete', 'Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+Home', 'Shift+End'])
    .map((key) => `Mod+${key}`),
);

function isTextField(element: Element): boolean {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly;
  if (element instanceof HTMLInputElement) {
    return !element.readOnly && !['button', 'checkbox', 'radio', 'range', 'color'].includes(element.type);
  }
  return element instanceof HTMLElement && element.isContentEditable;
}

/** Controls that answer this key themselves. */
function ownsKey(element: Element, key: string, byKeyboard: boolean): boolean {
  if (key === 'Space' || key === 'Enter') {
    if (element.matches('input[type=checkbox], input[type=radio], select, [role=switch], [role=option]'))
      return true;
    // Space plays after a click on a button; for a person who moves by keyboard it presses the button. The browser's
    // :focus-visible does not tell the two apart: it also holds for a button that a closing menu gave the focus back to.
    return byKeyboard && element.matches('button, a[href], [role=button], [role=tab], summary');
  }
  if (/^(Shift\+)?(Arrow\w+|Home|End|PageUp|PageDown)$/.test(key)) {
    return (
      element.closest(
        '[role=slider], [role=spinbutton], [role=separator], [role=tablist], [role=radiogroup], [role=grid], select',
      ) !== null
    );
  }
  return false;
}

/** Whether a key pressed with the focus on `target` is the window's rather than the focused control's. */
function reachesCommands(target: Element, key: string, byKeyboard: boolean): boolean {
  // Dialogs and menus are about one thing; nothing behind them may happen meanwhile.
  if (target.closest('[role=dialog], [role=menu], [role=listbox]')) return false;
  if (isTextField(target)) return key.startsWith('Mod+') && !editingKeys.has(key);
  return !ownsKey(target, key, byKeyboard);
}

/**
 * The window's one keyboard listener; `commandForKey` is asked for every key press.
 * @returns the function that removes it
 */
export function listenToKeys(commandForKey: (key: string) => Command | undefined): () => void {
  /** whether the focus was last moved with Tab rather than with the pointer */
  let byKeyboard = false;
  const onPointerDown = (): void => {
    byKeyboard = false;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') byKeyboard = true;
    if (event.defaultPrevented || event.isComposing) return;
    const key = pressedKey(event, onMac);
    const command = commandForKey(key);
    if (!command) return;
    if (event.target instanceof Element && !reachesCommands(event.target, key, byKeyboard)) return;
    // Also when disabled: Space must not scroll and Mod+S must not open the browser's dialog.
    event.preventDefault();
    if (command.enabled?.() === false) return;
    void command.run();
  };
  window.addEventListener('pointerdown', onPointerDown, true);
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('pointerdown', onPointerDown, true);
    window.removeEventListener('keydown', onKeyDown);
  };
}
