import { createRef } from 'react';

/** The prompt field of the window, so that a command can put the caret there. */
export const promptField = createRef<HTMLTextAreaElement>();

/** Next frame: the panel may only now be becoming visible. */
export function focusPrompt(): void {
  requestAnimationFrame(() => {
    promptField.current?.focus();
    promptField.current?.select();
  });
}

/** The list of takes. It has the focus after generating, so that the next keys play takes instead of adding digits. */
export const takeList = createRef<HTMLDivElement>();

export function focusTakes(): void {
  takeList.current?.focus({ preventScroll: true });
}
