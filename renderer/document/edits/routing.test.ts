import { describe, expect, it } from 'vitest';
import type { ProjectDocument, Track } from '../../../preload/contract/document';
import { newTrack } from '../factory';
import { applyAll, type Operation } from '../operations';
import { trackById } from '../select';
import { smallProject } from '../testing/fixtures';
import {
  addBus,
  addSend,
  changeSend,
  groupsFor,
  removeSend,
  returnsFor,
  sendToNewReturn,
  setOutput,
} from './routing';
import { removeTrack } from './tracks';

const withTracks = (...tracks: (Partial<Track> & Pick<Track, 'id' | 'kind'>)[]): ProjectDocument => {
  const project = smallProject();
  return {
    ...project,
    tracks: [...project.tracks, ...tracks.map((track) => ({ ...newTrack(9), ...track }))],
  };
};

function apply(document: ProjectDocument, operations: Operation[]): ProjectDocument {
  const { document: after, inverse } = applyAll(document, operations);
  expect(applyAll(after, inverse).document).toEqual(document);
  return after;
}

const sendsOf = (document: ProjectDocument, id: string) => trackById(document, id)?.sends ?? [];

describe('sends', () => {
  it('go to returns only, and to each once', () => {
    const document = withTracks({ id: 'r', kind: 'return' }, { id: 'g', kind: 'group' });
    expect(returnsFor(document, 't0').map(({ id }) => id)).toEqual(['r']);
    expect(addSend(document, 't0', 'g')).toEqual([]);
    const sent = apply(document, addSend(document, 't0', 'r'));
    expect(sendsOf(sent, 't0')).toMatchObject([{ returnId: 'r', levelDb: -12, pre: false, muted: false }]);
    expect(addSend(sent, 't0', 'r')).toEqual([]);
  });

  it('close no circle of returns', () => {
    const two = withTracks({ id: 'r', kind: 'return' }, { id: 's', kind: 'return' });
    const chained = apply(two, addSend(two, 'r', 's'));
    expect(returnsFor(chained, 's')).toEqual([]);
    expect(addSend(chained, 's', 'r')).toEqual([]);
    expect(addSend(chained, 'r', 'r')).toEqual([]);
  });

  it('come with a new return in one step, named by the first free letter', () => {
    const first = apply(smallProject(), sendToNewReturn(smallProject(), 't0'));
    const second = apply(first, sendToNewReturn(first, 't0'));
    expect(second.tracks.slice(3).map(({ name, kind }) => [name, kind])).toEqual([
      ['Return A', 'return'],
      ['Return B', 'return'],
    ]);
    expect(sendsOf(second, 't0').map(({ returnId }) => returnId)).toEqual(
      second.tracks.slice(3).map(({ id }) => id),
    );
  });

  it('change alone, and go with what moved them', () => {
    const base = withTracks({ id: 'r', kind: 'return' }, { id: 's', kind: 'return' });
    const one = apply(base, addSend(base, 't0', 'r'));
    const both = apply(one, addSend(one, 't0', 's'));
    const [first, second] = sendsOf(both, 't0').map(({ id }) => id) as [string, string];
    const lane = { id: 'l', target: `send:${first}`, points: [], bypassed: false, shown: true };
    const automated = apply(both, [
      {
        type: 'track.set',
        id: 't0',
        changes: { automation: [lane, { ...lane, id: 'm', target: 'volume' }] },
      },
    ]);
    const changed = apply(automated, changeSend(automated, 't0', first, { levelDb: -3, pre: true }));
    expect(sendsOf(changed, 't0')).toMatchObject([
      { levelDb: -3, pre: true },
      { levelDb: -12, pre: false },
    ]);
    const removed = apply(changed, removeSend(changed, 't0', first));
    expect(sendsOf(removed, 't0').map(({ id }) => id)).toEqual([second]);
    expect(trackById(removed, 't0')?.automation.map(({ id }) => id)).toEqual(['m']);
    expect(removeSend(removed, 't0', first)).toEqual([]);
  });

  it('go with their return, in the same step', () => {
    const base = withTracks({ id: 'r', kind: 'return' });
    const sent = apply(base, addSend(base, 't0', 'r'));
    expect(sendsOf(apply(sent, removeTrack(sent, 'r')), 't0')).toEqual([]);
  });
});

describe('outputs', () => {
  it('are groups or the master; a group is none for what it plays into', () => {
    const document = withTracks(
      { id: 'g', kind: 'group' },
      { id: 'h', kind: 'group', groupId: 'g' },
      { id: 'r', kind: 'return' },
    );
    expect(groupsFor(document, 't0').map(({ id }) => id)).toEqual(['g', 'h']);
    expect(groupsFor(document, 'g')).toEqual([]);
    const grouped = apply(document, setOutput(document, 't0', 'h'));
    expect(trackById(grouped, 't0')?.groupId).toBe('h');
    expect(grouped.tracks.map(({ id }) => id)).toEqual(['t1', 't2', 'g', 'h', 't0', 'r']);
    expect(trackById(apply(grouped, setOutput(grouped, 't0', null)), 't0')?.groupId).toBeNull();
    expect(setOutput(document, 'g', 'h')).toEqual([]);
    expect(setOutput(document, 't0', 'r')).toEqual([]);
  });

  it('of a deleted group go to what it played into', () => {
    const document = withTracks(
      { id: 'g', kind: 'group' },
      { id: 'h', kind: 'group', groupId: 'g' },
      { id: 'x', kind: 'audio', groupId: 'h' },
    );
    expect(trackById(apply(document, removeTrack(document, 'h')), 'x')?.groupId).toBe('g');
  });

  it('may not lead back through a send', () => {
    const base = withTracks({ id: 'g', kind: 'group' }, { id: 'r', kind: 'return' });
    const sent = apply(base, addSend(base, 'g', 'r'));
    expect(groupsFor(sent, 'r')).toEqual([]);
  });
});

it('names a group that is added', () => {
  const [added] = addBus(smallProject(), 'group');
  expect(added).toMatchObject({ type: 'track.add', track: { name: 'Group A', kind: 'group' }, index: 3 });
});
