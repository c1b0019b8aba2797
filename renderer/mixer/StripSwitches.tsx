import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { Track } from '../../preload/contract/document';
import { groupsAround } from '../document/edits/folders';
import { useAutomated } from '../state/automated-value';
import { panRange } from '../state/automation-targets';
import { useDocument } from '../state/session';
import { trackValueEdit } from '../state/track-value';
import { Knob } from '../ui/Knob';
import { SquareToggle } from '../ui/SquareToggle';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import { formatValue } from '../ui/valueRange';
import { soloAlone, toggleStrip } from './actions';

/** As renderer/audio/strip.ts pans: for the tooltip. */
const PAN_LAW = 'Equal power: 0 dB in the centre, +3 dB on the side that is left at an end';

/** Pan, mute, solo and phase. */
export function StripSwitches({ track }: { track: Track }) {
  const { id, name } = track;
  const groupMuted = useDocument((document) => groupsAround(document, track).some(({ muted }) => muted));
  const groupSoloed = useDocument((document) => groupsAround(document, track).some(({ soloed }) => soloed));
  return (
    <>
      <Pan track={track} />
      <Box sx={{ display: 'flex', gap: '5px', flex: 'none' }}>
        <SquareToggle
          label={`Mute ${name}${groupMuted ? ' (its group is muted)' : ''}`}
          on={track.muted}
          implied={groupMuted}
          colour={colours.mute}
          onToggle={() => toggleStrip(id, 'muted', track.muted ? 'Unmute track' : 'Mute track')}
        >
          M
        </SquareToggle>
        <SquareToggle
          label={`Solo ${name} (Ctrl or Alt: this track alone)${groupSoloed ? ' (its group is soloed)' : ''}`}
          on={track.soloed}
          implied={groupSoloed}
          colour={colours.solo}
          onToggle={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) soloAlone(id);
            else toggleStrip(id, 'soloed', track.soloed ? 'Unsolo track' : 'Solo track');
          }}
        >
          S
        </SquareToggle>
        <SquareToggle
          label={`Invert phase of ${name}`}
          on={track.phaseInverted}
          colour={colours.accent}
          onToggle={() => toggleStrip(id, 'phaseInverted', 'Invert phase')}
        >
          Ø
        </SquareToggle>
      </Box>
    </>
  );
}

/** Follows its automation lane: only this renders again while it does. */
function Pan({ track }: { track: Track }) {
  const { id, name, colour } = track;
  const edit = useMemo(() => trackValueEdit(id, 'pan', 'Track pan'), [id]);
  const { value, automated } = useAutomated(id, 'pan', panRange, track.pan);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: '2px', flex: 'none' }}>
      <Box title={`Pan: ${formatValue(panRange, value)}. ${PAN_LAW}.`} sx={{ flex: 'none' }}>
        <Knob label={`Pan of ${name}`} range={panRange} value={value} edit={edit} size={26} colour={colour} />
      </Box>
      <ValueField
        label={`Pan of ${name}, value`}
        range={panRange}
        value={value}
        edit={edit}
        automated={automated}
        width={52}
      />
    </Box>
  );
}
