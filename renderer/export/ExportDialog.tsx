import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useEffect, useMemo, useState } from 'react';
import { defaultExportOptions, meaningfulFormat, type ExportOptions } from '../../preload/contract/export';
import { projectName } from '../app/projectName';
import { changeSettings, useSettings } from '../state/inference';
import { useDocument, useProject, useView } from '../state/session';
import { tabular } from '../ui/theme';
import { estimatedBytes, formatBytes, formatLength } from './estimate';
import { FormatRows, LoudnessRow, MetadataRows } from './FormatRows';
import { possible } from './options';
import { Outcome } from './Outcome';
import { planExport, plannedFrames, type ExportScene, type PlannedFile } from './plan';
import { PresetBar } from './PresetBar';
import { NameRow, SourceRows } from './SourceRows';
import { closeExport, useExportDialog } from './state';
import { useExport } from './useExport';

function summary(files: readonly PlannedFile[], options: ExportOptions): string {
  if (files.length === 0) return 'Nothing on the timeline yet';
  const { sampleRate } = meaningfulFormat(options.format);
  const seconds = files.reduce((sum, file) => sum + plannedFrames(file, sampleRate), 0) / sampleRate;
  const upTo = files.some(({ trimTail }) => trimTail) ? 'up to ' : '';
  const inAll = files.length === 1 ? '' : ' in all';
  const { channels } = options.format;
  const count =
    files.length === 1 ? (channels === 'mono' ? 'Mono' : 'Stereo') : `${files.length} ${channels} files`;
  const bytes = estimatedBytes(files, { ...options, loudness: { ...options.loudness, target: null } });
  return `${count}, ${upTo}${formatLength(seconds)}${inAll}, about ${formatBytes(bytes)}`;
}

/** What, how, and where to; then how far it is, and how loud it came out. */
export function ExportDialog() {
  const open = useExportDialog((dialog) => dialog.open);
  // Nothing of it is worked out while it is closed: the document changes with every edit.
  return open ? <OpenDialog /> : null;
}

function OpenDialog() {
  const document = useDocument((current) => current);
  const project = useProject(({ fileName, origin }) => projectName(fileName, origin));
  const selectedClipIds = useView((view) => view.selectedClipIds);
  const range = useView((view) => view.range);
  const remembered = useSettings((state) => state.settings?.exportOptions);
  const [wanted, setWanted] = useState<ExportOptions>(remembered ?? defaultExportOptions);
  const { state, start, cancel, reset } = useExport();
  const [now] = useState(() => new Date());

  const scene = useMemo<ExportScene>(
    () => ({ document, project, selectedClipIds, range, now }),
    [document, project, selectedClipIds, range, now],
  );
  const options = possible(wanted, scene);
  const planned = useMemo(() => planExport(scene, possible(wanted, scene)), [scene, wanted]);
  const running = state.phase === 'running';
  useEffect(() => reset, [reset]);

  const change = (changes: Partial<ExportOptions>): void => {
    setWanted({ ...options, ...changes });
    if (state.phase !== 'idle') reset();
  };
  const leave = (): void => {
    if (running) return;
    void changeSettings({ exportOptions: wanted });
    closeExport();
  };
  const begin = (): void => {
    void changeSettings({ exportOptions: options });
    void start(planExport({ ...scene, now: new Date() }, options), options);
  };
  const props = { options, scene, files: planned, onChange: change };

  return (
    <Dialog
      open
      onClose={leave}
      aria-labelledby="export-title"
      // From the top: what is told below the rows does not move the rows.
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{ paper: { sx: { width: 680, maxWidth: '94vw', mt: '5vh', maxHeight: '90vh' } } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', pr: 2.5 }}>
        <DialogTitle id="export-title">Export</DialogTitle>
        {!running && <PresetBar options={options} onChoose={change} />}
      </Box>
      <DialogContent>
        <Box
          component="fieldset"
          disabled={running}
          sx={{
            border: 0,
            m: 0,
            p: 0,
            minWidth: 0,
            display: 'grid',
            // A long name may not make the column wider than the dialog.
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 0.75,
            ...(running && { opacity: 0.45, pointerEvents: 'none' }),
          }}
        >
          <SourceRows {...props} />
          <NameRow {...props} />
          <FormatRows {...props} />
          <LoudnessRow {...props} />
          <MetadataRows {...props} />
        </Box>
        <Outcome state={state} options={options} />
      </DialogContent>
      <DialogActions>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ mr: 'auto', pl: 0.5, ...tabular }}
          data-testid="export-summary"
        >
          {summary(planned, options)}
        </Typography>
        {running ? (
          <Button variant="outlined" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <>
            <Button onClick={leave}>Close</Button>
            <Button variant="contained" color="primary" disabled={planned.length === 0} onClick={begin}>
              {state.phase === 'done' ? 'Export again…' : 'Export…'}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
