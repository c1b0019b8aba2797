import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { ExportFormat } from '../../preload/contract/contract';
import { defaultSettings } from '../../preload/contract/settings';
import { loopRegion, renderFrames, wholeProject } from '../audio/render';
import { useDocument, useProject } from '../state/session';
import { tabular } from '../ui/theme';
import { formatBytes, formatLength, wavBytes } from './size';
import { closeExport, useExportDialog } from './state';
import { useExport, type ExportState } from './useExport';

const bitDepths: readonly { value: ExportFormat['bitDepth']; label: string }[] = [
  { value: '16', label: '16-bit' },
  { value: '24', label: '24-bit' },
  { value: '32f', label: '32-bit float' },
];
const sampleRates: readonly { value: ExportFormat['sampleRate']; label: string }[] = [
  { value: 44_100, label: '44.1 kHz' },
  { value: 48_000, label: '48 kHz' },
];

type ChoiceProps<V extends string | number> = {
  label: string;
  value: V;
  options: readonly { value: V; label: string; disabled?: boolean }[];
  disabled: boolean;
  onChange: (value: V) => void;
};

function Choice<V extends string | number>({ label, value, options, disabled, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <Row label={label} id={id}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={value}
        disabled={disabled}
        aria-labelledby={id}
        onChange={(_, next: V | null) => {
          if (next !== null) onChange(next);
        }}
      >
        {options.map((option) => (
          <ToggleButton key={option.value} value={option.value} disabled={option.disabled === true}>
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Row>
  );
}

function Row({ label, id, children }: { label: string; id?: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 36 }}>
      <Typography id={id} variant="body2" color="text.secondary" sx={{ width: 104, flex: 'none' }}>
        {label}
      </Typography>
      {children}
    </Box>
  );
}

function timeLeft(state: Extract<ExportState, { phase: 'running' }>): string {
  const elapsed = (performance.now() - state.startedAt) / 1000;
  if (state.fraction < 0.05 || elapsed < 1.5) return '';
  return `, ${Math.max(1, Math.ceil((elapsed / state.fraction) * (1 - state.fraction)))} s left`;
}

/** Format and range, then the progress, then where the file is. */
export function ExportDialog() {
  const open = useExportDialog((dialog) => dialog.open);
  const document = useDocument((current) => current);
  const fileName = useProject((project) => project.fileName);
  const [format, setFormat] = useState<ExportFormat>(defaultSettings.exportFormat);
  const [wanted, setWanted] = useState<'project' | 'loop'>('project');
  const { state, start, cancel, reset } = useExport();

  useEffect(() => {
    if (!open) return;
    reset();
    void window.studio.request('settings.get', null).then((reply) => {
      if (reply.ok) setFormat(reply.value.exportFormat);
    });
  }, [open, reset]);

  const hasLoop = document.loop.end > document.loop.start;
  const range = wanted === 'loop' && hasLoop ? loopRegion(document) : wholeProject(document);
  const frames = renderFrames(document, format.sampleRate, range);
  const running = state.phase === 'running';
  const empty = frames <= 0 || Object.keys(document.clips).length === 0;

  return (
    <Dialog
      open={open}
      onClose={() => {
        if (!running) closeExport();
      }}
      aria-labelledby="export-title"
      slotProps={{ paper: { sx: { width: 460 } } }}
    >
      <DialogTitle id="export-title">Export the mix</DialogTitle>
      <DialogContent>
        <Choice
          label="Range"
          value={wanted === 'loop' && hasLoop ? 'loop' : 'project'}
          options={[
            { value: 'project', label: 'Whole project' },
            { value: 'loop', label: 'Loop region', disabled: !hasLoop },
          ]}
          disabled={running}
          onChange={setWanted}
        />
        <Choice
          label="Bit depth"
          value={format.bitDepth}
          options={bitDepths}
          disabled={running}
          onChange={(bitDepth) => setFormat({ ...format, bitDepth })}
        />
        <Choice
          label="Sample rate"
          value={format.sampleRate}
          options={sampleRates}
          disabled={running}
          onChange={(sampleRate) => setFormat({ ...format, sampleRate })}
        />
        <Row label="Result">
          <Typography variant="body2" sx={tabular} data-testid="export-summary">
            {empty
              ? 'Nothing on the timeline yet'
              : `Stereo WAV, ${formatLength(frames / format.sampleRate)}${
                  range.tailSeconds > 0 ? ` (with ${formatLength(range.tailSeconds)} of effect tail)` : ''
                }, ${formatBytes(wavBytes(frames, format))}`}
          </Typography>
        </Row>
        <Box aria-live="polite" sx={{ mt: 1.5 }}>
          {state.phase === 'running' && (
            <>
              <LinearProgress
                variant="determinate"
                value={state.fraction * 100}
                aria-label={`Exporting ${state.fileName}`}
              />
              <Typography variant="caption" component="div" sx={{ mt: 0.75, ...tabular }}>
                {state.fileName}: {Math.floor(state.fraction * 100)} %{timeLeft(state)}
              </Typography>
            </>
          )}
          {state.phase === 'done' && (
            <Alert
              severity="success"
              action={
                <Button
                  onClick={() => void window.studio.request('export.reveal', { exportId: state.exportId })}
                >
                  Show in folder
                </Button>
              }
            >
              {state.fileName} is ready.
            </Alert>
          )}
          {state.phase === 'failed' && (
            <Alert severity="error">
              {state.error.message} {state.error.remedy}
            </Alert>
          )}
        </Box>
      </DialogContent>
      <DialogActions>
        {running ? (
          <Button variant="outlined" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <>
            <Button onClick={closeExport}>Close</Button>
            <Button
              variant="contained"
              color="primary"
              disabled={empty}
              onClick={() =>
                void start({
                  document,
                  format,
                  range,
                  suggestedName: (fileName ?? 'Soundscape').replace(/\.[^.]+$/, ''),
                })
              }
            >
              {state.phase === 'done' ? 'Export again…' : 'Export…'}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
