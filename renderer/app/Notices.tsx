import { useEffect } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseRounded';
import ErrorIcon from '@mui/icons-material/ErrorOutlineRounded';
import { ImportProgress } from '../import/ImportProgress';
import { dismissNotice, useNotices, type Notice } from '../state/notices';
import { colours } from '../ui/theme';

/** Long enough to read twice: a second, and 60 ms a character. */
const readingTime = (text: string): number => 2500 + 60 * text.length;

function Snack({ notice }: { notice: Notice }) {
  const isError = notice.kind === 'error';
  useEffect(() => {
    if (isError) return undefined;
    const timer = setTimeout(() => dismissNotice(notice.id), readingTime(notice.message));
    return () => clearTimeout(timer);
  }, [isError, notice.id, notice.message]);
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        maxWidth: 460,
        py: 0.75,
        pl: 1.5,
        pr: 0.75,
        borderRadius: 1,
        bgcolor: '#33393f',
        border: `1px solid ${isError ? colours.error : colours.outline}`,
        boxShadow: '0 6px 20px #0008',
        pointerEvents: 'auto',
      }}
    >
      {isError && <ErrorIcon sx={{ color: 'error.main', mt: '3px' }} />}
      <Box sx={{ py: '3px', minWidth: 0 }} data-selectable>
        {notice.where !== null && (
          <Typography component="span" variant="body1" sx={{ fontWeight: 600 }}>
            {notice.where}:{' '}
          </Typography>
        )}
        <Typography component="span" variant="body1">
          {notice.message}
        </Typography>
        {notice.remedy !== null && (
          <Typography variant="body2" sx={{ color: '#c3cad2' }}>
            {notice.remedy}
          </Typography>
        )}
      </Box>
      {notice.action && (
        <Button
          onClick={() => {
            dismissNotice(notice.id);
            notice.action?.run();
          }}
          sx={{ flex: 'none', minHeight: 28, py: 0, color: colours.accent }}
        >
          {notice.action.label}
        </Button>
      )}
      <IconButton aria-label="Dismiss" onClick={() => dismissNotice(notice.id)}>
        <CloseIcon />
      </IconButton>
    </Box>
  );
}

function ErrorDialog({ notice }: { notice: Notice }) {
  const close = (): void => dismissNotice(notice.id);
  return (
    <Dialog open onClose={close} maxWidth="xs" fullWidth aria-labelledby="error-dialog-title">
      <DialogTitle id="error-dialog-title">{notice.where ?? 'Something went wrong'}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1 }} data-selectable>
        <Typography>{notice.message}</Typography>
        {notice.remedy !== null && <Typography sx={{ color: 'text.secondary' }}>{notice.remedy}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" color="primary" autoFocus onClick={close}>
          OK
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Confirmations and errors that have no place of their own, at the foot of the window. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  const dialog = notices.find((notice) => notice.kind === 'dialog');
  return (
    <>
      <Box
        role="status"
        aria-live="polite"
        sx={{
          position: 'fixed',
          left: 0,
          right: 0,
          bottom: 20,
          zIndex: 1400,
          display: 'flex',
          flexDirection: 'column',
          alignItems: 'center',
          gap: 1,
          pointerEvents: 'none',
        }}
      >
        {notices
          .filter((notice) => notice.kind !== 'dialog')
          .slice(-3)
          .map((notice) => (
            <Snack key={notice.id} notice={notice} />
          ))}
        <ImportProgress />
      </Box>
      {dialog && <ErrorDialog key={dialog.id} notice={dialog} />}
    </>
  );
}
