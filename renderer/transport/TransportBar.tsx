import LoopIcon from '@mui/icons-material/Loop';
import PauseIcon from '@mui/icons-material/Pause';
import PlayIcon from '@mui/icons-material/PlayArrow';
import ToStartIcon from '@mui/icons-material/SkipPrevious';
import StopIcon from '@mui/icons-material/Stop';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { player } from '../audio/player';
import { useKeymap } from '../commands/keymap';
import { withKeys } from '../commands/Keys';
import { keyOf } from '../commands/table';
import { usePlayer } from '../state/playback';
import { editor, useDocument } from '../state/session';
import { Meter } from '../ui/Meter';
import { colours } from '../ui/theme';
import { ValueField } from '../ui/ValueField';
import type { ValueEdit, ValueRange } from '../ui/valueRange';
import { togglePlay, toggleLoop } from './commands';
import { TimeDisplay } from './TimeDisplay';

const tempoRange: ValueRange = { min: 20, max: 400, default: 120, scale: 'linear', decimals: 1, unit: 'BPM' };

const tempoEdit: ValueEdit = {
  begin: () => {
    const gesture = editor.begin('Tempo');
    return {
      preview: (tempo) => gesture.preview([{ type: 'project.set', changes: { tempo } }]),
      commit: () => gesture.commit(),
      cancel: () => gesture.cancel(),
    };
  },
  set: (tempo, how) =>
    editor.dispatch('Tempo', [{ type: 'project.set', changes: { tempo } }], how === 'key' ? 'tempo' : null),
};

type ButtonProps = {
  label: string;
  hint: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
};

function TransportButton({ label, hint, pressed, onClick, children }: ButtonProps) {
  return (
    <Tooltip title={hint}>
      <IconButton
        aria-label={label}
        aria-pressed={pressed}
        onClick={(event) => {
          onClick();
          // The space bar plays and pauses wherever one clicked last: it must not press this button again.
          event.currentTarget.blur();
        }}
        sx={{
          width: 30,
          height: 30,
          color: pressed ? colours.accent : colours.text,
          '& svg': { fontSize: 20 },
        }}
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}

export function Tempo() {
  const tempo = useDocument((document) => document.tempo);
  return <ValueField label="Tempo" range={tempoRange} value={tempo} edit={tempoEdit} width={72} />;
}

export const MixLevel = () => (
  <Meter owner="master" label="Level of the mix" orientation="horizontal" length={110} thickness={11} />
);

/** Transport buttons and where the playhead is; where there is room, tempo and the level of the mix. */
export function TransportBar({ roomy }: { roomy: boolean }) {
  useKeymap();
  const playing = usePlayer((state) => state.playing);
  const looping = useDocument((document) => document.loop.enabled);
  return (
    <Box role="group" aria-label="Transport" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <TransportButton
        label="Go to the start"
        hint={withKeys('Go to the start', keyOf('transport.toStart'))}
        onClick={() => player.seek(0)}
      >
        <ToStartIcon />
      </TransportButton>
      <TransportButton
        label={playing ? 'Pause' : 'Play'}
        hint={withKeys(playing ? 'Pause' : 'Play', keyOf('transport.play'))}
        pressed={playing}
        onClick={() => void togglePlay()}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </TransportButton>
      <TransportButton
        label="Stop"
        hint={withKeys('Stop and go back', keyOf('transport.stop'))}
        onClick={() => player.stop()}
      >
        <StopIcon />
      </TransportButton>
      <TransportButton
        label="Loop"
        hint={withKeys('Loop on or off', keyOf('transport.toggleLoop'))}
        pressed={looping}
        onClick={toggleLoop}
      >
        <LoopIcon />
      </TransportButton>
      <TimeDisplay />
      {roomy && <Tempo />}
      {roomy && <MixLevel />}
    </Box>
  );
}
