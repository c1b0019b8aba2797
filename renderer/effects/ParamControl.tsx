import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useMemo, useState } from 'react';
import type { EffectParam } from '../../preload/contract/document';
import { paramValue, type ParamDescriptor } from '../audio/effects/descriptor';
import type { RackOwner } from '../document/operations';
import { useAutomated } from '../state/automated-value';
import { Knob } from '../ui/Knob';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit, ValueRange } from '../ui/valueRange';
import { paramEdit, setParams } from './edit';
import { ParamMenu } from './ParamMenu';

type Props = {
  owner: RackOwner;
  effectId: string;
  effectName: string;
  param: ParamDescriptor;
  /** shown instead of the parameter's own label, where what it belongs to is plain */
  title?: string;
  value: EffectParam | undefined;
  dimmed: boolean;
};

/** One parameter: a knob with its value to type, or a choice. */
export function ParamControl({ owner, effectId, effectName, param, title, value, dimmed }: Props) {
  const name = `${effectName} ${param.label.toLowerCase()}`;
  const edit = useMemo(() => paramEdit(owner, effectId, param.key, name), [owner, effectId, param.key, name]);
  const current = paramValue(param, value);
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  return (
    <Box
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setMenu(event.currentTarget);
      }}
      sx={{
        minWidth: param.kind === 'choice' ? 96 : 62,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        opacity: dimmed ? 0.55 : 1,
      }}
    >
      <Box
        sx={{ px: '2px', fontSize: 10.5, lineHeight: '13px', color: colours.textDim, whiteSpace: 'nowrap' }}
      >
        {title ?? param.label}
      </Box>
      {param.kind === 'choice' ? (
        <Select
          value={String(current)}
          onChange={(event) => setParams(owner, effectId, { [param.key]: event.target.value }, name)}
          inputProps={{ 'aria-label': name }}
          sx={{
            mt: '6px',
            width: 90,
            height: 26,
            fontSize: 11.5,
            '& .MuiSelect-select': { py: '3px', pl: '7px', pr: '20px !important' },
            '& .MuiSelect-icon': { right: 1 },
          }}
        >
          {param.choices.map((option) => (
            <MenuItem key={option.value} value={option.value}>
              {option.label}
            </MenuItem>
          ))}
        </Select>
      ) : (
        <NumberControl
          owner={owner}
          target={`effect:${effectId}:${param.key}`}
          name={name}
          range={param}
          value={Number(current)}
          edit={edit}
        />
      )}
      {menu && (
        <ParamMenu
          owner={owner}
          effectId={effectId}
          name={name}
          param={param}
          anchor={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </Box>
  );
}

type NumberProps = {
  owner: RackOwner;
  target: string;
  name: string;
  range: ValueRange;
  value: number;
  edit: ValueEdit;
};

/** Follows its lane: only this renders again while it does. */
function NumberControl({ owner, target, name, range, value, edit }: NumberProps) {
  const shown = useAutomated(owner, target, range, value);
  return (
    <>
      <Knob label={name} range={range} value={shown.value} edit={edit} size={30} />
      <ValueField
        label={`${name}, value`}
        range={range}
        value={shown.value}
        edit={edit}
        automated={shown.automated}
        width={60}
      />
    </>
  );
}
