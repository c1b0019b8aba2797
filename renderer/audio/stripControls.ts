import { afterwards } from './afterwards';
import { targetOf, type Automated } from './automation';
import { Control, type ControlSettings } from './control';
import { RAMP_SECONDS } from './effects/blocks';
import type { ParamDrive } from './effects/descriptor';
import { followerOf, lfoOf } from '../document/modulators';
import type { Passes } from './passes';
import type { Scene } from './scene';
import type { StripState } from './strip';

type Where = { readonly drives: readonly ParamDrive[]; readonly lag: number };
type AutomatedState = Pick<StripState, 'automation' | 'modulators' | 'arrival' | 'projectRate'>;

/** What moves a target: its lane and its modulators, unless they are bypassed; null for one that nothing moves. */
function settingsOf(strip: Automated, target: string, state: AutomatedState): ControlSettings | null {
  const found = targetOf(strip, target);
  if (!found) return null;
  const lane = state.automation.find(
    (one) => one.target === target && !one.bypassed && one.points.length > 0,
  );
  const modulators = state.modulators.filter(
    (one) => one.target === target && !one.bypassed && one.depth !== 0,
  );
  if (!lane && modulators.length === 0) return null;
  const lfos = modulators.filter(({ type }) => type === 'lfo').map(lfoOf);
  const followers = modulators.filter(({ type }) => type === 'follower').map(followerOf);
  return { curve: { points: lane?.points ?? [], ...found, lfos, projectRate: state.projectRate }, followers };
}

/** Everything that moves by itself in one strip. */
export class StripControls {
  private readonly controls = new Map<string, Control>();
  /** values at which a hand holds a target, for as long as it does */
  private readonly held = new Map<string, number>();
  private settings: ReadonlyMap<string, ControlSettings>;
  private follow: AudioNode | null = null;

  /** @param where what a target moves now */
  constructor(
    private readonly scene: Scene,
    private state: StripState,
    private readonly where: (target: string) => Where,
  ) {
    this.settings = this.read();
  }

  /** Whether something else than an edit moves a target. */
  drives(target: string): boolean {
    return this.settings.has(target);
  }

  /** Begins, once the strip is built. @param follow the strip's input */
  start(follow: AudioNode): void {
    this.follow = follow;
    for (const [target, settings] of this.settings) this.make(target, settings, false);
  }

  update(state: StripState): void {
    const before = this.state;
    this.state = state;
    const same =
      state.automation === before.automation &&
      state.modulators === before.modulators &&
      state.effects === before.effects &&
      state.volumeDb === before.volumeDb &&
      state.pan === before.pan &&
      state.sends.every(({ send }, i) => send === before.sends[i]?.send) &&
      state.sends.length === before.sends.length &&
      state.projectRate === before.projectRate;
    if (same) return;
    const known = this.settings;
    this.settings = this.read();
    for (const [target, control] of this.controls) {
      const next = this.settings.get(target);
      const old = known.get(target);
      if (next && old && !alike(next, old)) control.update(next);
      if (next) continue;
      this.controls.delete(target);
      if (old)
        control.update({ ...old, curve: { ...old.curve, ...(targetOf(automated(state), target) ?? {}) } });
      control.release();
      afterwards(this.scene.native, 4 * RAMP_SECONDS, () => control.dispose());
    }
  }

  /** Takes hold of what the targets move now: effects and sends may have been built anew. */
  bind(): void {
    if (!this.follow) return;
    for (const [target, settings] of this.settings) {
      const control = this.controls.get(target);
      if (!control) {
        this.make(target, settings, true);
        continue;
      }
      const { drives, lag } = this.where(target);
      control.setLag(lag, lag - this.state.arrival.enters);
      control.bind(drives, true);
    }
  }

  advance(passes: Passes, now: number, until: number): void {
    for (const control of this.controls.values()) control.advance(passes, now, until);
  }

  hold(target: string, value: number | null): void {
    if (value === null) this.held.delete(target);
    else this.held.set(target, value);
    this.controls.get(target)?.hold(value);
  }

  private make(target: string, settings: ControlSettings, sounding: boolean): void {
    if (!this.follow) return;
    const scope = this.scene.scope.child();
    const control = new Control({ ...this.scene, scope }, settings, this.follow);
    this.controls.set(target, control);
    const { drives, lag } = this.where(target);
    control.setLag(lag, lag - this.state.arrival.enters);
    control.hold(this.held.get(target) ?? null);
    control.bind(drives, sounding);
  }

  private read(): ReadonlyMap<string, ControlSettings> {
    const { state } = this;
    const strip = automated(state);
    const targets = new Set([...state.automation, ...state.modulators].map(({ target }) => target));
    const settings = new Map<string, ControlSettings>();
    for (const target of targets) {
      const found = settingsOf(strip, target, state);
      if (found) settings.set(target, found);
    }
    return settings;
  }
}

function automated({ volumeDb, pan, effects, sends }: StripState): Automated {
  return { volumeDb, effects, sends: sends.map(({ send }) => send), ...(pan === undefined ? {} : { pan }) };
}

function alike(a: ControlSettings, b: ControlSettings): boolean {
  const { points, lfos, ...one } = a.curve;
  const { points: otherPoints, lfos: otherLfos, ...other } = b.curve;
  return (
    points === otherPoints &&
    JSON.stringify([one, lfos, a.followers]) === JSON.stringify([other, otherLfos, b.followers])
  );
}
