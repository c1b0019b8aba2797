/** What a line writes to: an AudioParam. */
export type LineParam = Pick<
  AudioParam,
  'setValueAtTime' | 'linearRampToValueAtTime' | 'cancelScheduledValues'
>;

type Event = { frame: number; value: number; ramp: boolean };

/**
 * Straight lines and jumps on an AudioParam, remembered, so that what is planned can be cut anywhere and its value is
 * known there: an AudioParam tells only the value it has now. Times are frames on the context's clock, ascending.
 */
export class AutomationLine {
  private events: Event[] = [];

  constructor(
    private readonly param: LineParam,
    private readonly sampleRate: number,
  ) {}

  get empty(): boolean {
    return this.events.length === 0;
  }

  jump(frame: number, value: number): void {
    this.param.setValueAtTime(value, frame / this.sampleRate);
    this.events.push({ frame, value, ramp: false });
  }

  /** In a straight line from the event before, whenever that was. */
  ramp(frame: number, value: number): void {
    this.param.linearRampToValueAtTime(value, frame / this.sampleRate);
    this.events.push({ frame, value, ramp: true });
  }

  valueAt(frame: number): number {
    const index = this.events.findLastIndex((event) => event.frame <= frame);
    const before = this.events[index];
    const next = this.events[index + 1];
    if (!before) return next?.value ?? 0;
    if (!next?.ramp) return before.value;
    return (
      before.value + ((next.value - before.value) * (frame - before.frame)) / (next.frame - before.frame)
    );
  }

  /** Drops what is planned from a frame on, and holds the value it has there. */
  cut(frame: number): void {
    if (this.empty) return;
    const value = this.valueAt(frame);
    const index = this.events.findIndex((event) => event.frame >= frame);
    const wasRamp = index !== -1 && this.events[index]?.ramp === true;
    if (index !== -1) this.events.length = index;
    this.param.cancelScheduledValues(frame / this.sampleRate);
    if (wasRamp && index > 0) this.ramp(frame, value);
    else this.jump(frame, value);
  }

  /** Forgets what lies before a frame. */
  forget(frame: number): void {
    const index = this.events.findLastIndex((event) => event.frame <= frame);
    if (index > 0) this.events.splice(0, index);
  }
}
