import { create } from 'zustand';

export type DialogName = 'settings' | 'shortcuts' | 'palette';

/** The shell's dialog that is open: one at a time. */
export const useDialogs = create<{ open: DialogName | null }>(() => ({ open: null }));

export const openDialog = (name: DialogName): void => useDialogs.setState({ open: name });
export const closeDialog = (): void => useDialogs.setState({ open: null });
