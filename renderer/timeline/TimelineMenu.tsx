import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { create } from 'zustand';
import { fadeCurves, type FadeCurve } from '../../preload/contract/document';
import { Keys } from '../commands/Keys';
import { setClipColour } from '../document/edits/clip-state';
import { changeTrack } from '../document/edits/tracks';
import { trackColours } from '../document/factory';
import { editor } from '../state/session';
import { colours } from '../ui/theme';
import { currentTrackId, hasCopied, paste, setCurveOfSelection } from './actions';
import { timelineCommand } from './commands';
import { selectedClipIds } from './selection';

/** What was right-clicked, and where: `time` in samples for a place on a lane. */
type Target = { kind: 'clip' } | { kind: 'track' } | { kind: 'lane'; time: number; trackId: string | null };
export const useTimelineMenu = create<{ open: (Target & { x: number; y: number }) | null }>(() => ({
  open: null,
}));

export const openTimelineMenu = (target: Target, x: number, y: number): void =>
  useTimelineMenu.setState({ open: { ...target, x, y } });
const close = (): void => useTimelineMenu.setState({ open: null });

const clipItems = [
  ['edit.cut', 'edit.copy', 'edit.duplicate', 'edit.delete'],
  ['edit.split', 'edit.rename', 'clip.mute', 'clip.loop', 'view.zoomSelection'],
  ['clip.addFades', 'clip.removeFades', 'clip.gainReset'],
];
const trackItems = [
  ['edit.rename', 'track.duplicate', 'track.remove'],
  ['track.mute', 'track.solo', 'track.selectClips', 'track.moveUp', 'track.moveDown'],
  ['track.add'],
];
const laneItems = [['edit.selectAll', 'track.selectClips', 'track.add'], ['view.zoomFit']];

const curveNames: Record<FadeCurve, string> = {
  linear: 'Linear',
  'equal-power': 'Equal power',
  exponential: 'Exponential',
  logarithmic: 'Logarithmic',
};

function CommandItem({ id }: { id: string }) {
  const { label, keys, enabled, run } = timelineCommand(id);
  return (
    <MenuItem
      disabled={enabled?.() === false}
      onClick={() => {
        close();
        void run();
      }}
    >
      <Box component="span" sx={{ flex: 1, pr: 4 }}>
        {label}
      </Box>
      {keys[0] !== undefined && <Keys value={keys[0]} />}
    </MenuItem>
  );
}

function Swatches({ onPick, none }: { onPick: (colour: string) => void; none?: () => void }) {
  const swatch = { width: 24, height: 24, p: 0, borderRadius: '3px', border: `1px solid ${colours.ground}` };
  return (
    <Box role="group" aria-label="Colour" sx={{ display: 'flex', gap: '4px', px: 2, py: '6px' }}>
      {trackColours.map((colour) => (
        <Box
          key={colour}
          component="button"
          type="button"
          aria-label={`Colour ${colour}`}
          onClick={() => {
            close();
            onPick(colour);
          }}
          sx={{ ...swatch, bgcolor: colour, '&:hover': { borderColor: colours.text } }}
        />
      ))}
      {none && (
        <Box
          component="button"
          type="button"
          aria-label="The track's colour"
          title="The track's colour"
          onClick={() => {
            close();
            none();
          }}
          sx={{ ...swatch, bgcolor: 'transparent', color: colours.textDim, borderColor: colours.line }}
        >
          –
        </Box>
      )}
    </Box>
  );
}

function CurveItems({ side, label }: { side: 'fadeIn' | 'fadeOut'; label: string }) {
  const clip = editor.document.clips[selectedClipIds()[0] ?? ''];
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', px: 2, py: '3px', gap: '4px', fontSize: 12 }}>
      <Box component="span" sx={{ width: 56, color: colours.textDim }}>
        {label}
      </Box>
      {fadeCurves.map((curve) => (
        <Box
          key={curve}
          component="button"
          type="button"
          aria-label={`${label}: ${curveNames[curve]}`}
          aria-pressed={clip?.[side].curve === curve}
          title={curveNames[curve]}
          onClick={() => {
            close();
            setCurveOfSelection(side, curve);
          }}
          sx={{
            width: 28,
            height: 24,
            p: '3px',
            borderRadius: '3px',
            border: `1px solid ${clip?.[side].curve === curve ? colours.accent : colours.line}`,
            bgcolor: colours.ground,
            '&:hover': { borderColor: colours.text },
          }}
        >
          <CurveIcon curve={curve} side={side} />
        </Box>
      ))}
    </Box>
  );
}

const curvePaths: Record<FadeCurve, string> = {
  linear: 'M0 16L20 0',
  'equal-power': 'M0 16C5 6 12 0 20 0',
  exponential: 'M0 16C10 16 16 9 20 0',
  logarithmic: 'M0 16C1 7 9 1 20 0',
};

function CurveIcon({ curve, side }: { curve: FadeCurve; side: 'fadeIn' | 'fadeOut' }) {
  return (
    <svg
      width={20}
      height={16}
      viewBox="0 0 20 16"
      aria-hidden="true"
      style={{ display: 'block', transform: side === 'fadeOut' ? 'scaleX(-1)' : undefined }}
    >
      <path d={curvePaths[curve]} fill="none" stroke={colours.text} strokeWidth={1.5} />
    </svg>
  );
}

function groupsOf(groups: readonly (readonly string[])[]): React.ReactNode[] {
  return groups.flatMap((ids, index) => [
    ...(index > 0 ? [<Divider key={`line ${ids[0] ?? ''}`} />] : []),
    ...ids.map((id) => <CommandItem key={id} id={id} />),
  ]);
}

function content(open: Target): React.ReactNode[] {
  switch (open.kind) {
    case 'clip':
      return [
        ...groupsOf(clipItems),
        <CurveItems key="in" side="fadeIn" label="Fade in" />,
        <CurveItems key="out" side="fadeOut" label="Fade out" />,
        <Divider key="line colours" />,
        <Swatches
          key="colours"
          onPick={(colour) =>
            editor.dispatch('Clip colour', setClipColour(editor.document, selectedClipIds(), colour))
          }
          none={() => editor.dispatch('Clip colour', setClipColour(editor.document, selectedClipIds(), null))}
        />,
      ];
    case 'track':
      return [
        ...groupsOf(trackItems),
        <Divider key="line colours" />,
        <Swatches
          key="colours"
          onPick={(colour) =>
            editor.dispatch('Track colour', changeTrack(editor.document, currentTrackId() ?? '', { colour }))
          }
        />,
      ];
    case 'lane':
      return [
        <MenuItem
          key="paste"
          disabled={!hasCopied()}
          onClick={() => {
            close();
            paste({ time: open.time, trackId: open.trackId });
          }}
        >
          Paste here
        </MenuItem>,
        ...groupsOf(laneItems),
      ];
  }
}

/** The context menu of clips, tracks and empty places; its entries are the table's commands. */
export function TimelineMenu() {
  const open = useTimelineMenu((state) => state.open);
  return (
    <Menu
      open={open !== null}
      onClose={close}
      anchorReference="anchorPosition"
      anchorPosition={{ left: open?.x ?? 0, top: open?.y ?? 0 }}
    >
      {open && content(open)}
    </Menu>
  );
}
