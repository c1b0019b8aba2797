import Box from '@mui/material/Box';
import type { Effect } from '../../preload/contract/document';
import type { EffectDescriptor } from '../audio/effects/descriptor';
import type { RackOwner } from '../document/operations';
import { curveOf } from './curves';
import { EqCurve } from './EqCurve';
import { GainReduction } from './GainReduction';
import { ParametricEq } from './ParametricEq';
import { ParamControl } from './ParamControl';

type Props = { owner: RackOwner; effect: Effect; name: string; descriptor: EffectDescriptor };

const SMALL = { width: 268, height: 76 };
/** With more bands than this, only one at a time has its knobs beside the curve. */
const KNOBS_BELOW = 3;

/**
 * An effect's controls: its knobs, below its curve if it has one, beside its gain reduction if it has that; or a curve
 * with the knobs of one band.
 */
export function EffectBody({ owner, effect, name, descriptor }: Props) {
  const curve = curveOf(effect.type);
  if (curve && curve.bands.length > KNOBS_BELOW) {
    return <ParametricEq owner={owner} effect={effect} name={name} curve={curve} />;
  }
  const { params, reduction } = descriptor;
  return (
    <Box sx={{ display: 'flex', flexDirection: reduction ? 'row' : 'column' }}>
      {curve && (
        <Box sx={{ p: 0.5, pb: 0 }}>
          <EqCurve owner={owner} effect={effect} name={name} curve={curve} size={SMALL} />
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gridAutoFlow: 'column',
          gridTemplateRows: params.length > 2 && !curve ? 'auto auto' : 'auto',
          justifyContent: 'start',
          rowGap: '3px',
          columnGap: '2px',
          px: 0.5,
          py: 0.5,
        }}
      >
        {params.map((param) => (
          <ParamControl
            key={param.key}
            owner={owner}
            effectId={effect.id}
            effectName={name}
            param={param}
            value={effect.params[param.key]}
            dimmed={effect.bypassed}
          />
        ))}
      </Box>
      {reduction && (
        <GainReduction
          owner={owner}
          effectId={effect.id}
          name={name}
          bands={reduction}
          dimmed={effect.bypassed}
        />
      )}
    </Box>
  );
}
