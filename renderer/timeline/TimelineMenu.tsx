import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { create } from 'zustand';
import { setClipColour } from '../document/edits/clip-state';
import { changeTrack } from '../document/edits/tracks';
import { canFreeze, toggleFreeze } from '../state/freeze';
import { editor } from '../state/session';
import { currentTrackId, hasCopied, paste } from './actions';
import { ClipProperties } from './ClipProperties';
import { CommandItem } from './CommandItem';
import { CurveItems } from './CurveItems';
import { RepeatDialog } from './RepeatDialog';
import { ScatterDialog } from './ScatterDialog';
import { selectedClipIds } from './selection';
import { closeSubMenu, SubMenu } from './SubMenu';
import { Swatches } from './Swatches';

/** What was right-clicked, and where: `time` in samples for a place on a lane. */
type Target =
  | { kind: 'clip' }
  | { kind: 'range' }
  | { kind: 'track' }
  | { kind: 'lane'; time: number; trackId: string | null };
export const useTimelineMenu = create<{ open: (Target & { x: number; y: number }) | null }>(() => ({
  open: null,
}));

export const openTimelineMenu = (target: Target, x: number, y: number): void =>
  useTimelineMenu.setState({ open: { ...target, x, y } });
const close = (): void => {
  closeSubMenu();
  useTimelineMenu.setState({ open: null });
};

const clipItems = [
  ['edit.cut', 'edit.copy', 'edit.duplicate', 'edit.delete'],
  ['edit.split', 'clip.mute', 'edit.rename', 'clip.properties'],
];
/** What else can be done to clips, by what it is about. */
const clipMenus: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'Generate and takes': [
    ['clip.regenerate', 'clip.regenerate4', 'clip.lockSeed'],
    ['clip.nextTake', 'clip.previousTake', 'clip.keepTake', 'clip.deleteTake'],
  ],
  'Gain and fades': [
    ['clip.normalise', 'clip.normaliseLoudness', 'clip.gainUp', 'clip.gainDown', 'clip.gainReset'],
    ['view.envelopes', 'clip.clearEnvelope'],
    ['clip.fadeIn', 'clip.fadeOut', 'clip.addFades', 'clip.removeFades'],
  ],
  'Pitch and time': [
    ['clip.reverse', 'clip.loopSound', 'clip.slipLeft', 'clip.slipRight'],
    ['clip.pitchUp', 'clip.pitchDown', 'clip.octaveUp', 'clip.octaveDown', 'clip.resetSource'],
    ['track.spectrogram'],
  ],
  Arrange: [
    ['edit.repeat', 'clip.scatter', 'clip.join', 'clip.bounce', 'clip.closeGaps'],
    ['clip.trimStart', 'clip.trimEnd', 'clip.toPlayhead', 'clip.moveUp', 'clip.moveDown'],
    ['edit.rangeFromClips', 'clip.loop', 'view.zoomSelection', 'clip.showFile'],
  ],
};
const rangeItems = [
  ['edit.cut', 'edit.copy', 'edit.delete'],
  ['edit.split', 'edit.crop', 'edit.deleteTime', 'edit.insertTime'],
  ['edit.clipsFromRange', 'edit.rangeToZero', 'clip.loop', 'marker.addRegion', 'view.zoomSelection'],
  ['generate.fill', 'generate.fillTexture'],
  ['edit.rangeFile'],
];
const trackItems = [
  ['edit.rename', 'track.duplicate', 'track.remove'],
  ['track.mute', 'track.solo', 'track.selectClips', 'track.moveUp', 'track.moveDown'],
  ['track.group', 'track.ungroup', 'track.collapse'],
  ['track.automation', 'track.spectrogram'],
  ['track.add'],
];
const laneItems = [['marker.add', 'edit.selectAll', 'track.selectClips', 'track.add'], ['view.zoomFit']];

function FreezeItem() {
  const id = currentTrackId() ?? '';
  const frozen = editor.document.tracks.find((track) => track.id === id)?.frozen;
  return (
    <MenuItem
      disabled={!canFreeze(id)}
      onClick={() => {
        close();
        toggleFreeze(id);
      }}
    >
      {frozen ? 'Unfreeze track' : 'Freeze track'}
    </MenuItem>
  );
}

/** @param beside whether entries with menus beside them stand in the same menu: pointing at another entry closes those */
function groupsOf(groups: readonly (readonly string[])[], beside = false): React.ReactNode[] {
  return groups.flatMap((ids, index) => [
    ...(index > 0 ? [<Divider key={`line ${ids[0] ?? ''}`} />] : []),
    ...ids.map((id) => (
      <CommandItem key={id} id={id} close={close} {...(beside && { onPointerEnter: closeSubMenu })} />
    )),
  ]);
}

function content(open: Target): React.ReactNode[] {
  switch (open.kind) {
    case 'clip':
      return [
        ...groupsOf(clipItems, true),
        <Divider key="line menus" />,
        ...Object.entries(clipMenus).map(([label, groups]) => (
          <SubMenu key={label} label={label}>
            {groupsOf(groups)}
            {label === 'Gain and fades' && [
              <Divider key="line curves" />,
              <CurveItems key="in" side="fadeIn" label="Fade in" close={close} />,
              <CurveItems key="out" side="fadeOut" label="Fade out" close={close} />,
            ]}
          </SubMenu>
        )),
        <Divider key="line colours" />,
        <Swatches
          key="colours"
          close={close}
          onPick={(colour) =>
            editor.dispatch('Clip colour', setClipColour(editor.document, selectedClipIds(), colour))
          }
          none={() => editor.dispatch('Clip colour', setClipColour(editor.document, selectedClipIds(), null))}
        />,
      ];
    case 'range':
      return groupsOf(rangeItems);
    case 'track':
      return [
        ...groupsOf(trackItems),
        <Divider key="line freeze" />,
        <FreezeItem key="freeze" />,
        <Divider key="line colours" />,
        <Swatches
          key="colours"
          close={close}
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

/** The context menu of clips, time, tracks and empty places, and what its entries open; its entries are the table's commands. */
export function TimelineMenu() {
  const open = useTimelineMenu((state) => state.open);
  return (
    <>
      <Menu
        open={open !== null}
        onClose={close}
        // Menus beside it take the focus.
        disableEnforceFocus
        anchorReference="anchorPosition"
        anchorPosition={{ left: open?.x ?? 0, top: open?.y ?? 0 }}
        slotProps={{ list: { dense: true } }}
      >
        {open && content(open)}
      </Menu>
      <ClipProperties />
      <RepeatDialog />
      <ScatterDialog />
    </>
  );
}
