import CloseIcon from '@mui/icons-material/CloseRounded';
import PenIcon from '@mui/icons-material/GestureRounded';
import PowerIcon from '@mui/icons-material/PowerSettingsNewRounded';
import Box from '@mui/material/Box';
import { changeLane, hideLane, removeLane } from '../../document/edits/automation';
import { targetName, type Target } from '../../state/automation-targets';
import { editor, useDocument } from '../../state/session';
import { SquareToggle } from '../../ui/SquareToggle';
import { colours, tabular } from '../../ui/theme';
import { formatValue, fromFraction } from '../../ui/valueRange';
import { HEADER_WIDTH, indentOf } from '../header-size';
import type { LaneRow } from '../rows';
import { LANE_PAD } from './lane-scale';
import { useAutomationTools } from './tools';

/** The parameter's name, its range beside the lane, and what one does to the lane as a whole. */
export function LaneHeader({ row, target }: { row: LaneRow; target: Target | null }) {
  const { automation, owner } = row;
  const pen = useAutomationTools((tools) => tools.pen);
  const ownerName = useDocument((document) =>
    owner === 'master' ? 'Master' : document.tracks.find(({ id }) => id === owner)?.name,
  );
  const name = target ? targetName(target) : 'Parameter that is gone';
  const of = `${name} of ${ownerName ?? 'track'}`;
  return (
    <Box
      role="group"
      aria-label={`Automation: ${of}`}
      style={{ paddingLeft: 16 + indentOf(row.depth) }}
      sx={{
        position: 'relative',
        flex: 'none',
        width: HEADER_WIDTH,
        height: '100%',
        boxSizing: 'border-box',
        pr: '52px',
        pt: '5px',
        bgcolor: '#191c20',
        borderRight: `1px solid ${colours.line}`,
        display: 'flex',
        flexDirection: 'column',
        gap: '3px',
      }}
    >
      <Box
        title={of}
        sx={{
          fontSize: 11.5,
          lineHeight: '18px',
          color: automation.bypassed || !target ? colours.textFaint : colours.text,
          overflow: 'hidden',
          whiteSpace: 'nowrap',
          textOverflow: 'ellipsis',
        }}
      >
        {owner === 'master' ? `Master · ${name}` : name}
      </Box>
      <Box sx={{ display: 'flex', gap: '4px' }}>
        <SquareToggle
          label={automation.bypassed ? `Turn on ${of}` : `Bypass ${of}`}
          on={false}
          implied={!automation.bypassed}
          colour={colours.accent}
          onToggle={() =>
            editor.dispatch(
              automation.bypassed ? 'Automation on' : 'Bypass automation',
              changeLane(editor.document, owner, automation.id, { bypassed: !automation.bypassed }),
            )
          }
        >
          <PowerIcon sx={{ fontSize: 14 }} />
        </SquareToggle>
        <SquareToggle
          label="Draw by hand (or hold Ctrl)"
          on={pen}
          colour={colours.accent}
          onToggle={() => useAutomationTools.setState({ pen: !pen })}
        >
          <PenIcon sx={{ fontSize: 15 }} />
        </SquareToggle>
        <SquareToggle
          label={target ? `Hide ${of}` : 'Delete this lane'}
          on={false}
          colour={colours.accent}
          onToggle={() =>
            target
              ? editor.dispatch('Hide automation', hideLane(editor.document, owner, automation.id))
              : editor.dispatch('Delete automation', removeLane(editor.document, owner, automation.id))
          }
        >
          <CloseIcon sx={{ fontSize: 15 }} />
        </SquareToggle>
      </Box>
      {target && <Ticks target={target} />}
    </Box>
  );
}

function Ticks({ target: { range } }: { target: Target }) {
  const shares = [1, 0.5, 0];
  return (
    <Box
      aria-hidden="true"
      sx={{
        position: 'absolute',
        right: 5,
        top: LANE_PAD - 5,
        bottom: LANE_PAD - 4,
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        alignItems: 'flex-end',
        fontSize: 10,
        lineHeight: '10px',
        color: colours.textFaint,
        ...tabular,
      }}
    >
      {shares.map((share) => (
        <span key={share}>{formatValue(range, fromFraction(range, share))}</span>
      ))}
    </Box>
  );
}
