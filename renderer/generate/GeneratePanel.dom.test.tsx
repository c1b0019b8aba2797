import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../preload/contract/errors';
import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import { editor, useView } from '../state/session';
import { emptyDocument } from '../document/factory';
import { progressJob, takeArrived, useSounds } from '../state/sounds';
import { installBridge, type BridgeDouble } from '../state/testing/bridge';
import { readForm, useForm, useFormError } from './form';
import { GeneratePanel } from './GeneratePanel';

// Whether each element is visible is a question of layout, which jsdom answers slowly and by guesswork.
configure({ defaultHidden: true });

let bridge: BridgeDouble;
let reply: (result: Result<{ sounds: Sound[] }>) => void;

const requests = (): GenerateRequest[] =>
  bridge.asked.filter(({ name }) => name === 'sound.generate').map(({ input }) => input as GenerateRequest);
const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Prompt' });
const sound = (id: string, seed: number): Sound => ({
  id,
  name: 'rain',
  recipe: {
    prompt: 'rain',
    seed,
    duration: 2,
    loop: false,
    packId: 'p',
    packVersion: '1',
    packHash: 'a',
    provider: 'cpu',
  },
  sampleRate: 44_100,
  channels: 1,
  frames: 88_200,
  peakDb: -3.2,
  rmsDb: -20,
  starred: false,
  createdAt: 0,
});

beforeAll(() => {
  // jsdom lays nothing out; a strip without width draws no canvas.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
});

beforeEach(() => {
  localStorage.clear();
  useForm.setState({ ...readForm(null), takes: 2, duration: 2 });
  useFormError.setState({ error: null });
  useSounds.setState({ sounds: {}, jobs: [], activeJobId: null, activeSoundId: null });
  editor.load(emptyDocument());
  useView.setState({ selectedTrackId: null });
  bridge = installBridge({
    'sound.generate': () => new Promise((resolve) => (reply = resolve)),
    'sound.cancel': () => ok({ found: true }),
  });
  render(<GeneratePanel />);
});
afterEach(cleanup);

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}
const enter = (): boolean => fireEvent.keyDown(field(), { key: 'Enter' });

test('Enter generates, Shift+Enter does not', () => {
  type('rain');
  fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
  expect(requests()).toEqual([]);
  enter();
  expect(requests()).toMatchObject([{ prompt: 'rain', takes: 2, duration: 2, loop: false }]);
});

test('an empty prompt says what to do beside the field and asks for nothing', () => {
  type('   ');
  enter();
  expect(screen.getByRole('alert').textContent).toMatch(/Type what the sound is/);
  expect(requests()).toEqual([]);
  type('rain');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('after Enter the focus is with the takes, where digits play; after an error it stays in the prompt', () => {
  field().focus();
  enter();
  expect(document.activeElement).toBe(field());
  type('rain');
  enter();
  expect(document.activeElement?.contains(screen.getByRole('progressbar'))).toBe(true);
});

test('an unlocked seed is new every time and shown; a locked one stays', () => {
  type('rain');
  enter();
  enter();
  const [first, second] = requests();
  expect(first?.seed).not.toBe(second?.seed);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Seed' }).value).toBe(String(second?.seed));
  fireEvent.click(screen.getByRole('button', { name: 'Keep the seed' }));
  enter();
  expect(requests()[2]?.seed).toBe(second?.seed);
});

test('takes appear one by one, each with its seed and level', () => {
  type('rain');
  enter();
  const { jobId, seed } = requests()[0]!;
  act(() => progressJob({ jobId, stage: 'vocoder', fraction: 0.5 }));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
  act(() => takeArrived({ jobId, index: 1, sound: sound('s1', seed + 1) }));
  expect(screen.getAllByRole('button', { name: /^Take \d: rain/ })).toHaveLength(1);
  act(() => takeArrived({ jobId, index: 0, sound: sound('s0', seed) }));
  expect(screen.getAllByRole('listitem').map((item) => within(item).getByText(/^seed/).textContent)).toEqual([
    `seed ${seed}`,
    `seed ${seed + 1}`,
  ]);
  expect(screen.getAllByText('−3.2 dB')).toHaveLength(2);
});

test('a failure stands under the prompt with its remedy, and trying again sends the same request', async () => {
  type('rain');
  enter();
  const [request] = requests();
  await act(async () => reply(fail('inference-crashed', 'The inference process ended.', 'Try again.')));
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toMatch(/The inference process ended\..*Try again\./);
  fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(requests()[1]).toEqual({ ...request, jobId: requests()[1]?.jobId });
  expect(requests()[1]?.jobId).not.toBe(request?.jobId);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('cancel asks main to stop that job; its end is told without an error', async () => {
  type('rain');
  enter();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(bridge.asked.at(-1)).toEqual({ name: 'sound.cancel', input: { jobId: requests()[0]?.jobId } });
  await act(async () => reply(fail('cancelled', 'Cancelled.')));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('Up and Down walk earlier prompts and come back to what was being written', () => {
  for (const prompt of ['rain', 'wind']) {
    type(prompt);
    enter();
  }
  type('draft');
  field().setSelectionRange(0, 0);
  fireEvent.keyDown(field(), { key: 'ArrowUp' });
  expect(field().value).toBe('wind');
  field().setSelectionRange(0, 0);
  fireEvent.keyDown(field(), { key: 'ArrowUp' });
  expect(field().value).toBe('rain');
  for (const expected of ['wind', 'draft']) {
    field().setSelectionRange(field().value.length, field().value.length);
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(field().value).toBe(expected);
  }
});

test('a take goes to the timeline at the playhead as one undo step', async () => {
  type('rain');
  enter();
  await act(async () => reply(ok({ sounds: [sound('s0', 7)] })));
  fireEvent.click(screen.getByRole('button', { name: 'Place take 1 at the playhead' }));
  expect(Object.values(editor.document.clips)).toMatchObject([{ soundId: 's0', start: 0, length: 96_000 }]);
  expect(editor.history.steps).toHaveLength(1);
  editor.undo();
  expect(editor.document.tracks).toEqual([]);
});

test('a take brings its prompt and seed back into the form', async () => {
  type('rain');
  enter();
  await act(async () => reply(ok({ sounds: [sound('s0', 7)] })));
  type('something else');
  fireEvent.click(screen.getByRole('button', { name: 'More for take 1' }));
  fireEvent.click(screen.getByRole('menuitem', { name: 'Use this prompt and seed' }));
  expect(useForm.getState()).toMatchObject({ prompt: 'rain', seed: 7, seedLocked: true });
});
