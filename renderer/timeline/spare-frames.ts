import { useView } from '../state/session';
import { useViewport } from './viewport';

/** A piece of work that can wait; asks for another turn itself when there is more to do. */
type Piece = () => void;

const waiting = new Set<Piece>();
let request = 0;
/** the view has moved since the last frame */
let moved = false;
/** the last turn was left out */
let passed = false;

function turn(): void {
  request = 0;
  // A frame that shows another view has enough to do, but two in a row do not go without.
  passed = moved && !passed;
  moved = false;
  const [piece] = waiting;
  if (piece && !passed) {
    waiting.delete(piece);
    piece();
  }
  ask();
}

function ask(): void {
  if (request === 0 && waiting.size > 0) request = requestAnimationFrame(turn);
}

/**
 * Has what lies beside the window prepared in the frames to come, one piece a frame and in turn: two of them in one frame
 * would be more than it has time for. A piece that waits already keeps its place.
 * @returns the function that takes it back
 */
export function whenSpare(piece: Piece): () => void {
  waiting.add(piece);
  ask();
  return () => waiting.delete(piece);
}

for (const { subscribe } of [useView, useViewport]) subscribe(() => (moved = true));
