import { useRef, type KeyboardEvent } from 'react';
import TextField from '@mui/material/TextField';
import { PROMPT_MAX_CHARS } from '../../preload/contract/sound';
import { focusTakes, promptField } from './focus';
import { stepHistory, useForm, useFormError } from './form';
import { generateFromForm } from './jobs';

/** Whether an arrow key would leave the text: the caret is on its first (or last) line and nothing is selected. */
function leavesText(field: HTMLTextAreaElement, direction: 1 | -1): boolean {
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart !== selectionEnd) return false;
  return direction === 1
    ? !value.slice(0, selectionStart).includes('\n') && selectionStart === 0
    : selectionStart === value.length;
}

/** The prompt. Enter generates, Shift+Enter breaks the line, Up at its start and Down at its end walk earlier prompts. */
export function PromptField() {
  const prompt = useForm((form) => form.prompt);
  const error = useFormError((state) => state.error);
  const history = useRef({ position: -1, draft: '' });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const field = promptField.current;
    if (!field || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      history.current = { position: -1, draft: '' };
      if (generateFromForm()) focusTakes();
    } else if (event.key === 'Escape') {
      field.blur();
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !event.shiftKey) {
      const direction = event.key === 'ArrowUp' ? 1 : -1;
      if (!leavesText(field, direction)) return;
      if (history.current.position === -1) history.current.draft = prompt;
      const { position, draft } = history.current;
      const step = stepHistory(useForm.getState().recent, position, direction, draft);
      if (!step) return;
      event.preventDefault();
      history.current.position = step.position;
      useForm.setState({ prompt: step.text });
      // The caret stays where the next press of the same key goes on walking.
      const caret = direction === 1 ? 0 : step.text.length;
      requestAnimationFrame(() => field.setSelectionRange(caret, caret));
    }
  };

  return (
    <TextField
      multiline
      minRows={2}
      maxRows={6}
      fullWidth
      value={prompt}
      error={error !== null}
      helperText={error?.message}
      placeholder="Describe a sound: heavy rain on a tin roof"
      onChange={(event) => {
        history.current.position = -1;
        useForm.setState({ prompt: event.target.value });
        if (error) useFormError.setState({ error: null });
      }}
      onKeyDown={onKeyDown}
      slotProps={{
        htmlInput: { ref: promptField, 'aria-label': 'Prompt', maxLength: PROMPT_MAX_CHARS },
        formHelperText: { role: 'alert', sx: { mx: 0.5 } },
        input: { sx: { p: '7px 10px', lineHeight: 1.45, fontSize: 13.5, '& textarea': { p: 0 } } },
      }}
    />
  );
}
