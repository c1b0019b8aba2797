import { create } from 'zustand';
import type { Preset } from '../../preload/contract/presets';
import type { Result } from '../../preload/contract/errors';
import { showError } from './notices';

/** The person's own presets, by name. */
export const usePresets = create<{ presets: readonly Preset[] }>(() => ({ presets: [] }));

function take(reply: Result<{ presets: Preset[] }>, where: string): boolean {
  if (reply.ok) usePresets.setState({ presets: reply.value.presets });
  else showError(reply.error, where);
  return reply.ok;
}

/** Called once by the window; a failure is shown. */
export async function loadPresets(): Promise<void> {
  take(await window.studio.request('preset.list', null), 'Presets');
}

/** Keeps a preset; one of the same name, of the same effect, is replaced. @returns whether it was kept */
export async function savePreset(preset: Preset): Promise<boolean> {
  return take(await window.studio.request('preset.save', preset), 'Save preset');
}

export async function removePreset(presetId: string): Promise<void> {
  take(await window.studio.request('preset.remove', { presetId }), 'Remove preset');
}
