import Box from '@mui/material/Box';
import { memo, useMemo, type MouseEvent } from 'react';
import type { Track } from '../../preload/contract/document';
import { useView } from '../state/session';
import { trackValueEdit } from '../state/track-value';
import { colours } from '../ui/theme';
import { LEAST_HEIGHT, STRIP_WIDTH, stripWidth, type StripLayout } from './strip-layout';
import { StripFader } from './StripFader';
import { StripInserts } from './StripInserts';
import { StripName } from './StripName';
import { StripOutput } from './StripOutput';
import { StripSends } from './StripSends';
import { StripSwitches } from './StripSwitches';

type Props = {
  track: Track;
  /** as the timeline counts it, from 1 */
  number: number;
  layout: StripLayout;
  onMenu: (event: MouseEvent, track: Track) => void;
};

const kindNames = { audio: 'Track', group: 'Group', return: 'Return' } as const;

/** One channel of the mixer. */
export const ChannelStrip = memo(function ChannelStrip({ track, number, layout, onMenu }: Props) {
  const selected = useView((view) => view.selectedTrackId === track.id);
  const volumeEdit = useMemo(() => trackValueEdit(track.id, 'volumeDb', 'Track volume'), [track.id]);
  const { name } = track;
  const details = (
    <>
      <StripInserts owner={track.id} name={name} effects={track.effects} track={track} />
      <StripSends track={track} />
    </>
  );
  const scrolled = { overflowX: 'hidden', overflowY: 'auto' } as const;
  return (
    <Box
      role="group"
      aria-label={`${kindNames[track.kind]} ${number}, ${name}`}
      data-strip={track.id}
      onContextMenu={(event) => onMenu(event, track)}
      style={{ width: stripWidth(layout), minHeight: LEAST_HEIGHT }}
      sx={{
        flex: 'none',
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
        borderRight: `1px solid ${colours.line}`,
        bgcolor: selected ? '#22272d' : track.kind === 'audio' ? colours.panel : '#1f2328',
      }}
    >
      <Box
        sx={{ height: 3, flex: 'none' }}
        style={{ backgroundColor: track.colour, opacity: track.muted ? 0.4 : 1 }}
      />
      <StripName track={track} number={number} selected={selected} />
      {layout.details === 'above' && (
        <Box
          sx={{ flex: 'none', ...scrolled, borderBottom: `1px solid ${colours.line}`, mb: '4px' }}
          style={{ height: layout.above - 4 }}
        >
          {details}
        </Box>
      )}
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <Box
          sx={{
            width: STRIP_WIDTH - 1,
            boxSizing: 'border-box',
            flex: 'none',
            pl: '4px',
            display: 'flex',
            flexDirection: 'column',
            gap: '4px',
          }}
        >
          <StripSwitches track={track} />
          <StripFader
            owner={track.id}
            name={name}
            valueLabel={`Volume of ${name}, value`}
            volumeDb={track.volumeDb}
            edit={volumeEdit}
            length={layout.travel}
            meterWidth={15}
            colour={track.colour}
          />
        </Box>
        {layout.details === 'beside' && (
          <Box sx={{ flex: 1, minWidth: 0, mb: '2px', ...scrolled, borderLeft: `1px solid ${colours.line}` }}>
            {details}
          </Box>
        )}
      </Box>
      <StripOutput track={track} />
    </Box>
  );
});
