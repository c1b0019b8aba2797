import type { Effect } from '../../preload/contract/document';
import { paramValue } from './effects/descriptor';
import { descriptorOf } from './effects/index';
import type { KernelLink } from './kernels/host';
import type { Scene } from './scene';
import type { Driven, RackPlace } from './slot';
import { kernelChain } from './worklets/load';

/**
 * What one node may do of an effect that will neither be edited nor automated: the links it adds to a chain (none when
 * it is bypassed); null when it takes nodes of its own.
 */
export function linksOf(effect: Effect, sampleRate: number, driven: Driven): KernelLink[] | null {
  const descriptor = descriptorOf(effect.type);
  if (!descriptor || effect.bypassed) return [];
  if (descriptor.params.some(({ key }) => driven(effect.id, key))) return null;
  const mix = descriptor.params.find(({ key }) => key === 'mix');
  const share = mix ? Number(paramValue(mix, effect.params['mix'])) / 100 : 1;
  const link = descriptor.link(effect.params, sampleRate);
  return link && [{ ...link, share, latency: descriptor.latency(effect.params, sampleRate, true) }];
}

/** One node for a row of links. */
export function chainPlace(scene: Scene, links: readonly KernelLink[]): RackPlace {
  const node = kernelChain(scene, links);
  return {
    input: node,
    output: node,
    update: () => undefined,
    drives: () => [],
    dispose: () => scene.scope.dispose(),
  };
}
