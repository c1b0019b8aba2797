import { useEffect, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { RequestOutput } from '../../preload/contract/contract';
import type { AppError } from '../../preload/contract/errors';
import type { Settings } from '../../preload/contract/settings';
import { closeDialog, useDialogs } from '../state/dialogs';
import { changeSettings, useInference, useSettings } from '../state/inference';
import { ValueField } from '../ui/ValueField';
import { colours } from '../ui/theme';
import { ProviderList } from './ProviderList';

const unloadRange = { min: 1, max: 240, default: 10, scale: 'log', decimals: 0, unit: 'min' } as const;

function About() {
  const [info, setInfo] = useState<RequestOutput<'app.info'> | null>(null);
  const pack = useInference((state) => state.status?.pack);
  useEffect(() => {
    void window.studio.request('app.info', null).then((reply) => {
      if (reply.ok) setInfo(reply.value);
    });
  }, []);
  return (
    <Typography variant="body2" data-selectable sx={{ color: 'text.secondary' }}>
      GANmix Studio {info?.version}
      {pack && `, models ${pack.name} ${pack.version}`}
      {info && `, Electron ${info.electron} on ${info.platform}`}. Sounds are made on this machine; nothing
      leaves it.
    </Typography>
  );
}

/** Minutes; stored when a drag ends, not at every pixel of it. */
function UnloadField({ value, onChange }: { value: number; onChange: (minutes: number) => void }) {
  const [dragged, setDragged] = useState<number | null>(null);
  const latest = useRef(value);
  return (
    <Box sx={{ bgcolor: colours.raised, border: `1px solid ${colours.line}`, borderRadius: 1 }}>
      <ValueField
        label="Minutes until the models are unloaded"
        range={unloadRange}
        value={dragged ?? value}
        width={72}
        edit={{
          begin: () => ({
            preview: (minutes) => {
              latest.current = minutes;
              setDragged(minutes);
            },
            commit: () => {
              setDragged(null);
              onChange(latest.current);
            },
            cancel: () => setDragged(null),
          }),
          set: onChange,
        }}
      />
    </Box>
  );
}

function Content() {
  const settings = useSettings((state) => state.settings);
  const status = useInference((state) => state.status);
  const [error, setError] = useState<AppError | null>(null);
  if (!settings) return <Typography sx={{ color: 'text.secondary' }}>Reading the settings…</Typography>;
  const change = (changes: Partial<Settings>): void => {
    void changeSettings(changes).then(setError);
  };
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <section aria-labelledby="settings-inference">
        <Typography variant="h2" id="settings-inference" sx={{ pb: 0.75 }}>
          Where sounds are made
        </Typography>
        <ProviderList
          chosen={settings.provider}
          providers={status?.providers ?? []}
          inUse={status?.provider ?? null}
          onChoose={(provider) => change({ provider })}
        />
        {status?.error !== null && status?.error !== undefined && (
          <Alert severity="error" variant="outlined" sx={{ mt: 1, py: 0 }}>
            {status.error}
          </Alert>
        )}
      </section>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: 1 }}>Free the models’ memory when nothing was generated for</Typography>
        <UnloadField
          value={settings.unloadAfterMinutes}
          onChange={(minutes) => change({ unloadAfterMinutes: minutes })}
        />
      </Box>
      {error && (
        <Alert severity="error" variant="outlined" sx={{ py: 0 }}>
          {error.message} {error.remedy}
        </Alert>
      )}
      <About />
    </Box>
  );
}

/** Settings of the person on this machine. */
export function SettingsDialog() {
  const open = useDialogs((state) => state.open === 'settings');
  return (
    <Dialog open={open} onClose={closeDialog} maxWidth="sm" fullWidth aria-labelledby="settings-title">
      <DialogTitle id="settings-title">Settings</DialogTitle>
      <DialogContent>
        <Content />
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={closeDialog}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}
