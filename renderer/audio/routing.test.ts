import { describe, expect, it } from 'vitest';
import type { Send, Track } from '../../preload/contract/document';
import { alignment } from './alignment';
import { newTrack } from '../document/factory';
import { closesCircle, routing } from '../document/routing';

const track = (id: string, changes: Partial<Track> = {}): Track => ({ ...newTrack(0), id, ...changes });
const send = (returnId: string): Send => ({
  id: `to-${returnId}`,
  returnId,
  levelDb: 0,
  pre: false,
  muted: false,
});
const heard = (tracks: Track[]): string =>
  routing(tracks)
    .filter(({ direct }) => direct)
    .map((route) => route.track.id)
    .sort()
    .join(' ');

const session = (changes: Record<string, Partial<Track>> = {}): Track[] =>
  [
    track('inner', { kind: 'group', groupId: 'outer' }),
    track('outer', { kind: 'group' }),
    track('a', { groupId: 'inner', sends: [send('room')] }),
    track('b', { groupId: 'inner' }),
    track('c', { groupId: 'outer' }),
    track('d', { sends: [send('room')] }),
    track('room', { kind: 'return', sends: [send('hall')] }),
    track('hall', { kind: 'return' }),
  ].map((made) => ({ ...made, ...changes[made.id] }));

describe('solo in place', () => {
  it('hears a soloed track through its groups, and keeps the returns', () => {
    expect(heard(session())).toBe('a b c d hall inner outer room');
    expect(heard(session({ a: { soloed: true } }))).toBe('a hall inner outer room');
    expect(heard(session({ d: { soloed: true } }))).toBe('d hall room');
  });

  it('solos what plays into a soloed group', () => {
    expect(heard(session({ inner: { soloed: true } }))).toBe('a b hall inner outer room');
    expect(heard(session({ outer: { soloed: true } }))).toBe('a b c hall inner outer room');
  });

  it('hears a soloed return alone, with what is sent to it', () => {
    const routes = routing(session({ room: { soloed: true } }));
    expect(routes.filter(({ direct }) => direct).map((route) => route.track.id)).toEqual(['room']);
    expect(
      routes
        .filter(({ audible }) => audible)
        .map((route) => route.track.id)
        .sort(),
    ).toEqual(['a', 'd', 'room']);
  });

  it('silences tracks of a muted group, whatever is soloed', () => {
    expect(heard(session({ outer: { muted: true }, a: { soloed: true } }))).toBe('hall room');
  });
});

describe('routes', () => {
  it('come before all that they play into', () => {
    const routes = routing(session());
    const at = new Map(routes.map((route, index) => [route.track.id, index]));
    for (const route of routes) {
      for (const to of [route.output, ...route.sends.map(({ returnId }) => returnId)]) {
        if (to !== 'master') expect(at.get(to)).toBeGreaterThan(at.get(route.track.id)!);
      }
    }
  });

  it('never run in a circle', () => {
    const tracks = session({
      hall: { sends: [send('room')] },
      outer: { groupId: 'inner' },
      room: { groupId: 'outer', sends: [send('hall'), send('room')] },
      c: { groupId: 'nowhere', sends: [send('d')] },
    });
    const routes = routing(tracks);
    expect(routes).toHaveLength(tracks.length);
    const done = new Set<string>();
    for (const { track: own, output, sends } of routes.toReversed()) {
      for (const to of [output, ...sends.map(({ returnId }) => returnId)])
        expect(to === 'master' || done.has(to)).toBe(true);
      done.add(own.id);
    }
    expect(routes.find((route) => route.track.id === 'c')).toMatchObject({ output: 'master', sends: [] });
  });

  it('tell which send would close a circle', () => {
    expect(closesCircle(session(), 'hall', 'room')).toBe(true);
    expect(closesCircle(session(), 'd', 'hall')).toBe(false);
  });
});

it('aligns every path: the master waits for the longest', () => {
  const latencies: Record<string, number> = { a: 10, inner: 5, room: 100, hall: 7, master: 3 };
  const arrivals = alignment(routing(session()), (id) => latencies[id] ?? 0);
  expect(arrivals.get('inner')).toEqual({ enters: 10, leaves: 15 });
  expect(arrivals.get('outer')).toEqual({ enters: 15, leaves: 15 });
  expect(arrivals.get('room')).toEqual({ enters: 10, leaves: 110 });
  expect(arrivals.get('hall')).toEqual({ enters: 110, leaves: 117 });
  expect(arrivals.get('master')).toEqual({ enters: 117, leaves: 120 });
});
