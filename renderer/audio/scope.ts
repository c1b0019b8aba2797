/** Something that must be let go of: a Tone node, a subscription wrapped in an object. */
type Disposable = { dispose(): unknown };

/**
 * Owns what was opened together and lets it go together, last opened first. A child scope goes with its parent, or
 * alone before it.
 */
export class Scope {
  private static count = 0;
  private readonly releases = new Set<() => void>();
  private closed = false;

  constructor() {
    Scope.count += 1;
  }

  /** How many scopes of the whole window are open: what a leak test watches. */
  static get open(): number {
    return Scope.count;
  }

  own<T extends Disposable>(item: T): T {
    this.defer(() => item.dispose());
    return item;
  }

  /** A native node: disconnected at the end, so that neither side keeps the other alive. */
  node<T extends AudioNode>(node: T): T {
    this.defer(() => node.disconnect());
    return node;
  }

  defer(release: () => void): void {
    if (this.closed) throw new Error('This scope is closed: nothing can be added to it.');
    this.releases.add(release);
  }

  child(): Scope {
    const child = new Scope();
    const release = (): void => child.dispose();
    this.releases.add(release);
    child.defer(() => this.releases.delete(release));
    return child;
  }

  dispose(): void {
    if (this.closed) return;
    this.closed = true;
    Scope.count -= 1;
    for (const release of [...this.releases].reverse()) release();
    this.releases.clear();
  }
}
