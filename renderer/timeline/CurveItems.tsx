import Box from '@mui/material/Box';
import { fadeCurves, type FadeCurve } from '../../preload/contract/document';
import { editor } from '../state/session';
import { colours } from '../ui/theme';
import { setCurveOfSelection } from './clip-actions';
import { MenuStrip } from './MenuStrip';
import { selectedClipIds } from './selection';

const curveNames: Record<FadeCurve, string> = {
  linear: 'Linear',
  'equal-power': 'Equal power',
  exponential: 'Exponential',
  logarithmic: 'Logarithmic',
  's-curve': 'S-curve',
};

type Props = { side: 'fadeIn' | 'fadeOut'; label: string; close: () => void };

/** The named curves of a fade, as an entry of a menu. */
export function CurveItems({ side, label, close }: Props) {
  const clip = editor.document.clips[selectedClipIds()[0] ?? ''];
  return (
    <MenuStrip label={label}>
      <Box component="span" sx={{ width: 56, color: colours.textDim }}>
        {label}
      </Box>
      {fadeCurves.map((curve) => (
        <Box
          key={curve}
          component="button"
          type="button"
          aria-label={`${label}: ${curveNames[curve]}`}
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={clip?.[side].curve === curve}
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
    </MenuStrip>
  );
}

const curvePaths: Record<FadeCurve, string> = {
  linear: 'M0 16L20 0',
  'equal-power': 'M0 16C5 6 12 0 20 0',
  exponential: 'M0 16C10 16 16 9 20 0',
  logarithmic: 'M0 16C1 7 9 1 20 0',
  's-curve': 'M0 16C8 16 12 0 20 0',
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
