import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { PanelBoundary } from './PanelBoundary';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a failing panel says so beside its neighbours and can be shown again', () => {
  // React reports what a boundary has caught; here it is expected.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  let broken = true;
  function Panel() {
    if (broken) throw new Error('No such track.');
    return <p>tracks</p>;
  }
  render(
    <>
      <PanelBoundary name="Timeline">
        <Panel />
      </PanelBoundary>
      <p>effects</p>
    </>,
  );
  expect(screen.getByRole('alert').textContent).toMatch(/Timeline stopped working.*No such track/);
  expect(screen.getByText('effects')).toBeDefined();
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: 'Show Timeline again' }));
  expect(screen.getByText('tracks')).toBeDefined();
});
