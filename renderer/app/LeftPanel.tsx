import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { GeneratePanel } from '../generate/GeneratePanel';
import { LibraryPanel } from '../library/LibraryPanel';
import { PanelBoundary } from '../ui/PanelBoundary';
import { useLayout } from '../state/layout';
import { paintedAlone } from '../ui/theme';

/** Where sounds come from: made now, or made before. Both stay mounted, so a half-written prompt is not lost. */
export function LeftPanel() {
  const tab = useLayout((layout) => layout.leftTab);
  const width = useLayout((layout) => layout.leftWidth);
  const panel = (name: 'generate' | 'library', label: string, content: React.ReactNode) => (
    <Box
      role="tabpanel"
      id={`left-${name}`}
      aria-labelledby={`left-tab-${name}`}
      hidden={tab !== name}
      sx={{ flex: 1, minHeight: 0, display: tab === name ? 'flex' : 'none', flexDirection: 'column' }}
    >
      <PanelBoundary name={label}>{content}</PanelBoundary>
    </Box>
  );
  return (
    <Box
      component="section"
      aria-label="Sounds"
      sx={{
        width,
        // In the narrowest window the tracks' names are seen beside it, and some of their clips.
        maxWidth: 'calc(100vw - 320px)',
        flex: 'none',
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
        ...paintedAlone,
      }}
    >
      <Tabs
        value={tab}
        onChange={(_event, leftTab: 'generate' | 'library') => useLayout.setState({ leftTab })}
        aria-label="Sounds"
        sx={{ flex: 'none', borderBottom: 1, borderColor: 'divider' }}
      >
        <Tab value="generate" label="Generate" id="left-tab-generate" aria-controls="left-generate" />
        <Tab value="library" label="Library" id="left-tab-library" aria-controls="left-library" />
      </Tabs>
      {panel('generate', 'Generate', <GeneratePanel />)}
      {panel('library', 'Library', <LibraryPanel />)}
    </Box>
  );
}
