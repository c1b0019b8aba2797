/**
 * Calls back once a context has played `seconds` more. By its own clock: on a machine that is held up, a timer would end
 * before the fade that it waits for, and what fades would be cut off. A context that was closed plays no more.
 * @returns calls it off
 */
export function afterwards(
  context: Pick<BaseAudioContext, 'currentTime' | 'state'>,
  seconds: number,
  then: () => void,
): () => void {
  const end = context.currentTime + seconds;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    const rest = context.state === 'closed' ? 0 : end - context.currentTime;
    if (rest <= 0) then();
    else timer = setTimeout(wait, Math.max(SHORTEST, 1000 * rest));
  };
  wait();
  return () => clearTimeout(timer);
}

/** The clock goes in blocks: it is not asked more often than a live context computes them. Milliseconds. */
const SHORTEST = 5;
