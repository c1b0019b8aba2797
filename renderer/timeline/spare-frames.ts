import { editor, useView } from '../state/session';
import { useViewport } from './viewport';

/** A piece of work that can wait; asks for another turn itself when there is more to do. */
type Piece = () => void;

const waiting = new Set<Piece>();
let request = 0;
/** a change of the view or the document waits for its frame */
let changed = false;
/** the frame that showed the last one */
let shownAt = -1;
/** the last turn was left out */
let passed = false;

function turn(now: number): void {
  request = 0;
  // A frame that shows a change has enough to do, but two in a row do not go without.
  passed = (changed || shownAt === now) && !passed;
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
 * Has what can wait done in the frames to come, one piece a frame and in turn: two of them in one frame would be more than
 * it has time for. A piece that waits already keeps its place.
 * @returns the function that takes it back
 */
export function whenSpare(piece: Piece): () => void {
  waiting.add(piece);
  ask();
  return () => waiting.delete(piece);
}

function mark(): void {
  if (changed) return;
  changed = true;
  requestAnimationFrame((now) => {
    changed = false;
    shownAt = now;
  });
}
useView.subscribe(mark);
useViewport.subscribe(mark);
editor.subscribe(mark);
