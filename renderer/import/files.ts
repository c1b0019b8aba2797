import { toAppError, type AppError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { showError, showNotice } from '../state/notices';
import { libraryChanged, rememberSounds } from '../state/sounds';
import { decodeInWorker } from './decoder';
import { withProgress } from './progress';
import { Upload } from './upload';

/** The file's name as a sound's: without its extension. */
const soundName = (file: File): string => file.name.replace(/\.[^.]{1,5}$/, '').trim() || 'Imported sound';

/**
 * Decodes one file and stores it in the library.
 * @returns the sound, and how many channels the file had
 * @throws StudioError with nothing left behind
 */
async function importFile(
  file: File,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<{ sound: Sound; sourceChannels: number }> {
  let upload: Upload | null = null;
  let sourceChannels = 0;
  try {
    for await (const block of decodeInWorker(file, signal)) {
      const { sampleRate, channels } = block;
      sourceChannels = block.sourceChannels;
      upload ??= await Upload.begin({ sampleRate, channels: channels.length });
      await upload.write(channels);
      onProgress(block.fraction);
    }
    if (!upload) throw new Error('The file is empty.');
    return { sound: await upload.toLibrary(soundName(file)), sourceChannels };
  } catch (thrown) {
    await upload?.cancel();
    throw thrown;
  }
}

/**
 * Brings files into the library, one after the other, with progress and cancel. Files that fail are named in one
 * message; the others come in all the same.
 * @returns the sounds, in the order of the files
 */
export async function importFiles(files: readonly File[]): Promise<Sound[]> {
  const sounds: Sound[] = [];
  const failures: Failure[] = [];
  const mixedDown: string[] = [];
  await withProgress(`Importing ${files[0]?.name ?? ''}`, async (progress, signal) => {
    for (const [index, file] of files.entries()) {
      if (signal.aborted) break;
      progress({ label: `Importing ${file.name}`, fraction: index / files.length });
      try {
        const { sound, sourceChannels } = await importFile(file, signal, (fraction) =>
          progress({ fraction: (index + fraction) / files.length }),
        );
        sounds.push(sound);
        if (sourceChannels > 2) mixedDown.push(`“${file.name}” (${sourceChannels} channels)`);
      } catch (thrown) {
        failures.push({ file: file.name, error: toAppError(thrown) });
      }
    }
  });
  rememberSounds(sounds);
  if (sounds.length > 0) libraryChanged();
  tell(sounds, failures, mixedDown);
  return sounds;
}

type Failure = { file: string; error: AppError };

function tell(sounds: readonly Sound[], failures: readonly Failure[], mixedDown: readonly string[]): void {
  const [first, ...others] = failures.filter(({ error }) => error.tag !== 'cancelled');
  if (first) {
    const more = others.map(({ file }) => `“${file}”`).join(', ');
    const message = more === '' ? first.error.message : `${first.error.message} Nor could ${more} be read.`;
    // A file of the person's is no project: the message stays, but asks for no answer.
    showError({ ...first.error, tag: 'invalid-input', message }, 'Import');
  }
  if (mixedDown.length > 0) showNotice(`Mixed down to stereo: ${mixedDown.join(', ')}.`);
  else if (sounds.length > 0) {
    showNotice(
      sounds.length === 1 ? `Imported “${sounds[0]?.name ?? ''}”` : `Imported ${sounds.length} sounds`,
    );
  }
}

/** What the file dialog offers; what is in a file decides whether it is taken. */
const ACCEPT = 'audio/*,video/mp4,video/webm,.wav,.flac,.mp3,.ogg,.oga,.opus,.m4a,.aac,.mp4,.webm,.mka';

/** Asks for files. Resolves with none when the person cancels. Needs a press of a key or button to have led here. */
export function chooseFiles(): Promise<File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = true;
    field.accept = ACCEPT;
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  });
}
