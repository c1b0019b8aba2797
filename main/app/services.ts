import { join } from 'node:path';
import type { ProviderName } from '../../preload/contract/settings';
import { sweepPartials } from '../files/atomic-file';
import { InferenceEngine } from '../inference/engine';
import { utilityHost } from '../inference/utility-host';
import { Library, type LibraryNotice } from '../library/library';
import { PcmDesk } from '../library/pcm-desk';
import { PresetStore } from '../presets/preset-store';
import { SettingsStore } from '../settings/settings-store';
import { Generation, type GenerationEvents } from './generation';
import { Outgoing } from './outgoing';
import { inferenceHost, modelsFolder, personFiles } from './paths';

/** The model pack that the studio ships. */
const PACK = 'ganmix-base';

/** What main owns for as long as the studio runs. */
export type Services = {
  readonly library: Library;
  /** audio on its way in from the window */
  readonly pcm: PcmDesk;
  /** files on their way out to other programs */
  readonly outgoing: Outgoing;
  readonly settings: SettingsStore;
  readonly presets: PresetStore;
  readonly engine: InferenceEngine;
  readonly generation: Generation;
  dispose(): Promise<void>;
};

/** Opens everything that keeps the person's work in `folder`. `provider`: instead of the one that the settings name. */
export async function openServices(
  folder: string,
  events: GenerationEvents,
  provider?: ProviderName,
): Promise<{ services: Services; notice: LibraryNotice }> {
  const files = personFiles(folder);
  await sweepPartials(folder);
  const settings = await SettingsStore.open(files.settings);
  const { library, notice } = await Library.open(files.library);
  const engine = new InferenceEngine({
    spawn: () => utilityHost(inferenceHost),
    packFolder: join(modelsFolder, PACK),
    memoryFile: files.providers,
    provider: provider ?? settings.get().provider,
    unloadAfterMinutes: settings.get().unloadAfterMinutes,
  });
  const services: Services = {
    library,
    pcm: await PcmDesk.open(files.incoming),
    outgoing: await Outgoing.open(files.outgoing, library),
    settings,
    presets: await PresetStore.open(files.presets),
    engine,
    generation: new Generation(engine, library, events),
    async dispose() {
      await engine.dispose();
      library.close();
    },
  };
  return { services, notice };
}
