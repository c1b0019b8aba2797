import CloseIcon from '@mui/icons-material/Close';
import PowerIcon from '@mui/icons-material/PowerSettingsNew';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Tooltip from '@mui/material/Tooltip';
import { memo, useMemo } from 'react';
import type { Modulator } from '../../preload/contract/document';
import { changeModulator, removeModulator } from '../document/edits/racks';
import { lfoOf, lfoWaves } from '../document/modulators';
import type { RackOwner } from '../document/operations';
import { targetName, targetOf, targetsOf } from '../state/automation-targets';
import { editor, useDocument } from '../state/session';
import { Knob } from '../ui/Knob';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit, ValueRange } from '../ui/valueRange';
import { depthRange, modulatorEdit, paramsOf, setDepth, setParam, waveNames } from './modulatorEdit';

const kindNames = { lfo: 'LFO', follower: 'Envelope follower' } as const;

/** What moves parameters of this strip by itself, behind its effects. */
export function ModulatorCards({ owner }: { owner: RackOwner }) {
  const modulators = useDocument((document) =>
    owner === 'master'
      ? document.master.modulators
      : document.tracks.find(({ id }) => id === owner)?.modulators,
  );
  return (modulators ?? []).map((modulator) => (
    <ModulatorCard key={modulator.id} owner={owner} modulator={modulator} />
  ));
}

const ModulatorCard = memo(function ModulatorCard({
  owner,
  modulator,
}: {
  owner: RackOwner;
  modulator: Modulator;
}) {
  const { id, type, params, bypassed } = modulator;
  const target = useDocument((document) => {
    const found = targetOf(document, owner, modulator.target);
    return found ? targetName(found) : 'nothing';
  });
  const kind = kindNames[type];
  const name = `${kind} of ${target}`;
  const depthEdit = useMemo(
    () => modulatorEdit(owner, modulator, 'depth', 'Modulation depth', setDepth),
    [owner, modulator],
  );
  const change = (label: string, changes: Parameters<typeof changeModulator>[3]): void =>
    editor.dispatch(label, changeModulator(editor.document, owner, id, changes));
  return (
    <Box
      role="group"
      aria-label={`${name}${bypassed ? ', bypassed' : ''}`}
      sx={{
        flex: 'none',
        borderRadius: 1,
        border: `1px dashed ${colours.outline}`,
        bgcolor: colours.raised,
        overflow: 'hidden',
      }}
    >
      <Box sx={{ height: 26, display: 'flex', alignItems: 'center', bgcolor: colours.hover, pl: 0.25 }}>
        <Tooltip title={bypassed ? 'Turn on' : 'Bypass'}>
          <IconButton
            aria-label={`Bypass ${name}`}
            aria-pressed={bypassed}
            onClick={() => change(bypassed ? 'Modulator on' : 'Bypass modulator', { bypassed: !bypassed })}
            sx={{ color: bypassed ? colours.textFaint : colours.accent }}
          >
            <PowerIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
        <Box sx={{ flex: 1, px: 0.5, fontSize: 12, fontWeight: 600, whiteSpace: 'nowrap' }}>{kind}</Box>
        <TargetSelect owner={owner} modulator={modulator} name={name} />
        <Tooltip title="Remove">
          <IconButton
            aria-label={`Remove ${name}`}
            onClick={() => editor.dispatch('Remove modulator', removeModulator(editor.document, owner, id))}
          >
            <CloseIcon sx={{ fontSize: 15 }} />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', p: 0.5, opacity: bypassed ? 0.55 : 1 }}>
        <Control
          label="Depth"
          name={name}
          range={depthRange}
          value={Math.round(modulator.depth * 100)}
          edit={depthEdit}
        />
        {paramsOf(type).map(({ key, label, range }) => (
          <Control
            key={key}
            label={label}
            name={name}
            range={range}
            value={typeof params[key] === 'number' ? params[key] : range.default}
            edit={modulatorEdit(owner, modulator, key, `Modulation ${label.toLowerCase()}`, setParam(key))}
          />
        ))}
        {type === 'lfo' && (
          <Box sx={{ width: 96, textAlign: 'center' }}>
            <Box sx={{ fontSize: 10.5, lineHeight: '13px', color: colours.textDim }}>Shape</Box>
            <Select
              value={lfoOf(modulator).shape}
              onChange={(event) =>
                change('Modulation shape', { params: { ...params, shape: event.target.value } })
              }
              inputProps={{ 'aria-label': `Shape of ${name}` }}
              sx={{
                mt: '6px',
                width: 90,
                height: 26,
                fontSize: 11.5,
                '& .MuiSelect-select': { py: '3px', pl: '7px' },
              }}
            >
              {lfoWaves.map((wave) => (
                <MenuItem key={wave} value={wave}>
                  {waveNames[wave]}
                </MenuItem>
              ))}
            </Select>
          </Box>
        )}
      </Box>
    </Box>
  );
});

/** What it moves: any parameter of the strip, or one that has gone meanwhile. */
function TargetSelect({ owner, modulator, name }: { owner: RackOwner; modulator: Modulator; name: string }) {
  // A text, as the list is made anew for every edit of the document.
  const known = useDocument((document) =>
    JSON.stringify(targetsOf(document, owner).map((target) => [target.target, targetName(target)])),
  );
  const targets = JSON.parse(known) as [string, string][];
  const gone = !targets.some(([target]) => target === modulator.target);
  return (
    <Select
      value={modulator.target}
      onChange={(event) =>
        editor.dispatch(
          'Modulation target',
          changeModulator(editor.document, owner, modulator.id, { target: event.target.value }),
        )
      }
      inputProps={{ 'aria-label': `What the ${name} moves` }}
      renderValue={(value) => `→ ${targets.find(([target]) => target === value)?.[1] ?? 'nothing'}`}
      sx={{
        height: 24,
        maxWidth: 190,
        fontSize: 11.5,
        '& .MuiSelect-select': { py: '2px', pl: '7px', pr: '20px !important' },
        '& .MuiSelect-icon': { right: 1 },
      }}
    >
      {gone && <MenuItem value={modulator.target}>Nothing</MenuItem>}
      {targets.map(([target, label]) => (
        <MenuItem key={target} value={target}>
          {label}
        </MenuItem>
      ))}
    </Select>
  );
}

type ControlProps = { label: string; name: string; range: ValueRange; value: number; edit: ValueEdit };

function Control({ label, name, range, value, edit }: ControlProps) {
  return (
    <Box sx={{ width: 62, display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
      <Box sx={{ fontSize: 10.5, lineHeight: '13px', color: colours.textDim }}>{label}</Box>
      <Knob label={`${label} of ${name}`} range={range} value={value} edit={edit} size={30} />
      <ValueField label={`${label} of ${name}, value`} range={range} value={value} edit={edit} width={60} />
    </Box>
  );
}
