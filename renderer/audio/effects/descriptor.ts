import type { Effect, EffectParam } from '../../../preload/contract/document';
import { newId } from '../../document/factory';
import type { KernelLink } from '../kernels/host';
import type { Scene, StudioNode } from '../scene';
import type { ReductionReader } from '../worklets/reduction';
import { glideNative } from './blocks';

export const effectCategories = ['Tone', 'Dynamics', 'Space', 'Movement', 'Character', 'Utility'] as const;
export type EffectCategory = (typeof effectCategories)[number];

/** A number with its unit and range. `log` scales need min > 0. `default` lies within the range. */
export type NumberParam = {
  readonly kind: 'number';
  readonly label: string;
  readonly unit: '' | 'Hz' | 'dB' | 's' | 'ms' | 'm' | '%' | 'st' | 'ct' | 'bit' | '°' | ':1';
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly scale: 'linear' | 'log';
  readonly decimals: number;
  /** true: a new value needs new nodes, crossfaded in; false: it ramps */
  readonly structural: boolean;
};

/** One of a few. Always structural. */
export type ChoiceParam<C extends string = string> = {
  readonly kind: 'choice';
  readonly label: string;
  readonly choices: readonly { readonly value: C; readonly label: string }[];
  readonly default: C;
  readonly structural: true;
};

export type ParamSpec = NumberParam | ChoiceParam;
export type ParamDescriptor = ParamSpec & { readonly key: string };

export type Specs = Record<string, ParamSpec>;
export type Values<S extends Specs> = {
  readonly [K in keyof S]: S[K] extends ChoiceParam<infer C> ? C : number;
};

/**
 * An AudioParam that a parameter moves, and the value that the AudioParam has at a value of the parameter (in the
 * parameter's own unit). `of` must be continuous over the parameter's range. An AudioParam belongs to one parameter
 * only: what two parameters move together (a level that is the product of both) is two nodes in a row.
 */
export type ParamDrive = {
  readonly param: AudioParam;
  of(value: number): number;
  /** seconds it takes at least to get to a value that was set: what a jump would not only click but shriek */
  readonly slowest?: number;
};

/** The parameters of an effect that can ramp, each with everything it moves. */
export type Automatable = { readonly [key: string]: readonly ParamDrive[] };

export type NumberKeys<V> = { [K in keyof V]: V[K] extends number ? K : never }[keyof V];

/**
 * What an effect's `create` gives: its nodes, owned by the scope of the scene they were made in. Every number that is
 * not structural stands in `automatable`, except `mix`, which is the slot's: from there it ramps when it is edited, and
 * is automated and modulated to the sample. An AudioParam of a worklet must be a-rate for that, or follows in blocks of
 * 128 frames.
 */
export type EffectNodes<V> = {
  readonly input: StudioNode;
  readonly output: StudioNode;
  readonly automatable?: { readonly [K in NumberKeys<V>]?: readonly ParamDrive[] };
  /** Moves what no AudioParam stands for to `values` within `seconds`. */
  apply?(values: V, seconds: number): void;
  /** for each band that the descriptor names; only of what can be edited */
  readonly reduction?: ReductionReader;
};

/** The nodes of one effect in one graph, with the means to move them. */
export type EffectUnit = {
  readonly input: StudioNode;
  readonly output: StudioNode;
  readonly automatable: Automatable;
  /**
   * Moves ramping parameters to `params` within `seconds`; structural ones do not change during a unit's life.
   * Parameters in `driven` are left to who drives them.
   */
  apply(params: Effect['params'], seconds: number, driven: ReadonlySet<string>): void;
  readonly reduction?: ReductionReader | undefined;
};

export type EffectDescriptor = {
  readonly type: string;
  readonly name: string;
  readonly category: EffectCategory;
  /** one sentence for the add menu */
  readonly summary: string;
  /** in the order of the card; an effect with a dry path has `mix` (in %) as its last one */
  readonly params: readonly ParamDescriptor[];
  /** the bands that it turns down, from the lowest up, whose gain reduction is shown; a single one has no name */
  readonly reduction?: readonly string[];
  create(scene: Scene, params: Effect['params']): EffectUnit;
  /**
   * Frames by which the wet path lags, constant while structural parameters are. `fixed`: in a scene that is (an
   * export), where what works in large blocks may lag more.
   */
  latency(params: Effect['params'], sampleRate: number, fixed?: boolean): number;
  /** The kernel that does all of the wet path's work where no parameter moves; null: it takes nodes. */
  link(params: Effect['params'], sampleRate: number): KernelLink | null;
  /** Seconds after the input ends until the output is 60 dB down or less than it matters. */
  tail(params: Effect['params']): number;
};

