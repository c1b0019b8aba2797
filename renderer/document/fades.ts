import type { Clip, Fade } from '../../preload/contract/document';

type Fades = { fadeIn: Fade; fadeOut: Fade };

/** The clip's fades cut to fit `length` without overlapping: the fade-in keeps its length first. */
export function fitFades(clip: Pick<Clip, 'fadeIn' | 'fadeOut'>, length: number): Fades {
  const fadeIn = Math.min(clip.fadeIn.length, length);
  const fadeOut = Math.min(clip.fadeOut.length, length - fadeIn);
  return {
    fadeIn: fadeIn === clip.fadeIn.length ? clip.fadeIn : { ...clip.fadeIn, length: fadeIn },
    fadeOut: fadeOut === clip.fadeOut.length ? clip.fadeOut : { ...clip.fadeOut, length: fadeOut },
  };
}
