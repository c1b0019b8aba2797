import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Clip, ProjectDocument } from '../../preload/contract/document';
import type { Inspection } from '../../renderer/app/inspect';
import { readWav } from './audio-file';
import { answerNativeDialogs } from './native-dialogs';
import { noise, RATE, scene, writeProjectFile, type TrackSpec } from './project-file';
import { expect, Studio, test as base } from './studio';

type Modifier = 'Shift' | 'Control' | 'Alt';
type Point = { x: number; y: number };
type DragOptions = {
  /** held from the press to the release */
  with?: readonly Modifier[];
  /** pressed only once the pointer is where it goes */
  thenWith?: readonly Modifier[];
  /** ends it with Escape in place of the release */
  cancel?: boolean;
  /** looks at what is shown while the pointer is still down */
  during?: () => Promise<void>;
};

/** Left edge of a clip, its right edge, or the middle between them. */
type Side = 'left' | 'middle' | 'right';

/**
 * The timeline of a running studio as a person's hands find it: places are seconds and tracks, parts are what the
 * elements say they are. Everything is done with the mouse and the keyboard; what came of it is read from the window.
 */
export class Timeline {
  private opened = 0;
  /** What went wrong in the window and may not be seen in what a test looks at. */
  readonly faults: string[] = [];

  constructor(
    readonly studio: Studio,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    // Listened to, the system's own file chooser does not open: no test could close it again.
    page.on('filechooser', () => undefined);
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
  }

  /** Opens a project of these tracks, written as a file first, in place of whatever is open. */
  async open(
    tracks: TrackSpec[],
    {
      sounds = { noise: [noise(4 * RATE, 1)] },
      change = {},
      clips = {},
    }: {
      /** by id, a channel each, at 48 kHz; four seconds of `noise` unless others are given */
      sounds?: Record<string, Float32Array[]>;
      change?: Partial<ProjectDocument>;
      /** by the clip's id (`<track>-<number>`): what the specs have no word for */
      clips?: Record<string, Partial<Clip>>;
    } = {},
  ): Promise<void> {
    const document = scene(tracks, { id: `t${Date.now()}`, ...change });
    // The library knows a sound by its id and keeps it: no two projects may mean different sounds by one.
    const turn = (this.opened += 1);
    const named = (id: string): string => `${id}-${turn}`;
    for (const [id, clip] of Object.entries(document.clips)) {
      const whole = { ...clip, ...clips[id] };
      document.clips[id] = { ...whole, soundId: named(whole.soundId), takes: whole.takes.map(named) };
    }
    const file = this.studio.file(`${document.id}.gmix`);
    writeProjectFile(
      file,
      document,
      Object.fromEntries(Object.entries(sounds).map(([id, channels]) => [named(id), channels])),
    );
    await answerNativeDialogs(this.studio.app, { open: file, save: file, button: "Don't save" });
    await this.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await this.press('Control+o');
    await expect.poll(async () => (await this.look()).document.id).toBe(document.id);
    await this.page.mouse.move(2, 2);
  }

  // --- what is there

  look(): Promise<Inspection> {
    return this.page.evaluate(() => window.inspection);
  }

  async document(): Promise<ProjectDocument> {
    return (await this.look()).document;
  }

  async clip(id: string): Promise<Clip> {
    const clip = (await this.document()).clips[id];
    if (!clip) throw new Error(`There is no clip ${id}.`);
    return clip;
  }

  /** The clips of a track, by start. */
  async clipsOf(trackId: string): Promise<Clip[]> {
    const { clips } = await this.document();
    return Object.values(clips)
      .filter((clip) => clip.trackId === trackId)
      .sort((a, b) => a.start - b.start);
  }

  /** Start and end of every clip of a track in seconds, by start. */
  async spans(trackId: string): Promise<[number, number][]> {
    return (await this.clipsOf(trackId)).map(({ start, length }) => [start / RATE, (start + length) / RATE]);
  }

  /** A sound's samples as the library keeps them, one array per channel. */
  samples(soundId: string): Float64Array[] {
    return readWav(this.studio.file(join('user-data', 'library', 'sounds', `${soundId}.wav`))).channels;
  }

  /** What the selected clips sound like: they are bounced, and the bounce is taken back. */
  async heard(): Promise<Float64Array[]> {
    const { applied } = await this.look();
    await this.press('Control+Shift+b');
    await expect.poll(async () => (await this.look()).applied).toBe(applied + 1);
    const { document, selectedClipIds } = await this.look();
    const samples = this.samples(document.clips[selectedClipIds[0]!]!.soundId);
    await this.undo();
    return samples;
  }

  element(clipId: string): Locator {
    return this.page.locator(`[data-clip="${clipId}"]`);
  }

  /** A part of a clip: `trim-start`, `fade-in`, `bend-out`, `gain`… */
  handle(clipId: string, handle: string): Locator {
    return this.element(clipId).locator(`[data-handle="${handle}"]`);
  }

  lane(trackId: string): Locator {
    return this.page.locator(`[data-lane="${trackId}"]`);
  }

  header(trackId: string): Locator {
    return this.page.locator(`[data-track="${trackId}"]`);
  }

  // --- places of the window

  /** Where a second of a track lies; `down` is how far down its lane, 0 to 1. */
  async at(trackId: string, seconds: number, down = 0.5): Promise<Point> {
    const lane = await boxOf(this.lane(trackId));
    const { scrollSeconds, pixelsPerSecond } = await this.look();
    return { x: lane.x + (seconds - scrollSeconds) * pixelsPerSecond, y: lane.y + lane.height * down };
  }

