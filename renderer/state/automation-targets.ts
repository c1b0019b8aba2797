import { GAIN_MAX_DB, GAIN_MIN_DB, type ProjectDocument } from '../../preload/contract/document';
import { paramValue } from '../audio/effects/descriptor';
import { descriptorOf } from '../audio/effects/index';
import type { Scale } from '../document/automation';
import type { RackOwner } from '../document/operations';
import { toFraction, type ValueRange } from '../ui/valueRange';

export const volumeRange: ValueRange = {
  min: GAIN_MIN_DB,
  max: GAIN_MAX_DB,
  default: 0,
  scale: 'fader',
  decimals: 1,
  unit: 'dB',
};
export const panRange: ValueRange = {
  min: -1,
  max: 1,
  default: 0,
  scale: 'linear',
  decimals: 2,
  unit: 'pan',
};

/** A parameter that can have an automation lane. */
export type Target = {
  /** as the document names it: volume, pan, send:<id>, effect:<id>:<key> */
  readonly target: string;
  readonly label: string;
  /** what it belongs to: "Filter", "Sends"; empty for the strip itself */
  readonly group: string;
  readonly range: ValueRange;
  /** where it stands while no lane moves it */
  readonly value: number;
};

/** Everything of a track, or of the master, that can be automated. */
export function targetsOf(document: ProjectDocument, owner: RackOwner): Target[] {
  const track = document.tracks.find(({ id }) => id === owner);
  if (owner !== 'master' && !track) return [];
  const { volumeDb, effects } = track ?? document.master;
  const list: Target[] = [
    { target: 'volume', label: 'Volume', group: '', range: volumeRange, value: volumeDb },
  ];
  if (track) {
    list.push({ target: 'pan', label: 'Pan', group: '', range: panRange, value: track.pan });
    for (const send of track.sends) {
      const to = document.tracks.find(({ id }) => id === send.returnId)?.name ?? 'return';
      list.push({
        target: `send:${send.id}`,
        label: `Send to ${to}`,
        group: 'Sends',
        range: volumeRange,
        value: send.levelDb,
      });
    }
  }
  for (const effect of effects) {
    const descriptor = descriptorOf(effect.type);
    for (const param of descriptor?.params ?? []) {
      // A structural parameter needs new nodes for every value: it cannot move.
      if (param.kind !== 'number' || param.structural) continue;
      list.push({
        target: `effect:${effect.id}:${param.key}`,
        label: param.label,
        group: descriptor?.name ?? effect.type,
        range: param,
        value: Number(paramValue(param, effect.params[param.key])),
      });
    }
  }
  return list;
}

/** null when what the lane moved has been taken away. */
export const targetOf = (document: ProjectDocument, owner: RackOwner, target: string): Target | null =>
  targetsOf(document, owner).find((candidate) => candidate.target === target) ?? null;

/** "Volume", "Filter · Frequency" */
export const targetName = ({ label, group }: Target): string =>
  group === '' || group === 'Sends' ? label : `${group} · ${label}`;

/** The scale on which the sound moves between two points. */
export const curveScale = (range: ValueRange): Scale => (range.scale === 'log' ? 'log' : 'linear');

export const shareIn =
  (range: ValueRange) =>
  (value: number): number =>
    toFraction(range, value);
