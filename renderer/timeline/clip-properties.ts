import { create } from 'zustand';
import { selectedClipIds } from './selection';

/** The clip whose properties are shown, at a place of the window in CSS pixels. */
export const useClipProperties = create<{ open: { clipId: string; x: number; y: number } | null }>(() => ({
  open: null,
}));

/** Opens the properties of the first selected clip, beside it when it is in sight. */
export function openClipProperties(): void {
  const [clipId] = selectedClipIds();
  if (clipId === undefined) return;
  const box = document.querySelector(`[data-clip="${clipId}"]`)?.getBoundingClientRect();
  useClipProperties.setState({
    open: {
      clipId,
      x: box ? Math.min(window.innerWidth - 20, Math.max(20, box.left + 12)) : window.innerWidth / 2,
      y: box ? box.bottom + 4 : window.innerHeight / 3,
    },
  });
}

export const closeClipProperties = (): void => useClipProperties.setState({ open: null });
