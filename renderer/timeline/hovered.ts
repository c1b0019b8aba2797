import { create } from 'zustand';

/** The clip under the pointer. */
export const useHovered = create<{ clipId: string | null }>(() => ({ clipId: null }));

export function hover(clipId: string | null): void {
  if (useHovered.getState().clipId !== clipId) useHovered.setState({ clipId });
}
