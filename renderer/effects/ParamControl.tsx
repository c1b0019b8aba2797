import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useMemo } from 'react';
import type { EffectParam } from '../../preload/contract/document';
import { paramValue, type ParamDescriptor } from '../audio/effects/descriptor';
import type { RackOwner } from '../document/operations';
import { Knob } from '../ui/Knob';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import { chooseParam, paramEdit } from './edit';

type Props = {
  owner: RackOwner;
  effectId: string;
  effectName: string;
  param: ParamDescriptor;
  value: EffectParam | undefined;
  dimmed: boolean;
};

/** One parameter: a knob with its value to type, or a choice. */
export function ParamControl({ owner, effectId, effectName, param, value, dimmed }: Props) {
  const name = `${effectName} ${param.label.toLowerCase()}`;
  const edit = useMemo(() => paramEdit(owner, effectId, param.key, name), [owner, effectId, param.key, name]);
  const current = paramValue(param, value);
  return (
    <Box
      sx={{
        width: param.kind === 'choice' ? 96 : 62,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        opacity: dimmed ? 0.55 : 1,
      }}
    >
      <Box sx={{ fontSize: 10.5, lineHeight: '13px', color: colours.textDim, whiteSpace: 'nowrap' }}>
        {param.label}
      </Box>
      {param.kind === 'choice' ? (
        <Select
          value={String(current)}
          onChange={(event) => chooseParam(owner, effectId, param.key, event.target.value, name)}
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
        <>
          <Knob label={name} range={param} value={Number(current)} edit={edit} size={30} />
          <ValueField label={`${name}, value`} range={param} value={Number(current)} edit={edit} width={60} />
        </>
      )}
    </Box>
  );
}
