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
