/**
 * The Tone.js classes the studio uses, each from its own module. Tone's index creates a global AudioContext with a
 * blob: worker as soon as it is imported; here every node is given its context, and the global one is a dummy, so a
 * node that was forgotten is silent in tests instead of playing through a second, hidden context.
 */
import { DummyContext } from 'tone/build/esm/core/context/DummyContext.js';
import { setContext } from 'tone/build/esm/core/context/GlobalContext.js';

setContext(new DummyContext());

export { Context } from 'tone/build/esm/core/context/Context.js';
export { OfflineContext } from 'tone/build/esm/core/context/OfflineContext.js';
export { Gain } from 'tone/build/esm/core/context/Gain.js';
export { Delay } from 'tone/build/esm/core/context/Delay.js';
export type { Param } from 'tone/build/esm/core/context/Param.js';
export type { ToneAudioNode } from 'tone/build/esm/core/context/ToneAudioNode.js';
export { connect, connectSeries } from 'tone/build/esm/core/context/ToneAudioNode.js';
export { Split } from 'tone/build/esm/component/channel/Split.js';
export { Merge } from 'tone/build/esm/component/channel/Merge.js';
export { BiquadFilter } from 'tone/build/esm/component/filter/BiquadFilter.js';
export { WaveShaper } from 'tone/build/esm/signal/WaveShaper.js';
