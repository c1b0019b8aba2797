import { useEffect } from 'react';
import Box from '@mui/material/Box';
import { CommandPalette } from '../commands/CommandPalette';
import { ShortcutsSheet } from '../commands/ShortcutsSheet';
import { ExportDialog } from '../export/ExportDialog';
import { HistoryPanel } from '../history/HistoryPanel';
import { SettingsDialog } from '../settings/SettingsDialog';
import { Divider } from '../ui/Divider';
import { Timeline } from '../timeline/Timeline';
import { PanelBoundary } from '../ui/PanelBoundary';
import { paintedAlone } from '../ui/theme';
import { dockHeights, leftWidthRange, useLayout } from '../state/layout';
import { Dock } from './Dock';
import { LeftPanel } from './LeftPanel';
import { Notices } from './Notices';
import { TopBar } from './TopBar';
import { startWindow } from './window';

/** The studio's window: every panel in its place, and nothing else. */
export function Studio() {
  const layout = useLayout();
  const dock = dockHeights[layout.dockTab];
  useEffect(() => startWindow(), []);
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', bgcolor: 'background.default' }}>
      <TopBar />
      <Box component="main" sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        {layout.leftOpen && (
          <>
            <LeftPanel />
            <Divider
              label="Width of the left panel"
              orientation="vertical"
              direction={1}
              value={layout.leftWidth}
              range={leftWidthRange}
              onChange={(leftWidth) => useLayout.setState({ leftWidth })}
            />
          </>
        )}
        <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
          <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
            <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', ...paintedAlone }}>
              <PanelBoundary name="Timeline">
                <Timeline />
              </PanelBoundary>
            </Box>
            {layout.historyOpen && (
              <PanelBoundary name="History">
                <HistoryPanel />
              </PanelBoundary>
            )}
          </Box>
          {layout.dockOpen && (
            <>
              <Divider
                label="Height of the dock"
                orientation="horizontal"
                direction={-1}
                value={layout[dock.key]}
                range={dock.range}
                onChange={(height) => useLayout.setState({ [dock.key]: height })}
              />
              <Box
                sx={{ flex: 'none', maxHeight: 'min(70%, calc(100% - 180px))', ...paintedAlone }}
                style={{ height: layout[dock.key] }}
              >
                <Dock />
              </Box>
            </>
          )}
        </Box>
      </Box>
      <ExportDialog />
      <SettingsDialog />
      <ShortcutsSheet />
      <CommandPalette />
      <Notices />
    </Box>
  );
}
