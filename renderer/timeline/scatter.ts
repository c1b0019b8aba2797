import { create } from 'zustand';
import { addedClipIds } from '../document/edits/changed';
import { scatterClips, type Scatter } from '../document/edits/scatter';
import { randomSeed } from '../state/generation';
import { showNotice } from '../state/notices';
import { editor } from '../state/session';
import { dispatchArranged } from './arrange';
import { selectClips, selectedClipIds } from './selection';
import { playheadSamples } from './snapping';

/** What the dialog asks for. Seconds, dB and semitones. */
export type ScatterForm = {
  from: number;
  seconds: number;
  /** copies a minute */
  density: number;
  gap: number;
  gainDb: number;
  pitch: number;
  takes: boolean;
  seed: number;
};

/** Seconds that are filled when no loop region says otherwise. */
const SECONDS = 30;

/** The dialog: which time it is shown, and with what it begins. The values of the last time are kept. */
export const useScatter = create<{ open: boolean; turn: number; form: ScatterForm }>(() => ({
  open: false,
  turn: 0,
  form: { from: 0, seconds: SECONDS, density: 20, gap: 0.2, gainDb: 3, pitch: 1, takes: true, seed: 1 },
}));

/** Asks how: over the loop region when there is one, else from the playhead. */
export function askScatter(): void {
  const { loop, sampleRate } = editor.document;
  const looped = loop.end > loop.start;
  useScatter.setState(({ form, turn }) => ({
    open: true,
    turn: turn + 1,
    form: {
      ...form,
      from: (looped ? loop.start : playheadSamples()) / sampleRate,
      seconds: looped ? (loop.end - loop.start) / sampleRate : form.seconds,
      seed: randomSeed() % 10_000,
    },
  }));
}

/** Scatters copies of the selected clips, as one edit, and selects them. */
export function scatterSelection(form: ScatterForm): void {
  const { sampleRate } = editor.document;
  const wanted = Math.max(1, Math.round((form.density * form.seconds) / 60));
  const scatter: Scatter = {
    ...form,
    start: Math.round(form.from * sampleRate),
    length: Math.round(form.seconds * sampleRate),
    gap: Math.round(form.gap * sampleRate),
    count: wanted,
  };
  useScatter.setState({ open: false, form });
  const operations = scatterClips(editor.document, selectedClipIds(), scatter);
  if (operations.length < wanted) {
    showNotice(
      operations.length === 0
        ? 'None of the clips fits into the range.'
        : `Only ${operations.length} of ${wanted} copies fit into the range with these gaps.`,
    );
  }
  dispatchArranged(`Scatter ${operations.length} ${operations.length === 1 ? 'copy' : 'copies'}`, operations);
  selectClips(addedClipIds(operations));
}
