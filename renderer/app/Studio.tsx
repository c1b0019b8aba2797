import { useEffect } from 'react';
import Box from '@mui/material/Box';
import { CommandPalette } from '../commands/CommandPalette';
import { ShortcutsSheet } from '../commands/ShortcutsSheet';
import { EffectsDock } from '../effects/EffectsDock';
import { ExportDialog } from '../export/ExportDialog';
import { SettingsDialog } from '../settings/SettingsDialog';
import { Divider } from '../ui/Divider';
import { Timeline } from '../timeline/Timeline';
import { PanelBoundary } from '../ui/PanelBoundary';
import { dockHeightRange, leftWidthRange, useLayout } from '../state/layout';
import { LeftPanel } from './LeftPanel';
import { Notices } from './Notices';
import { TopBar } from './TopBar';
import { startWindow } from './window';

/** The studio's window: every panel in its place, and nothing else. */
export function Studio() {
  const layout = useLayout();
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
          <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
            <PanelBoundary name="Timeline">
              <Timeline />
            </PanelBoundary>
          </Box>
          {layout.dockOpen && (
            <>
              <Divider
                label="Height of the effects"
                orientation="horizontal"
                direction={-1}
                value={layout.dockHeight}
                range={dockHeightRange}
                onChange={(dockHeight) => useLayout.setState({ dockHeight })}
              />
              <Box sx={{ height: layout.dockHeight, flex: 'none' }}>
                <PanelBoundary name="Effects">
                  <EffectsDock />
                </PanelBoundary>
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
