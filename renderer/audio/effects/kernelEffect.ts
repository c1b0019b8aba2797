import { kernelUnit } from '../worklets/load';
import { reductionReader } from '../worklets/reduction';
import type { KernelName } from '../kernels/index';
import type { KernelOptions } from '../kernels/kernel';
import { drive } from './blocks';
import {
  defineEffect,
  type Definition,
  type EffectDescriptor,
  type NumberKeys,
  type Specs,
  type Values,
} from './descriptor';

type KernelEffect<S extends Specs> = Omit<Definition<S>, 'create' | 'link'> & {
  kernel: KernelName;
  /** what each ramping parameter sets the kernel's parameter of that name to */
  drives: { readonly [K in Exclude<NumberKeys<Values<S>>, 'mix'>]?: (value: number) => number };
  /** parameters of the kernel that stay as they are */
  constants?: Readonly<Record<string, number>>;
  /** what structural parameters make of the kernel */
  options?(values: Values<S>, sampleRate: number): KernelOptions;
};

export const same = (value: number): number => value;
export const toSeconds = (milliseconds: number): number => milliseconds / 1000;
export const toShare = (percent: number): number => percent / 100;
export const toLinear = (db: number): number => 10 ** (db / 20);

/** An effect that is one kernel and nothing else: a worklet while it may move, a link of a chain where it does not. */
export function defineKernelEffect<const S extends Specs>(definition: KernelEffect<S>): EffectDescriptor {
  const { kernel, drives, constants, options, ...rest } = definition;
  const bands = definition.reduction?.length ?? 0;
  const driven = Object.entries(drives) as [string, (value: number) => number][];
  const initial = (values: Values<S>): Record<string, number> => ({
    ...constants,
    ...Object.fromEntries(driven.map(([key, of]) => [key, of(Number(values[key]))])),
  });
  const optionsOf = (values: Values<S>, sampleRate: number): KernelOptions =>
    options?.(values, sampleRate) ?? {};
  return defineEffect<S>({
    ...rest,
    create: (scene, values) => {
      const { sampleRate } = scene.native;
      const unit = kernelUnit(scene, kernel, initial(values), optionsOf(values, sampleRate), bands);
      const automatable: Record<string, ReturnType<typeof drive>[]> = {};
      for (const [key, of] of driven) automatable[key] = [drive(unit.param(key), of)];
      return {
        input: unit.node,
        output: unit.node,
        automatable: automatable,
        ...(bands > 0 && !scene.fixed && { reduction: reductionReader(unit.node, bands) }),
      };
    },
    link: (values, sampleRate) => ({
      name: kernel,
      values: initial(values),
      options: optionsOf(values, sampleRate),
    }),
  });
}
