import type { Scope } from './scope';
import type { Context, ToneAudioNode } from './tone';

export type StudioNode = ToneAudioNode | AudioNode;

/**
 * Where nodes are made: the context they belong to, the scope that owns them, and the moment the sound starts.
 * `time` is when, on the context's clock, the project plays `position`; both in seconds. Oscillators derive their phase
 * from it, so a note of tremolo falls on the same sample live and in an export, wherever playing begins.
 */
export type Scene = {
  readonly context: Context;
  readonly native: BaseAudioContext;
  readonly scope: Scope;
  readonly time: number;
  readonly position: number;
  /** true: nothing will be edited while these nodes live (an export), so what is neutral is left out */
  readonly fixed: boolean;
};
