import { create } from 'zustand';

/** The track or clip whose name is being typed. */
export const useRenaming = create<{ id: string | null }>(() => ({ id: null }));

export const startRename = (id: string): void => useRenaming.setState({ id });
export const endRename = (): void => useRenaming.setState({ id: null });
