import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Effect } from '../../preload/contract/document';
import type { Preset } from '../../preload/contract/presets';
import type { EffectDescriptor } from '../audio/effects/descriptor';
import { presetsOf, presetValues } from '../audio/effects/presets';
import { newId } from '../document/factory';
import type { RackOwner } from '../document/operations';
import { savePreset, usePresets } from '../state/presets';
import { copyEffects, moveEffect, pasteEffects, removeEffect, useEffectClipboard } from '../state/racks';
import { useDocument } from '../state/session';
import { replaceParams } from './edit';
import { NameDialog } from './NameDialog';
import { ownPresetItems, subheader } from './PresetList';

type Props = {
  owner: RackOwner;
  effect: Effect;
  descriptor: EffectDescriptor | undefined;
  name: string;
  index: number;
  count: number;
  anchor: HTMLElement | null;
  /** what the button that opened it stands for */
  shows: 'presets' | 'actions';
  onClose: () => void;
};

type EffectPreset = Extract<Preset, { kind: 'effect' }>;

/** Presets of one effect, or what can be done with it. */
export function EffectMenu(props: Props) {
  const { owner, effect, descriptor, name, index, count, anchor, shows, onClose } = props;
  const [naming, setNaming] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const presets = usePresets((state) => state.presets);
  const copied = useEffectClipboard((state) => state.effects);
  const own = presets.filter(
    (preset): preset is EffectPreset => preset.kind === 'effect' && preset.effectType === effect.type,
  );
  const close = (): void => {
    setChoosing(false);
    onClose();
  };
  const choose = (act: () => void) => (): void => {
    close();
    act();
  };
  const apply = (preset: { name: string; params: Effect['params'] }): void =>
    replaceParams(
      owner,
      effect.id,
      presetValues({ effectType: effect.type, params: preset.params }),
      `${name}: ${preset.name}`,
    );
  const factory = presetsOf(effect.type);
  return (
    <>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ paper: { sx: { maxHeight: 'min(560px, calc(100vh - 32px))', minWidth: 180 } } }}
      >
        {choosing && <Racks owner={owner} onChoose={(to) => choose(() => pasteEffects(to, [effect]))()} />}
        {!choosing &&
          (shows === 'presets'
            ? [
                ...ownPresetItems(own, (preset) => choose(() => apply(preset))()),
                ...(factory.length > 0
                  ? [
                      <ListSubheader key="factory" disableSticky sx={subheader}>
                        Presets
                      </ListSubheader>,
                    ]
                  : []),
                ...factory.map((preset) => (
                  <MenuItem key={preset.id} onClick={choose(() => apply(preset))}>
                    {preset.name}
                  </MenuItem>
                )),
                <Divider key="line" />,
                <MenuItem key="reset" onClick={choose(() => apply({ name: 'defaults', params: {} }))}>
                  All to default
                </MenuItem>,
                <MenuItem key="save" onClick={choose(() => setNaming(true))}>
                  Save preset…
                </MenuItem>,
              ]
            : [
                <MenuItem key="copy" onClick={choose(() => copyEffects([effect]))}>
                  Copy
                </MenuItem>,
                <MenuItem
                  key="paste"
                  disabled={copied.length === 0}
                  onClick={choose(() => pasteEffects(owner, copied, index + 1))}
                >
                  Paste behind
                </MenuItem>,
                <MenuItem key="to" onClick={() => setChoosing(true)}>
                  Copy to another track…
                </MenuItem>,
                <MenuItem key="double" onClick={choose(() => pasteEffects(owner, [effect], index + 1))}>
                  Duplicate
                </MenuItem>,
                <MenuItem
                  key="left"
                  disabled={index === 0}
                  onClick={choose(() => moveEffect(owner, effect.id, index - 1))}
                >
                  Move left
                </MenuItem>,
                <MenuItem
                  key="right"
                  disabled={index === count - 1}
                  onClick={choose(() => moveEffect(owner, effect.id, index + 1))}
                >
                  Move right
                </MenuItem>,
                <MenuItem key="remove" onClick={choose(() => removeEffect(owner, effect))}>
                  Remove
                </MenuItem>,
              ])}
      </Menu>
      {naming && descriptor && (
        <NameDialog
          title={`Save a preset of ${name}`}
          taken={own.map((preset) => preset.name)}
          onDone={(presetName) => {
            setNaming(false);
            if (presetName === null) return;
            void savePreset({
              kind: 'effect',
              id: newId(),
              name: presetName,
              effectType: effect.type,
              params: effect.params,
            });
          }}
        />
      )}
    </>
  );
}

/** Every other rack there is. */
function Racks({ owner, onChoose }: { owner: RackOwner; onChoose: (to: RackOwner) => void }) {
  const tracks = useDocument((document) => document.tracks);
  return [
    <ListSubheader key="heading" disableSticky sx={subheader}>
      Copy to
    </ListSubheader>,
    ...tracks
      .filter(({ id }) => id !== owner)
      .map(({ id, name }, index) => (
        <MenuItem key={id} autoFocus={index === 0} onClick={() => onChoose(id)}>
          {name}
        </MenuItem>
      )),
    ...(owner === 'master'
      ? []
      : [
          <MenuItem key="master" onClick={() => onChoose('master')}>
            Master
          </MenuItem>,
        ]),
  ];
}
