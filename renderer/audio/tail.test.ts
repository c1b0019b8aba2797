import { expect, it } from 'vitest';
import { emptyProject, type Effect, type ProjectDocument } from '../../preload/contract/document';
import { scene as sceneOf, sendTo, type TrackSpec } from '../../preload/contract/testing/scene';
import { descriptorOf } from './effects/index';
import { tailSeconds } from './tail';

const delay = (params: Effect['params'] = {}, bypassed = false): Effect => ({
  id: 'delay',
  type: 'feedback-delay',
  bypassed,
  params,
});
const lengthOf = ({ params }: Effect): number => descriptorOf('feedback-delay')!.tail(params);

const track = (id: string, change: Partial<TrackSpec> = {}): TrackSpec => ({ id, ...change });

/** One clip, on the track `a`. */
const scene = (tracks: TrackSpec[], change: Partial<ProjectDocument> = {}): ProjectDocument =>
  sceneOf(
    tracks.map((spec) => (spec.id === 'a' ? { ...spec, clips: [{ soundId: 'sound', length: 100 }] } : spec)),
    change,
  );

const short = delay({ time: 0.1, feedback: 0.2 });
const long = delay({ time: 0.4, feedback: 0.5 });

it('adds up along the longest way to the output', () => {
  const tracks = [
    track('group', { kind: 'group', effects: [short] }),
    track('a', { groupId: 'group', effects: [short], sends: [sendTo('return')] }),
    track('return', { kind: 'return', effects: [long] }),
    // Nothing plays into these.
    track('b', { effects: [long] }),
    track('unused', { kind: 'return', effects: [long, { ...long, id: 'second' }] }),
  ];
  expect(lengthOf(long)).toBeGreaterThan(lengthOf(short));
  expect(tailSeconds(scene(tracks))).toBeCloseTo(lengthOf(short) + lengthOf(long));
  const master = { ...emptyProject('p').master, effects: [short] };
  expect(tailSeconds(scene(tracks, { master }))).toBeCloseTo(2 * lengthOf(short) + lengthOf(long));
});

it('is nothing for what is bypassed, and what a frozen track has in its sound', () => {
  expect(tailSeconds(scene([track('a', { effects: [delay({}, true)] })]))).toBe(0);
  const frozen = { soundId: 'sound', start: 0 };
  expect(tailSeconds(scene([track('a', { effects: [long], frozen })]))).toBe(0);
});

it('is that of the highest point of an automated feedback', () => {
  const lane = {
    id: 'lane',
    target: 'effect:delay:feedback',
    points: [0.1, 0.5, 0.2].map((value, at) => ({ at, value, bend: 0 })),
    bypassed: false,
    shown: true,
  };
  const quiet = delay({ time: 0.4, feedback: 0.1 });
  const document = scene([track('a', { effects: [quiet], automation: [lane] })]);
  expect(tailSeconds(document)).toBeCloseTo(lengthOf(long));
});
