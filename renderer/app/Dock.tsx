import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { EffectsPanel } from '../effects/EffectsPanel';
import { EffectsToolbar } from '../effects/EffectsToolbar';
import { CompactLoudness } from '../meters/Figures';
import { MetersPanel } from '../meters/MetersPanel';
import { MetersToolbar } from '../meters/MetersToolbar';
import { MasterStrip } from '../mixer/MasterStrip';
import { MixerPanel } from '../mixer/MixerPanel';
import { MixerToolbar } from '../mixer/MixerToolbar';
import { showDock, useLayout, type DockTab } from '../state/layout';
import { PanelBoundary } from '../ui/PanelBoundary';
import { colours } from '../ui/theme';

const tabs = {
  effects: { label: 'Effects', toolbar: <EffectsToolbar />, panel: <EffectsPanel /> },
  mixer: { label: 'Mixer', toolbar: <MixerToolbar />, panel: <MixerPanel /> },
  meters: { label: 'Meters', toolbar: <MetersToolbar />, panel: <MetersPanel /> },
} as const satisfies Record<DockTab, { label: string; toolbar: React.ReactNode; panel: React.ReactNode }>;

/** Below the timeline: the rack, the mixer or the meters, and always the master at the right. */
export function Dock() {
  const tab = useLayout((layout) => layout.dockTab);
  const { label, toolbar, panel } = tabs[tab];
  return (
    <Box sx={{ height: '100%', display: 'flex', minWidth: 0, bgcolor: colours.panel }}>
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <Box
          // In a narrow window the tools are scrolled to: by the wheel, or by Tab.
          sx={{
            height: 32,
            flex: 'none',
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            minWidth: 0,
            overflowX: 'auto',
            overflowY: 'hidden',
            scrollbarWidth: 'none',
            // What goes on beyond the edge fades out: there is more.
            pr: 2,
            maskImage: 'linear-gradient(to left, transparent, black 16px)',
            '& > *, & .MuiButton-root': { flexShrink: 0 },
          }}
        >
          <Tabs
            value={tab}
            onChange={(_event, next: DockTab) => showDock(next)}
            aria-label="Dock"
            sx={{ flex: 'none' }}
          >
            {Object.entries(tabs).map(([value, { label: name }]) => (
              <Tab
                key={value}
                value={value}
                label={name}
                id={`dock-tab-${value}`}
                aria-controls="dock-panel"
              />
            ))}
          </Tabs>
          <Box sx={{ width: '1px', height: 18, bgcolor: colours.line, flex: 'none' }} />
          <PanelBoundary name={`${label} toolbar`}>{toolbar}</PanelBoundary>
        </Box>
        <Box
          role="tabpanel"
          id="dock-panel"
          aria-labelledby={`dock-tab-${tab}`}
          sx={{ flex: 1, minHeight: 0, display: 'flex', borderTop: `1px solid ${colours.line}` }}
        >
          <PanelBoundary key={tab} name={label}>
            {panel}
          </PanelBoundary>
        </Box>
      </Box>
      <PanelBoundary name="Master">
        <MasterStrip readout={<CompactLoudness />} />
      </PanelBoundary>
    </Box>
  );
}
