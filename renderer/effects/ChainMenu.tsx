import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { Effect } from '../../preload/contract/document';
import type { Preset } from '../../preload/contract/presets';
import { descriptorOf, newEffect } from '../audio/effects/index';
import { chainEffects, chainPresets, presetValues } from '../audio/effects/presets';
import { newId } from '../document/factory';
import type { RackOwner } from '../document/operations';
import { savePreset, usePresets } from '../state/presets';
import { copyEffects, pasteEffects, setRack, useEffectClipboard } from '../state/racks';
import { colours } from '../ui/theme';
import { NameDialog } from './NameDialog';
import { ownPresetItems, subheader } from './PresetList';

type Props = { owner: RackOwner; effects: readonly Effect[] };
type Chain = Extract<Preset, { kind: 'chain' }>;

/** A chain's effects; one that this version does not know keeps its values and passes sound through. */
const effectsOf = (chain: Chain): Effect[] =>
  chain.effects.map(({ effectType, params }) =>
    descriptorOf(effectType)
      ? { ...newEffect(effectType), params: presetValues({ effectType, params }) }
      : { id: newId(), type: effectType, bypassed: false, params },
  );

/** Presets of whole racks, and copying, pasting and clearing one. */
export function ChainMenu({ owner, effects }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const presets = usePresets((state) => state.presets);
  const copied = useEffectClipboard((state) => state.effects);
  const own = presets.filter((preset): preset is Chain => preset.kind === 'chain');
  const choose = (act: () => void) => (): void => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Chain
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { maxHeight: 'min(640px, calc(100vh - 32px))', width: 400 } } }}
      >
        <MenuItem disabled={effects.length === 0} onClick={choose(() => copyEffects(effects))}>
          Copy all effects
        </MenuItem>
        <MenuItem disabled={copied.length === 0} onClick={choose(() => pasteEffects(owner, copied))}>
          {copied.length > 1 ? `Paste ${copied.length} effects` : 'Paste effect'}
        </MenuItem>
        <MenuItem disabled={effects.length === 0} onClick={choose(() => setRack(owner, [], 'Clear effects'))}>
          Remove all effects
        </MenuItem>
        <MenuItem disabled={effects.length === 0} onClick={choose(() => setNaming(true))}>
          Save as a chain preset…
        </MenuItem>
        <Divider />
        {ownPresetItems(own, (chain) =>
          choose(() => setRack(owner, effectsOf(chain), `Chain: ${chain.name}`))(),
        )}
        <ListSubheader disableSticky sx={subheader}>
          Chain presets, in the place of what is here
        </ListSubheader>
        {chainPresets.map((chain) => (
          <MenuItem
            key={chain.id}
            onClick={choose(() => setRack(owner, chainEffects(chain), `Chain: ${chain.name}`))}
          >
            <Box component="span" sx={{ width: 128, flex: 'none' }}>
              {chain.name}
            </Box>
            <Box component="span" sx={{ fontSize: 11, color: colours.textDim, whiteSpace: 'normal' }}>
              {chain.description}
            </Box>
          </MenuItem>
        ))}
      </Menu>
      {naming && (
        <NameDialog
          title="Save a chain preset"
          taken={own.map(({ name }) => name)}
          onDone={(name) => {
            setNaming(false);
            if (name === null) return;
            void savePreset({
              kind: 'chain',
              id: newId(),
              name,
              effects: effects.map(({ type, params }) => ({ effectType: type, params })),
            });
          }}
        />
      )}
    </>
  );
}
