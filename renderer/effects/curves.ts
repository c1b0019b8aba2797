import type { Effect } from '../../preload/contract/document';
import { paramValue, type NumberParam } from '../audio/effects/descriptor';
import { responseDb } from '../audio/effects/equalizer';
import { descriptorOf } from '../audio/effects/index';
import { design, sectionDb } from '../audio/kernels/biquad';
import { HIGH_PASS_OFF, LOW_PASS_OFF } from '../audio/kernels/equalizer';

/** A point of a curve that can be dragged: which parameters it stands for. */
export type Band = {
  label: string;
  /** what stands in its handle */
  mark: string;
  frequency: string;
  /** null: the point moves sideways only */
  gain: string | null;
  /** moved with the wheel over the point */
  q: string | null;
  /** the frequency at which a band without gain does nothing */
  off: number | null;
};

/** An effect whose frequency response is drawn. */
export type Curve = {
  bands: readonly Band[];
  /** decibels at some frequencies, in Hz */
  response(params: Effect['params'], hertz: Float32Array, sampleRate: number): ArrayLike<number>;
};

/** The parameter behind a band's axis; null when the effect has none of that name. */
export function numberParam(type: string, key: string): NumberParam | null {
  const param = descriptorOf(type)?.params.find((candidate) => candidate.key === key);
  return param?.kind === 'number' ? param : null;
}

const eq3: Curve = {
  bands: [
    { label: 'Low', mark: '1', frequency: 'lowFrequency', gain: 'lowGain', q: null, off: null },
    { label: 'Mid', mark: '2', frequency: 'midFrequency', gain: 'midGain', q: 'midQ', off: null },
    { label: 'High', mark: '3', frequency: 'highFrequency', gain: 'highGain', q: null, off: null },
  ],
  response: (params, hertz, sampleRate) => {
    const value = (key: string): number => {
      const spec = numberParam('eq3', key);
      return spec ? Number(paramValue(spec, params[key])) : 0;
    };
    const sections = [
      design('lowshelf', value('lowFrequency'), value('lowGain'), Math.SQRT1_2, sampleRate),
      design('peak', value('midFrequency'), value('midGain'), value('midQ'), sampleRate),
      design('highshelf', value('highFrequency'), value('highGain'), Math.SQRT1_2, sampleRate),
    ];
    return hertz.map((hz) => sections.reduce((sum, section) => sum + sectionDb(section, hz, sampleRate), 0));
  },
};

const band = (label: string, mark: string, name: string): Band => ({
  label,
  mark,
  frequency: `${name}Frequency`,
  gain: `${name}Gain`,
  q: `${name}Q`,
  off: null,
});

const parametric: Curve = {
  bands: [
    { ...band('High-pass', 'H', 'highPass'), gain: null, off: HIGH_PASS_OFF },
    band('Low shelf', '1', 'low'),
    band('Low mid bell', '2', 'lowMid'),
    band('High mid bell', '3', 'highMid'),
    band('High shelf', '4', 'high'),
    { ...band('Low-pass', 'L', 'lowPass'), gain: null, off: LOW_PASS_OFF },
  ],
  response: responseDb,
};

const curves: Readonly<Record<string, Curve>> = { eq3, 'parametric-eq': parametric };

/** undefined for effects that are not drawn. */
export const curveOf = (type: string): Curve | undefined => curves[type];
