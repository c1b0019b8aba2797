import { beforeEach, expect, test } from 'vitest';
import { readLayout, useLayout } from './layout';

function resizeTo(width: number, height: number): void {
  Object.assign(window, { innerWidth: width, innerHeight: height });
  window.dispatchEvent(new Event('resize'));
}
const open = () => {
  const { leftOpen, dockOpen, historyOpen } = useLayout.getState();
  return { leftOpen, dockOpen, historyOpen };
};
const kept = () => readLayout(localStorage.getItem('layout'));

beforeEach(() => {
  resizeTo(1440, 900);
  useLayout.setState({ leftOpen: true, dockOpen: true, historyOpen: false });
});

test('panels without room are closed, and come back with the room', () => {
  resizeTo(800, 900);
  expect(open()).toEqual({ leftOpen: false, dockOpen: true, historyOpen: false });
  resizeTo(640, 400);
  expect(open()).toEqual({ leftOpen: false, dockOpen: false, historyOpen: false });
  // The next start in a large window has them, too.
  expect(kept()).toMatchObject({ leftOpen: true, dockOpen: true, historyOpen: false });
  resizeTo(1440, 900);
  expect(open()).toEqual({ leftOpen: true, dockOpen: true, historyOpen: false });
});

test('a panel that was closed by hand stays closed', () => {
  useLayout.setState({ leftOpen: false });
  resizeTo(640, 400);
  resizeTo(1440, 900);
  expect(open().leftOpen).toBe(false);
  expect(kept().leftOpen).toBe(false);
});

test('in a narrow window a panel can be opened, one beside the timeline at a time', () => {
  resizeTo(640, 400);
  useLayout.setState({ leftOpen: true });
  resizeTo(700, 420);
  expect(open().leftOpen).toBe(true);
  useLayout.setState({ historyOpen: true });
  expect(open()).toMatchObject({ leftOpen: false, historyOpen: true });
  useLayout.setState({ leftOpen: true });
  expect(open()).toMatchObject({ leftOpen: true, historyOpen: false });
});