export type Definition<S extends Specs> = {
  type: string;
  name: string;
  category: EffectCategory;
  summary: string;
  params: S;
  reduction?: readonly string[];
  create(scene: Scene, values: Values<S>): EffectNodes<Values<S>>;
  latency?(values: Values<S>, sampleRate: number, fixed: boolean): number;
  link?(values: Values<S>, sampleRate: number): KernelLink;
  tail?(values: Values<S>): number;
};

/** The value of one parameter as it may be used: of the right kind and within its range, else the default. */
export function paramValue(spec: ParamSpec, raw: EffectParam | undefined): number | string {
  if (spec.kind === 'choice')
    return spec.choices.some(({ value }) => value === raw) ? String(raw) : spec.default;
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return spec.default;
  return Math.min(spec.max, Math.max(spec.min, raw));
}

/**
 * Turns a definition with typed values into a descriptor that takes the document's untyped ones: what is missing gets
 * its default, what is out of range is clamped, so a project from another version still opens and plays.
 */
export function defineEffect<const S extends Specs>(definition: Definition<S>): EffectDescriptor {
  const { create, latency, link, tail, params, ...rest } = definition;
  const list = Object.entries(params).map(([key, spec]) => ({ ...spec, key }));
  const read = (raw: Effect['params']): Values<S> =>
    Object.fromEntries(list.map((param) => [param.key, paramValue(param, raw[param.key])])) as Values<S>;
  return {
    ...rest,
    params: list,
    create: (scene, raw) => {
      let values = read(raw);
      const nodes = create(scene, values);
      const automatable: Automatable = { ...nodes.automatable };
      return {
        input: nodes.input,
        output: nodes.output,
        automatable,
        reduction: nodes.reduction,
        apply: (params, seconds, driven) => {
          const next = read(params);
          for (const [key, drives] of Object.entries(automatable)) {
            const value = next[key];
            if (driven.has(key) || typeof value !== 'number' || value === values[key]) continue;
            for (const { param, of, slowest = 0 } of drives) {
              glideNative(scene.native, param, of(value), Math.max(seconds, slowest));
            }
          }
          values = next;
          nodes.apply?.(next, seconds);
        },
      };
    },
    latency: (raw, sampleRate, fixed = false) => latency?.(read(raw), sampleRate, fixed) ?? 0,
    link: (raw, sampleRate) => link?.(read(raw), sampleRate) ?? null,
    tail: (raw) => tail?.(read(raw)) ?? 0,
  };
}

type NumberOptions = Partial<Pick<NumberParam, 'unit' | 'scale' | 'decimals' | 'structural'>>;

export function number(
  label: string,
  min: number,
  max: number,
  byDefault: number,
  options: NumberOptions = {},
): NumberParam {
  return {
    kind: 'number',
    label,
    min,
    max,
    default: byDefault,
    unit: '',
    scale: 'linear',
    decimals: 1,
    structural: false,
    ...options,
  };
}

export const hertz = (label: string, min: number, max: number, byDefault: number): NumberParam =>
  number(label, min, max, byDefault, { unit: 'Hz', scale: 'log', decimals: min < 1 ? 2 : min < 20 ? 1 : 0 });

export const decibels = (label: string, min: number, max: number, byDefault: number): NumberParam =>
  number(label, min, max, byDefault, { unit: 'dB' });

export const milliseconds = (label: string, min: number, max: number, byDefault: number): NumberParam =>
  number(label, min, max, byDefault, { unit: 'ms', scale: min > 0 ? 'log' : 'linear' });

export const percent = (label: string, byDefault: number, min = 0, max = 100): NumberParam =>
  number(label, min, max, byDefault, { unit: '%', decimals: 0 });

/** Share of the processed sound: 100 % is wet alone, 0 % dry alone, linear between. */
export const mix = (byDefault: number): NumberParam => percent('Mix', byDefault);

export function choice<const C extends string>(
  label: string,
  choices: readonly { readonly value: C; readonly label: string }[],
  byDefault: NoInfer<C>,
): ChoiceParam<C> {
  return { kind: 'choice', label, choices, default: byDefault, structural: true };
}

/** A new effect with every parameter at its default. */
export function withDefaults(descriptor: EffectDescriptor): Effect {
  return {
    id: newId(),
    type: descriptor.type,
    bypassed: false,
    params: Object.fromEntries(descriptor.params.map((param) => [param.key, param.default])),
  };
}
