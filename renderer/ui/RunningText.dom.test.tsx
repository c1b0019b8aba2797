import { cleanup, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { RunningText, writeText } from './RunningText';

afterEach(cleanup);

test('running text changes without changing the structure of the page', () => {
  const ref = createRef<HTMLDivElement>();
  render(<RunningText ref={ref} role="status" aria-label="Level" sx={{ height: 24 }} />);
  writeText(ref.current!, '−12.0');
  const node = ref.current!.firstChild;
  writeText(ref.current!, '−11.5');
  expect(screen.getByRole('status', { name: 'Level' }).textContent).toBe('−11.5');
  expect(ref.current!.firstChild).toBe(node);
});
