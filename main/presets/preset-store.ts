import { StudioError } from '../../preload/contract/errors';
import { presetListSchema, PRESETS_MAX, type Preset } from '../../preload/contract/presets';
import { readJsonFile, writeJsonFile } from '../files/json-file';

/** What two presets must not share: a name within the presets of one effect, or of chains. */
const place = (preset: Preset): string =>
  `${preset.kind} ${preset.kind === 'effect' ? preset.effectType : ''} ${preset.name.toLowerCase()}`;

/** The presets that the person saved: one JSON file, read once, written whole at every change. */
export class PresetStore {
  readonly #file: string;
  #presets: readonly Preset[];
  /** changes one after the other, so that none writes over another */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: string, presets: readonly Preset[]) {
    this.#file = file;
    this.#presets = presets;
  }

  /** A damaged file is set aside, and the person begins with none. */
  static async open(file: string): Promise<PresetStore> {
    const stored = await readJsonFile(file, presetListSchema);
    return new PresetStore(file, stored.state === 'read' ? stored.value.presets : []);
  }

  list(): Preset[] {
    return [...this.#presets];
  }

  /** Adds a preset, or replaces the one of the same id or name. @returns all of them */
  save(preset: Preset): Promise<Preset[]> {
    return this.#change((presets) => {
      const kept = presets
        .filter(({ id }) => id !== preset.id)
        .filter((other) => place(other) !== place(preset));
      if (kept.length >= PRESETS_MAX) {
        throw new StudioError(
          'invalid-input',
          `There are ${PRESETS_MAX} presets already.`,
          'Remove some first.',
        );
      }
      return [...kept, preset].sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
    });
  }

  /** @returns those that are left */
  remove(id: string): Promise<Preset[]> {
    return this.#change((presets) => presets.filter((preset) => preset.id !== id));
  }

  #change(next: (presets: readonly Preset[]) => readonly Preset[]): Promise<Preset[]> {
    const change = this.#last.then(async () => {
      const presets = next(this.#presets);
      await writeJsonFile(this.#file, { presets }, 'The presets could not be saved');
      this.#presets = presets;
      return [...presets];
    });
    this.#last = change.catch(() => undefined);
    return change;
  }
}
