/** An element's transform, set from a script many times a second. */
export type HeldTransform = {
  set(transform: string): void;
  /** Gives it back to the element's style. */
  release(): void;
};

/**
 * Takes hold of an element's transform with an animation that stands still. Chromium moves the layer of an animated
 * element by itself; after a change of style it works out all layers of the window anew, which is more work than all else
 * in a frame of a scroll. Only for elements that show something: an empty one has no layer to be moved.
 */
export function holdTransform(element: Element): HeldTransform {
  const effect = new KeyframeEffect(element, { transform: ['none', 'none'] }, { duration: 1, fill: 'both' });
  const animation = new Animation(effect);
  animation.pause();
  let now = 'none';
  return {
    set: (transform) => {
      if (transform === now) return;
      now = transform;
      effect.setKeyframes({ transform: [transform, transform] });
    },
    release: () => animation.cancel(),
  };
}
