import Box from '@mui/material/Box';
import { colours } from '../ui/theme';
import { Correlation } from './Correlation';
import { Figures, figures } from './Figures';
import { LoudnessBars } from './LoudnessBars';
import { Spectrogram } from './Spectrogram';
import { Spectrum } from './Spectrum';
import { useSize } from './useSize';

const shown = [
  figures.integrated,
  figures.range,
  figures.shortTerm,
  figures.maxShortTerm,
  figures.momentary,
  figures.maxMomentary,
  figures.truePeak,
];

/** The mix, measured: loudness, correlation, spectrum and spectrogram. */
export function MetersPanel() {
  const [bars, { height }] = useSize();
  return (
    <Box
      component="section"
      aria-label="Meters"
      sx={{
        flex: 1,
        minWidth: 0,
        minHeight: 0,
        display: 'flex',
        gap: 1,
        px: 1.25,
        pb: 1,
        bgcolor: colours.panel,
      }}
    >
      <Box ref={bars} sx={{ width: 68, flex: 'none', minHeight: 0 }}>
        {height > 60 && <LoudnessBars height={height} />}
      </Box>
      <Box
        sx={{
          width: 236,
          flex: 'none',
          minHeight: 0,
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          overflow: 'hidden',
        }}
      >
        <Figures shown={shown} large />
        <Correlation width={236} />
      </Box>
      <Spectrum />
      <Spectrogram />
    </Box>
  );
}
