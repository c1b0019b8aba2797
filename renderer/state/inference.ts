import { create } from 'zustand';
import type { AppError } from '../../preload/contract/errors';
import type { InferenceStatus, Settings } from '../../preload/contract/settings';
import { showError } from './notices';

/** What main last said about the models and the settings; null until it has. */
export const useInference = create<{ status: InferenceStatus | null }>(() => ({ status: null }));
export const useSettings = create<{ settings: Settings | null }>(() => ({ settings: null }));

/** Asks once and follows the events. Returns the function that stops following. */
export function followInference(): () => void {
  let heard = false;
  const stop = window.studio.on('inference.status', (status) => {
    heard = true;
    useInference.setState({ status });
  });
  void window.studio.request('inference.status', null).then((reply) => {
    // An event that came meanwhile is newer than the reply.
    if (reply.ok && !heard) useInference.setState({ status: reply.value });
  });
  void window.studio.request('settings.get', null).then((reply) => {
    if (reply.ok) useSettings.setState({ settings: reply.value });
    else showError(reply.error, 'Settings');
  });
  return stop;
}

/** Stores changed settings. Shown at once; put back when main refuses them, and the error returned. */
export async function changeSettings(changes: Partial<Settings>): Promise<AppError | null> {
  const { settings } = useSettings.getState();
  if (!settings) return null;
  useSettings.setState({ settings: { ...settings, ...changes } });
  const reply = await window.studio.request('settings.set', { ...settings, ...changes });
  useSettings.setState({ settings: reply.ok ? reply.value : settings });
  return reply.ok ? null : reply.error;
}
