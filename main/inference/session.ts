import { availableParallelism } from 'node:os';
import { env, InferenceSession, type Tensor } from 'onnxruntime-node';
import { StudioError } from '../../preload/contract/errors';
import type { ProviderName } from '../../preload/contract/settings';
import { stageSpecs, type PackStage, type TensorSpec } from './manifest';
import type { Pack } from './pack';

// What goes wrong is thrown, and told to the person; printed beside that it would alarm, as when a provider is tried that is not installed.
env.logLevel = 'fatal';

/** Beyond this the small networks gain nothing, and the studio's audio thread wants cores too. */
const MAX_THREADS = 8;
export const inferenceThreads = Math.min(MAX_THREADS, availableParallelism());

/** One stage's network, its tensors addressed by the manifest's keys. */
export type StageSession = {
  /** Runs the network; blocks this process's event loop for its whole length. Throws StudioError `provider`. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Tensor>;
  dispose(): Promise<void>;
};

function sessionOptions(provider: ProviderName): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: inferenceThreads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // A pattern holds one block per length of sound: measured at half as much memory again, and no time gained. DirectML refuses them.
    enableMemPattern: false,
    logSeverityLevel: 4,
    extra: {
      session: {
        // Decaying sounds end in numbers so small that the CPU would slow down tenfold on them.
        set_denormal_as_zero: '1',
        // Five sessions have a thread pool each: one that spins while it waits would take the cores from the next stage.
        intra_op: { allow_spinning: '0' },
      },
    },
  };
}

function mismatch(spec: TensorSpec, found: InferenceSession.ValueMetadata): string | null {
  if (!found.isTensor) return 'is not a tensor';
  if (found.type !== spec.type) return `is ${found.type} instead of ${spec.type}`;
  const wanted = `[${spec.shape.map((size) => (size === 'free' ? '?' : size)).join(', ')}]`;
  const shape = `[${found.shape.join(', ')}]`;
  if (found.shape.length !== spec.shape.length) return `has shape ${shape} instead of ${wanted}`;
  const wrong = spec.shape.some((size, axis) => {
    const actual = found.shape[axis];
    return size === 'free' ? typeof actual === 'number' : typeof actual === 'number' && actual !== size;
  });
  return wrong ? `has shape ${shape} instead of ${wanted}` : null;
}

/** Opens one stage of a pack. Throws StudioError `model-pack` when its tensors are not what the manifest promises. */
export async function openStage(pack: Pack, stage: PackStage, provider: ProviderName): Promise<StageSession> {
  const entry = pack.manifest.stages[stage];
  const shown = `${pack.name}/${entry.file}`;
  const session = await InferenceSession.create(pack.models[stage], sessionOptions(provider));
  const specs = stageSpecs(pack.manifest)[stage];
  const tensors = [
    { kind: 'input', names: entry.inputs, specs: specs.inputs, metadata: session.inputMetadata },
    { kind: 'output', names: entry.outputs, specs: specs.outputs, metadata: session.outputMetadata },
  ];
  for (const { kind, names, specs: wanted, metadata } of tensors) {
    for (const [key, name] of Object.entries(names)) {
      const found = metadata.find((candidate) => candidate.name === name);
      const spec = wanted[key];
      const problem = !found ? 'does not exist' : spec ? mismatch(spec, found) : null;
      if (!problem) continue;
      await session.release();
      throw new StudioError(
        'model-pack',
        `The model pack's file ${shown} does not fit its manifest: ${kind} "${name}" ${problem}.`,
        'Use a pack whose manifest and ONNX files come from the same export.',
      );
    }
  }

  const inputNames = new Map<string, string>(Object.entries(entry.inputs));
  const outputName = Object.values(entry.outputs)[0] ?? '';
  return {
    async run(inputs) {
      const feeds: Record<string, Tensor> = {};
      for (const [key, tensor] of Object.entries(inputs)) feeds[inputNames.get(key) ?? key] = tensor;
      try {
        const output = (await session.run(feeds, [outputName]))[outputName];
        if (!output) throw new Error(`no output "${outputName}"`);
        return output;
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        throw new StudioError(
          'provider',
          `${shown} failed on ${provider}: ${reason}`,
          'Choose the CPU in the settings, or update the graphics driver.',
        );
      }
    },
    dispose: () => session.release(),
  };
}
