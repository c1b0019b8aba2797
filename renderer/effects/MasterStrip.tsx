import Box from '@mui/material/Box';
import { useLayoutEffect, useRef, useState } from 'react';
import { useDocument, useView } from '../state/session';
import { Fader } from '../ui/Fader';
import { Meter } from '../ui/Meter';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import { masterRange, masterVolumeEdit } from './masterEdit';
import { PeakReadout } from './PeakReadout';

const LEAST_TRAVEL = 60;

/** The master's fader and meter; its name selects the master's effects. */
export function MasterStrip() {
  const volumeDb = useDocument((document) => document.master.volumeDb);
  const effects = useDocument((document) => document.master.effects.length);
  const selected = useView((view) => view.selectedTrackId === 'master');
  const body = useRef<HTMLDivElement>(null);
  const [travel, setTravel] = useState(120);

  useLayoutEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setTravel(Math.max(LEAST_TRAVEL, element.clientHeight)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <Box
      role="group"
      aria-label="Master"
      sx={{
        width: 132,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        borderLeft: `1px solid ${colours.line}`,
        bgcolor: colours.panel,
        px: 1,
        pb: 0.75,
      }}
    >
      <Box
        component="button"
        type="button"
        aria-pressed={selected}
        onClick={() => useView.setState({ selectedTrackId: 'master' })}
        title="Show the master's effects"
        sx={{
          height: 32,
          p: 0,
          border: 'none',
          bgcolor: 'transparent',
          font: 'inherit',
          fontSize: 12.5,
          fontWeight: 600,
          textAlign: 'left',
          color: selected ? colours.accent : colours.text,
        }}
      >
        Master{effects > 0 ? ` · ${effects} fx` : ''}
      </Box>
      <Box
        ref={body}
        sx={{ flex: 1, minHeight: 0, display: 'flex', justifyContent: 'space-around', overflow: 'hidden' }}
      >
        <Fader
          label="Master volume"
          range={masterRange}
          value={volumeDb}
          edit={masterVolumeEdit}
          orientation="vertical"
          length={travel}
        />
        <Meter
          owner="master"
          label="Level of the master"
          orientation="vertical"
          length={travel}
          thickness={21}
        />
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 0.5 }}>
        <ValueField
          label="Master volume in dB"
          range={masterRange}
          value={volumeDb}
          edit={masterVolumeEdit}
          width={60}
        />
        <PeakReadout owner="master" label="Highest peak of the master" />
      </Box>
    </Box>
  );
}
