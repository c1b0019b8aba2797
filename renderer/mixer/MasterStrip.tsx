import Box from '@mui/material/Box';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useLayout } from '../state/layout';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { openRack } from './actions';
import { masterVolumeEdit } from './masterEdit';
import { StripFader, VALUES_HEIGHT } from './StripFader';
import { StripInserts } from './StripInserts';

const LEAST_TRAVEL = 60;

/** The master's fader and meter; its name shows the master's effects. `readout`: loudness in short. */
export function MasterStrip({ readout }: { readout: ReactNode }) {
  const volumeDb = useDocument((document) => document.master.volumeDb);
  const effects = useDocument((document) => document.master.effects);
  const mixer = useLayout((layout) => layout.dockTab === 'mixer');
  const selected = useView((view) => view.selectedTrackId === 'master');
  const body = useRef<HTMLDivElement>(null);
  const [travel, setTravel] = useState(120);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setTravel(Math.max(LEAST_TRAVEL, element.clientHeight - VALUES_HEIGHT)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <Box
      role="group"
      aria-label="Master"
      sx={{
        width: 204,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        borderLeft: `1px solid ${colours.line}`,
        bgcolor: colours.panel,
        px: 1,
        pb: 0.5,
      }}
    >
      <Box
        component="button"
        type="button"
        aria-pressed={selected}
        onClick={() => openRack('master')}
        title="Show the master's effects"
        sx={{
          height: 30,
          flex: 'none',
          p: 0,
          border: 'none',
          bgcolor: 'transparent',
          font: 'inherit',
          fontSize: 12.5,
          fontWeight: 600,
          textAlign: 'left',
          color: selected ? colours.accent : colours.text,
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        Master{effects.length > 0 ? ` · ${effects.length} fx` : ''}
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', gap: 1 }}>
        <Box ref={body} sx={{ flex: 'none', minHeight: 0, overflow: 'hidden' }}>
          <StripFader
            owner="master"
            name="Master"
            valueLabel="Master volume in dB"
            volumeDb={volumeDb}
            edit={masterVolumeEdit}
            length={travel}
            meterWidth={21}
          />
        </Box>
        <Box
          sx={{ flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column', gap: '6px' }}
        >
          {readout}
          {mixer && (
            <Box sx={{ flex: 1, minHeight: 0, overflowX: 'hidden', overflowY: 'auto' }}>
              <StripInserts owner="master" name="Master" effects={effects} />
            </Box>
          )}
        </Box>
      </Box>
    </Box>
  );
}
