import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { ExportOptions } from '../../preload/contract/export';
import { colours, tabular } from '../ui/theme';
import { formatBytes, formatLength, formatLevel, timeLeft } from './estimate';
import { clips, findings, missesTarget } from './findings';
import { LongName } from './LongName';
import type { ExportedFile, ExportResult } from './runExport';
import type { ExportState } from './useExport';

/** How far it is, what came of it, or what went wrong and what to do. */
export function Outcome({ state, options }: { state: ExportState; options: ExportOptions }) {
  const { phase } = state;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In a low window the rows above leave no room for it.
    if (phase !== 'idle') place.current?.scrollIntoView({ block: 'nearest' });
  }, [phase]);
  return (
    <Box ref={place} aria-live="polite">
      {state.phase === 'running' && <Progress state={state} />}
      {state.phase === 'done' && <Done result={state.result} seconds={state.seconds} options={options} />}
      {state.phase === 'cancelled' && (
        <Alert severity="info" sx={{ mt: 1.5 }}>
          Cancelled: nothing was written.
        </Alert>
      )}
      {state.phase === 'failed' && (
        <Alert severity="error" sx={{ mt: 1.5 }}>
          {state.error.message} {state.error.remedy}
        </Alert>
      )}
    </Box>
  );
}

function Progress({ state }: { state: Extract<ExportState, { phase: 'running' }> }) {
  const { names, index, fraction, startedAt } = state;
  const left = timeLeft(fraction, (performance.now() - startedAt) / 1000);
  const name = names[index] ?? '';
  return (
    <Box sx={{ mt: 2 }}>
      <LinearProgress
        variant="determinate"
        value={fraction * 100}
        aria-label={`Exporting ${name}`}
        // Moved by steps: an animation would paint the window sixty times a second, beside the work.
        sx={{ '& .MuiLinearProgress-bar': { transition: 'none' } }}
      />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, mt: 0.75, ...tabular }}>
        <Typography variant="caption" component="div" sx={{ minWidth: 0 }}>
          <LongName>{names.length > 1 ? `${index + 1} of ${names.length}: ${name}` : name}</LongName>
        </Typography>
        <Typography variant="caption" noWrap sx={{ flex: 'none' }}>
          {Math.floor(fraction * 100)} %{left && `, ${left}`}
        </Typography>
      </Box>
    </Box>
  );
}

type DoneProps = { result: ExportResult; seconds: number; options: ExportOptions };

function Done({ result, seconds, options }: DoneProps) {
  const { files, place } = result;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const what = files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files`;
  return (
    <Box sx={{ mt: 1.5 }} data-testid="export-result">
      <Alert
        severity="success"
        action={
          <Button onClick={() => void window.studio.request('export.reveal', { jobId: result.jobId })}>
            Show in folder
          </Button>
        }
      >
        {what} in “{place}”: {formatBytes(bytes)}, made in {formatLength(seconds)}
      </Alert>
      {findings(files, options).map((finding) => (
        <Alert key={finding} severity="warning" sx={{ mt: 0.75 }}>
          {finding}
        </Alert>
      ))}
      <Box
        component="table"
        sx={{
          mt: 1,
          width: '100%',
          maxHeight: 150,
          overflowY: 'auto',
          display: 'block',
          borderCollapse: 'collapse',
          fontSize: 11.5,
          ...tabular,
          '& th': {
            color: colours.textDim,
            bgcolor: 'background.paper',
            position: 'sticky',
            top: 0,
            fontWeight: 500,
            textAlign: 'right',
          },
          '& th, & td': { py: 0.25, pl: 2, whiteSpace: 'nowrap' },
          '& td': { textAlign: 'right' },
          '& th:first-of-type, & td:first-of-type': {
            textAlign: 'left',
            pl: 0,
            width: '100%',
            maxWidth: 0,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
          },
        }}
      >
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Length</th>
            <th scope="col">Integrated</th>
            <th scope="col">Range</th>
            <th scope="col">True peak</th>
            <th scope="col">Peak</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.name}>
              <td>
                <LongName>{file.name}</LongName>
              </td>
              <td>{formatLength(file.seconds)}</td>
              <Figures file={file} options={options} />
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

type FigureProps = { value: number | null; unit: string; wrong?: boolean };

const Figure = ({ value, unit, wrong = false }: FigureProps) => (
  <Box component="td" sx={wrong ? { color: 'warning.main' } : {}}>
    {formatLevel(value, unit)}
  </Box>
);

/** How loud a file came out; what is not as it was wanted stands out. */
function Figures({ file, options }: { file: ExportedFile; options: ExportOptions }) {
  const { integrated, range, truePeakDb, peakDb } = file.report;
  return (
    <>
      <Figure value={integrated} unit="LUFS" wrong={missesTarget(file, options)} />
      <Figure value={range} unit="LU" />
      <Figure value={truePeakDb} unit="dBTP" />
      <Figure value={peakDb} unit="dBFS" wrong={clips(file, options)} />
    </>
  );
}
