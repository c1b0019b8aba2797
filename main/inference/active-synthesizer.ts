import { StudioError } from '../../preload/contract/errors';
import type { ProviderState } from './protocol';
import { deviceName, type ProviderChoice } from './providers';
import type { Step, Synthesizer, Take, TakeRequest } from './synthesizer';

/**
 * The synthesizer in use. When its provider fails while it works (a driver was updated, a device is gone), the take is made again on the CPU,
 * and the CPU it stays until the models are loaded anew.
 */
export class ActiveSynthesizer {
  #choice: ProviderChoice;
  readonly #openOnCpu: () => Promise<Synthesizer>;
  readonly #onChange: (state: ProviderState) => void;

  constructor(
    choice: ProviderChoice,
    openOnCpu: () => Promise<Synthesizer>,
    onChange: (state: ProviderState) => void,
  ) {
    this.#choice = choice;
    this.#openOnCpu = openOnCpu;
    this.#onChange = onChange;
  }

  get state(): ProviderState {
    const { synthesizer, providers } = this.#choice;
    return { provider: synthesizer.provider, device: deviceName(synthesizer.provider), providers };
  }

  /** Throws StudioError `output-check`, `provider` when the CPU fails too, or whatever `step` throws. */
  async take(request: TakeRequest, step: Step): Promise<Take> {
    try {
      return await this.#choice.synthesizer.take(request, step);
    } catch (thrown) {
      const { provider } = this.#choice.synthesizer;
      if (!(thrown instanceof StudioError) || thrown.tag !== 'provider' || provider === 'cpu') throw thrown;
      await this.#fallBack(thrown.message);
      return this.#choice.synthesizer.take(request, step);
    }
  }

  async #fallBack(reason: string): Promise<void> {
    const { synthesizer: failed, providers } = this.#choice;
    const others = providers.filter(({ name }) => name !== failed.provider);
    this.#choice = {
      synthesizer: await this.#openOnCpu(),
      providers: [...others, { name: failed.provider, state: 'failed', detail: reason, milliseconds: null }],
    };
    this.#onChange(this.state);
    await failed.dispose();
  }
}
