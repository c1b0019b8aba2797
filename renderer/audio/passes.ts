/**
 * A stretch of the project played without a jump: from `frame` on the context's clock, samples `from` to `to` of the
 * project. A loop is a row of passes, each beginning on the frame where the last one ends. `soft`: what is cut into at
 * the beginning is faded in for a moment, because a person jumped there; a loop and an export begin as they are. `cut`:
 * its end is faded as well, because what follows is from somewhere else.
 */
export type Pass = {
  readonly frame: number;
  readonly from: number;
  readonly to: number;
  readonly soft: boolean;
  readonly cut?: boolean;
};

/** Where the project is on the context's clock: what has been planned to play, in order. */
export class Passes {
  private list: readonly Pass[] = [];
  /** changes when what was planned already does not hold any more */
  version = 0;

  /** @param ratio context frames per project sample */
  constructor(readonly ratio: number) {}

  get all(): readonly Pass[] {
    return this.list;
  }

  get last(): Pass | undefined {
    return this.list.at(-1);
  }

  add(pass: Pass): void {
    this.list = [...this.list, pass];
  }

  clear(): void {
    this.list = [];
    this.version += 1;
  }

  /** Drops passes that are over. */
  drop(over: (pass: Pass) => boolean): void {
    if (this.list.some(over)) this.list = this.list.filter((pass) => !over(pass));
  }

  /** Lets the last pass end elsewhere. */
  retarget(to: number): void {
    const { last } = this;
    if (!last || last.to === to) return;
    this.list = [...this.list.slice(0, -1), { ...last, to }];
    this.version += 1;
  }

  /** Project samples as context frames. Always of absolute positions, so that every pass rounds a moment alike. */
  frames(samples: number): number {
    return samples === Infinity ? Infinity : Math.round(samples * this.ratio);
  }

  /** The context frame at which a pass plays a sample. */
  frameOf(pass: Pass, sample: number): number {
    return sample === Infinity ? Infinity : pass.frame + this.frames(sample) - this.frames(pass.from);
  }

  endOf(pass: Pass): number {
    return this.frameOf(pass, pass.to);
  }

  /** The sample that a pass plays at a context frame. */
  sampleOf(pass: Pass, frame: number): number {
    return Math.min(pass.to, pass.from + Math.max(0, frame - pass.frame) / this.ratio);
  }

  /** The project sample that sounds at a context frame; before the first pass its beginning. */
  positionAt(frame: number): number {
    const current = this.list.findLast((pass) => pass.frame <= frame) ?? this.list[0];
    return current ? this.sampleOf(current, frame) : 0;
  }
}
