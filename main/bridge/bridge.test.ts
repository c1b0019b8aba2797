import { describe, expect, it, vi } from 'vitest';
import { StudioError } from '../../preload/contract/errors';
import { defaultSettings } from '../../preload/contract/settings';
import { dispatch, type Handlers } from './dispatch';
import { senderCheck } from './sender';

const caller = { windowId: 7 };
const never = (): never => {
  throw new Error('This handler should not have been called.');
};

/** The handlers a test needs; every other one fails the test that reaches it. */
const handlers = (some: Partial<Handlers>): Handlers =>
  new Proxy(some, { get: (target, name): unknown => Reflect.get(target, name) ?? never }) as Handlers;

describe('a request', () => {
  it('is parsed, carried out, and answered with a value', async () => {
    const star = vi.fn(() => Promise.resolve(null as never));
    const reply = await dispatch(
      'sound.star',
      { soundId: 'a-1', starred: true, more: 'x' },
      caller,
      handlers({ 'sound.star': star }),
      never,
    );
    expect(reply).toEqual({ ok: true, value: null });
    // What the schema does not know has gone.
    expect(star).toHaveBeenCalledExactlyOnceWith({ soundId: 'a-1', starred: true }, caller);
  });

  it.each([
    ['sound.pcm', { soundId: '../../etc/passwd' }],
    ['sound.pcm', { soundId: '' }],
    ['sound.pcm', null],
    ['app.info', 'anything'],
    ['settings.set', { ...defaultSettings, provider: 'abacus' }],
    ['export.write', { exportId: 'x', channels: [[0, 0]] }],
    ['export.write', { exportId: 'x', channels: [] }],
    ['sound.generate', { jobId: 'j', prompt: '  ', seed: 1, duration: 5, takes: 1, loop: false }],
    ['sound.generate', { jobId: 'j', prompt: 'rain', seed: 1, duration: 31, takes: 1, loop: false }],
    ['sound.generate', { jobId: 'j', prompt: 'rain', seed: -1, duration: 5, takes: 1, loop: false }],
    ['sound.generate', { jobId: 'j', prompt: 'rain', seed: 1, duration: NaN, takes: 9, loop: false }],
    ['project.autosave', { document: {}, unsaved: true }],
  ] as const)('%s with bad input never reaches its handler', async (name, input) => {
    const reply = await dispatch(name, input, caller, handlers({}), never);
    expect(reply).toMatchObject({ ok: false, error: { tag: 'invalid-input' } });
  });

  it('names the place of the fault, and keeps the words a schema has for it', async () => {
    const input = { jobId: 'j', prompt: ' ', seed: 1, duration: 5, takes: 1, loop: false };
    const reply = await dispatch('sound.generate', input, caller, handlers({}), never);
    expect(reply).toMatchObject({
      error: { message: expect.stringMatching(/Type what the sound is.*\(prompt\)/) as string },
    });
  });

  it('from a stranger is refused before its input is looked at', async () => {
    const reply = await dispatch('app.info', null, null, handlers({}), never);
    expect(reply).toMatchObject({ ok: false, error: { tag: 'invalid-input' } });
  });

  it('that fails as expected brings the error with its remedy', async () => {
    const failing = () => Promise.reject(new StudioError('disk', 'The disk is full.', 'Free some space.'));
    const reply = await dispatch(
      'sound.pcm',
      { soundId: 'a' },
      caller,
      handlers({ 'sound.pcm': failing }),
      never,
    );
    expect(reply).toEqual({
      ok: false,
      error: { tag: 'disk', message: 'The disk is full.', remedy: 'Free some space.' },
    });
  });

  it('that throws anything else is an internal error, reported with its stack and answered without', async () => {
    const report = vi.fn();
    const thrown = new TypeError('x is not a function');
    const reply = await dispatch(
      'app.info',
      null,
      caller,
      handlers({
        'app.info': () => {
          throw thrown;
        },
      }),
      report,
    );
    expect(reply).toMatchObject({ ok: false, error: { tag: 'internal', message: 'x is not a function' } });
    expect(JSON.stringify(reply)).not.toContain('dispatch');
    expect(report).toHaveBeenCalledExactlyOnceWith('app.info', thrown);
  });
});

describe('a sender', () => {
  const check = senderCheck((id) => id === 7, ['app://studio']);
  const from = (url: string, id = 7) => {
    const frame = { url };
    return { sender: { id, mainFrame: frame as unknown }, senderFrame: frame as { url: string } | null };
  };

  it('is the main frame of one of our windows, at our origin', () => {
    expect(check(from('app://studio/index.html?x#y'))).toEqual({ windowId: 7 });
  });

  it.each([
    ['a page of another origin', from('https://example.com/')],
    ['another host of our scheme', from('app://studio.example/')],
    ['our name as a user name', from('https://studio@example.com/')],
    ['a local file', from('file:///index.html')],
    ['no page at all', from('about:blank')],
    ['an address that is none', from('')],
    ['a window that is not ours', from('app://studio/', 8)],
    ['a frame inside the page', { ...from('app://studio/'), senderFrame: { url: 'app://studio/' } }],
    ['a frame that is gone', { ...from('app://studio/'), senderFrame: null }],
  ])('is not %s', (_name, event) => {
    expect(check(event)).toBeNull();
  });
});
