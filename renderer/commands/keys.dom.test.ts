import { expect, test } from 'vitest';
import { keyCaps, normalKey, pressedKey } from './keys';

const press = (
  key: string,
  code: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers });

test('letters, modifiers and named keys are written as commands write them', () => {
  expect(pressedKey(press('s', 'KeyS'), false)).toBe('S');
  expect(pressedKey(press('s', 'KeyS', { ctrlKey: true }), false)).toBe('Mod+S');
  expect(pressedKey(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Z');
  expect(pressedKey(press(' ', 'Space'), false)).toBe('Space');
  expect(pressedKey(press('ArrowLeft', 'ArrowLeft', { altKey: true }), false)).toBe('Alt+ArrowLeft');
  expect(pressedKey(press('Home', 'Home', { shiftKey: true }), false)).toBe('Shift+Home');
});

test('Mod is Cmd on macOS and Ctrl elsewhere', () => {
  expect(pressedKey(press('s', 'KeyS', { metaKey: true }), true)).toBe('Mod+S');
  expect(pressedKey(press('s', 'KeyS', { ctrlKey: true }), true)).toBe('Ctrl+S');
  expect(pressedKey(press('s', 'KeyS', { metaKey: true }), false)).toBe('S');
});

test('Shift belongs to a symbol and is not written beside it', () => {
  expect(pressedKey(press('?', 'Slash', { shiftKey: true }), false)).toBe('?');
  expect(pressedKey(press('+', 'Equal', { shiftKey: true, ctrlKey: true }), false)).toBe('Mod+Plus');
  expect(normalKey('Mod++')).toBe('Mod+Plus');
  expect(normalKey('+')).toBe('Plus');
});

test('a keyboard without Latin letters is read by the place of its keys', () => {
  expect(pressedKey(press('я', 'KeyZ', { ctrlKey: true }), false)).toBe('Mod+Z');
  expect(pressedKey(press('ы', 'KeyS'), false)).toBe('S');
});

test('caps are drawn in the signs of the system', () => {
  expect(keyCaps('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
});
