/** What an audio worklet's global scope offers; TypeScript's DOM library describes the page's side only. */
declare const currentFrame: number;
type Processor = new (options: { processorOptions?: { endFrame?: number } }) => {
  process(inputs: unknown, outputs: unknown, params: unknown): boolean;
};

const QUANTUM = 128;
const scope = globalThis as unknown as { registerProcessor(name: string, processor: Processor): void };
const register = scope.registerProcessor.bind(scope);

/**
 * To be imported before processors are registered: each ends by itself in the last block of a context that has an end
 * (`endFrame`). One that would go on keeps its node alive, and with it all that the finished context holds: Chromium
 * asks it again and again whether it is done, in a context that renders no more.
 */
scope.registerProcessor = (name, processor) =>
  register(
    name,
    class extends processor {
      private readonly endFrame: number;

      constructor(options: { processorOptions?: { endFrame?: number } }) {
        super(options);
        this.endFrame = options.processorOptions?.endFrame ?? Infinity;
      }

      override process(inputs: unknown, outputs: unknown, params: unknown): boolean {
        return super.process(inputs, outputs, params) && currentFrame + QUANTUM < this.endFrame;
      }
    },
  );