  /** A point of a clip; `down` as above. Edges are taken hold of two pixels inside. */
  async on(clipId: string, side: Side = 'middle', down = 0.6): Promise<Point> {
    const box = await boxOf(this.element(clipId));
    const x = { left: box.x + 2, middle: box.x + box.width / 2, right: box.x + box.width - 2 }[side];
    return { x, y: box.y + box.height * down };
  }

  /** How many CSS pixels a second takes. */
  async pixels(seconds: number): Promise<number> {
    return seconds * (await this.look()).pixelsPerSecond;
  }

  // --- what hands do

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Runs a command by its name in the command palette. */
  async command(name: string): Promise<void> {
    await this.press('Control+k');
    const field = this.page.getByRole('combobox', { name: 'Find a command' });
    await field.fill(name);
    await this.page.getByRole('option', { name }).first().click();
    await expect(field).toBeHidden();
  }

  async click(point: Point, held: readonly Modifier[] = []): Promise<void> {
    await this.hold(held, async () => {
      await this.page.mouse.click(point.x, point.y);
    });
  }

  async doubleClick(point: Point): Promise<void> {
    await this.page.mouse.dblclick(point.x, point.y);
  }

  /** Presses at `from`, moves to `to` in steps, and releases. */
  async drag(from: Point, to: Point, options: DragOptions = {}): Promise<void> {
    const { mouse, keyboard } = this.page;
    await this.hold(options.with ?? [], async () => {
      await mouse.move(from.x, from.y);
      await mouse.down();
      await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
      await mouse.move(to.x, to.y, { steps: 2 });
      await this.hold(options.thenWith ?? [], async () => {
        await options.during?.();
        if (options.cancel) await keyboard.press('Escape');
        await mouse.up();
      });
    });
  }

  /** As `drag`, by so many CSS pixels. */
  dragBy(from: Point, dx: number, dy = 0, options: DragOptions = {}): Promise<void> {
    return this.drag(from, { x: from.x + dx, y: from.y + dy }, options);
  }

  /** Puts the playhead at a time, by a click on the ruler. */
  async playheadTo(seconds: number): Promise<void> {
    const ruler = await boxOf(this.page.getByTestId('timeline-ruler'));
    const { scrollSeconds, pixelsPerSecond } = await this.look();
    await this.click({
      x: ruler.x + (seconds - scrollSeconds) * pixelsPerSecond,
      y: ruler.y + ruler.height - 6,
    });
  }

  /** Selects time over tracks, with the tool that does so on clips, too. */
  async selectTime(from: { track: string; at: number }, to: { track: string; at: number }): Promise<void> {
    await this.press('t');
    await this.drag(await this.at(from.track, from.at), await this.at(to.track, to.at));
    await this.press('t');
  }

  async undo(): Promise<void> {
    await this.press('Control+z');
  }

  /**
   * Does something that is one edit: it leaves one undo step of that name, undoing it brings back the document and
   * clears the dirty mark if there was none, and redoing it leads to the same again.
   */
  async oneStep(label: string, work: () => Promise<void>): Promise<void> {
    const before = await this.look();
    await work();
    await expect.poll(async () => (await this.look()).applied, { message: label }).toBe(before.applied + 1);
    const after = await this.look();
    expect(after.steps[before.applied]).toBe(label);
    expect(after.dirty).toBe(true);
    await this.undo();
    const undone = await this.look();
    expect(undone.document).toEqual(before.document);
    expect(undone.dirty).toBe(before.dirty);
    await this.press('Control+Shift+z');
    expect((await this.look()).document).toEqual(after.document);
  }

  /** Does something that must leave no trace: neither in the document nor in the history. */
  async noStep(work: () => Promise<void>): Promise<void> {
    const before = await this.look();
    await work();
    const after = await this.look();
    expect(after.document).toEqual(before.document);
    expect(after.applied).toBe(before.applied);
  }

  private async hold(keys: readonly Modifier[], work: () => Promise<void>): Promise<void> {
    for (const key of keys) await this.page.keyboard.down(key);
    try {
      await work();
    } finally {
      for (const key of [...keys].reverse()) await this.page.keyboard.up(key);
    }
  }
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`Not in sight: ${String(locator)}`);
  return box;
}

/** `test` with the timeline of a studio that all tests of a file share: each opens a project of its own. */
export const test = base.extend<{ keepPicture: undefined }, { timeline: Timeline }>({
  timeline: [
    async ({}, use) => {
      const studio = new Studio();
      try {
        const page = await studio.start();
        await use(new Timeline(studio, page));
      } finally {
        await studio.dispose();
      }
    },
    { scope: 'worker' },
  ],
  keepPicture: [
    async ({ timeline }, use, info) => {
      timeline.faults.length = 0;
      await use(undefined);
      expect.soft(timeline.faults, 'errors in the window').toEqual([]);
      if (info.status === info.expectedStatus) return;
      await timeline.page.screenshot({ path: info.outputPath('window.png') }).catch(() => undefined);
      // Whatever was open or held when it failed must not be in the next test's way.
      await timeline.page.mouse.up();
      await timeline.press('Escape');
      await timeline.press('Escape');
    },
    { auto: true },
  ],
});
export { expect, RATE };
