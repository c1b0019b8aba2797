import Box from '@mui/material/Box';
import { useState } from 'react';
import type { Effect } from '../../preload/contract/document';
import type { RackOwner } from '../document/operations';
import { SquareToggle } from '../ui/SquareToggle';
import { colours } from '../ui/theme';
import { numberParam, type Curve } from './curves';
import { EqCurve } from './EqCurve';
import { ParamControl } from './ParamControl';

type Props = { owner: RackOwner; effect: Effect; name: string; curve: Curve };

const SIZE = { width: 440, height: 152 };

/** The curve, and beside it what the chosen band stands at. */
export function ParametricEq({ owner, effect, name, curve }: Props) {
  const [selected, setSelected] = useState(2);
  const band = curve.bands[selected];
  const keys = band ? [band.frequency, band.gain, band.q].filter((key) => key !== null) : [];
  return (
    <Box sx={{ display: 'flex', gap: '6px', p: 0.5 }}>
      <EqCurve
        owner={owner}
        effect={effect}
        name={name}
        curve={curve}
        size={SIZE}
        selected={selected}
        onSelect={setSelected}
      />
      <Box sx={{ width: 196, display: 'flex', flexDirection: 'column', gap: '8px', pt: '2px' }}>
        <Box role="group" aria-label={`Bands of ${name}`} sx={{ display: 'flex', gap: '5px' }}>
          {curve.bands.map(({ label, mark }, index) => (
            <SquareToggle
              key={mark}
              label={label}
              on={index === selected}
              colour={colours.accent}
              onToggle={() => setSelected(index)}
            >
              {mark}
            </SquareToggle>
          ))}
        </Box>
        <Box sx={{ fontSize: 11.5, color: effect.bypassed ? colours.textFaint : colours.text, px: '2px' }}>
          {band?.label}
        </Box>
        <Box sx={{ display: 'flex', gap: '2px' }}>
          {keys.map((key) => {
            const param = numberParam(effect.type, key);
            return (
              param && (
                <ParamControl
                  key={key}
                  owner={owner}
                  effectId={effect.id}
                  effectName={name}
                  param={{ ...param, key }}
                  title={key === band?.frequency ? 'Frequency' : key === band?.gain ? 'Gain' : 'Q'}
                  value={effect.params[key]}
                  dimmed={effect.bypassed}
                />
              )
            );
          })}
        </Box>
      </Box>
    </Box>
  );
}
