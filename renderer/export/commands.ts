import type { Command } from '../commands/command';
import { openExport } from './state';

export const exportCommands: readonly Command[] = [
  { id: 'export.open', label: 'Export…', group: 'File', keys: ['Mod+E'], run: openExport },
];
