import { create } from 'zustand';

/** Whether the export dialog is open. */
export const useExportDialog = create<{ open: boolean }>(() => ({ open: false }));

export const openExport = (): void => useExportDialog.setState({ open: true });
export const closeExport = (): void => useExportDialog.setState({ open: false });
