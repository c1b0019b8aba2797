import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from './command';
import { listenToKeys } from './dispatcher';

let ran: string[] = [];
let stop: () => void;
let enabled = true;

const command = (id: string, ...keys: string[]): Command => ({
  id,
  label: id,
  group: 'Edit',
  keys,
  enabled: () => enabled,
  run: () => void ran.push(id),
});
const commands = [
  command('play', 'Space'),
  command('split', 'S'),
  command('save', 'Mod+S'),
  command('undo', 'Mod+Z'),
  command('nudge', 'ArrowLeft'),
  command('take', '1'),
];

beforeEach(() => {
  ran = [];
  enabled = true;
  stop = listenToKeys((key) => commands.find(({ keys }) => keys.includes(key)));
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

/** Presses a key with the focus on an element made from `html`. @returns whether the browser may still act on it */
function pressOn(html: string, key: string, init: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html;
  const target = document.querySelector<HTMLElement>('[data-here]') ?? document.body;
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  );
}

test('a key runs its command and is kept from the browser', () => {
  expect(pressOn('', ' ', { code: 'Space' })).toBe(false);
  expect(ran).toEqual(['play']);
});

test('letters, digits and text editing belong to the field that is typed in', () => {
  for (const field of ['<input data-here />', '<textarea data-here></textarea>']) {
    expect(pressOn(field, 's')).toBe(true);
    expect(pressOn(field, '1')).toBe(true);
    expect(pressOn(field, ' ')).toBe(true);
    expect(pressOn(field, 'z', { ctrlKey: true })).toBe(true);
  }
  expect(ran).toEqual([]);
});

test('saving works while typing', () => {
  expect(pressOn('<textarea data-here></textarea>', 's', { ctrlKey: true })).toBe(false);
  expect(ran).toEqual(['save']);
});

test('nothing behind a dialog or menu is reached', () => {
  pressOn('<div role="dialog"><button data-here>OK</button></div>', 's');
  pressOn('<ul role="menu"><li role="menuitem" tabindex="-1" data-here>Cut</li></ul>', ' ');
  expect(ran).toEqual([]);
});

test('arrow keys move a focused slider, not a clip', () => {
  pressOn('<div role="slider" tabindex="0" data-here></div>', 'ArrowLeft');
  expect(ran).toEqual([]);
  pressOn('<div tabindex="0" data-here></div>', 'ArrowLeft');
  expect(ran).toEqual(['nudge']);
});

test('Space toggles a focused checkbox instead of playing', () => {
  expect(pressOn('<input type="checkbox" data-here />', ' ')).toBe(true);
  expect(ran).toEqual([]);
});

test('Space plays after a click on a button, and presses a button that was reached with Tab', () => {
  const button = '<button data-here>Mute</button>';
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(pressOn(button, ' ')).toBe(false);
  expect(ran).toEqual(['play']);
  pressOn(button, 'Tab');
  expect(pressOn(button, ' ')).toBe(true);
  expect(ran).toEqual(['play']);
});

test('a disabled command swallows its key and does nothing', () => {
  enabled = false;
  expect(pressOn('', 's', { ctrlKey: true })).toBe(false);
  expect(ran).toEqual([]);
});

test('a key that someone has handled already is left alone', () => {
  document.body.innerHTML = '<div data-here></div>';
  const target = document.querySelector('[data-here]')!;
  target.addEventListener('keydown', (event) => event.preventDefault());
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true, cancelable: true }));
  expect(ran).toEqual([]);
});
