import { defaultSettings, settingsSchema, type Settings } from '../../preload/contract/settings';
import { readJsonFile, writeJsonFile } from '../files/json-file';

/** The person's settings: one JSON file, read once, written whole at every change. */
export class SettingsStore {
  readonly #file: string;
  #settings: Settings;
  /** the write before, whether it succeeded or not */
  #written: Promise<unknown> = Promise.resolve();

  private constructor(file: string, settings: Settings) {
    this.#file = file;
    this.#settings = settings;
  }

  /** A damaged file is set aside and the defaults are used; a missing one means the defaults, too. */
  static async open(file: string): Promise<SettingsStore> {
    const stored = await readJsonFile(file, settingsSchema);
    return new SettingsStore(file, stored.state === 'read' ? stored.value : defaultSettings);
  }

  get(): Settings {
    return this.#settings;
  }

  /** Writes follow each other: of two at once the later one counts. Throws StudioError `disk`, and keeps what was. */
  set(settings: Settings): Promise<Settings> {
    const written = this.#written.then(async () => {
      await writeJsonFile(this.#file, settings, 'The settings could not be saved');
      this.#settings = settings;
      return settings;
    });
    this.#written = written.catch(() => undefined);
    return written;
  }
}
