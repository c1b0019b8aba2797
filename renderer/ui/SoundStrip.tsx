import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { Sound } from '../../preload/contract/sound';
import { usePlayer } from '../state/playback';
import { moveAlong } from './moving-line';
import { colours } from './theme';
import { Waveform } from './Waveform';
import { auditionSeconds, dragSound, toggleAudition } from '../state/sound-actions';

type Props = {
  sound: Sound;
  /** for the screen reader: "Take 3, heavy rain" */
  label: string;
  height: number;
  active?: boolean;
};

/** The width of an element in whole CSS pixels, followed as the panel is resized. */
function useWidth(): [React.RefObject<HTMLButtonElement | null>, number] {
  const ref = useRef<HTMLButtonElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** A line that runs over the waveform while the sound is auditioned; moved without rendering. */
function AuditionLine({ seconds, width }: { seconds: number; width: number }) {
  const line = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    if (!line.current) return undefined;
    return moveAlong(line.current, () => {
      const at = auditionSeconds();
      const pixelsPerSecond = width / seconds;
      const running = at > 0 && at < seconds;
      return { x: Math.min(at, seconds) * pixelsPerSecond, speed: running ? pixelsPerSecond : 0 };
    });
  }, [seconds, width]);
  return (
    <Box
      ref={line}
      aria-hidden
      sx={{ position: 'absolute', top: 0, bottom: 0, left: 0, width: '1px', bgcolor: colours.playhead }}
    />
  );
}

/** Quiet sounds are drawn as large as loud ones, so that their shapes can be told apart; silence is not blown up. */
export function drawnGain(peakDb: number): number {
  return 10 ** (Math.max(0, Math.min(40, -1.5 - peakDb)) / 20);
}

/** A sound's waveform: press to hear it, drag it to the timeline. */
export function SoundStrip({ sound, label, height, active = false }: Props) {
  const [ref, width] = useWidth();
  const playing = usePlayer((player) => player.auditioning === sound.id);
  const seconds = sound.frames / sound.sampleRate;
  return (
    <ButtonBase
      ref={ref}
      draggable
      aria-label={`${label}. ${playing ? 'Stop' : 'Play'}`}
      aria-pressed={playing}
      onDragStart={(event) => dragSound(event.dataTransfer, sound)}
      onClick={() => void toggleAudition(sound.id)}
      sx={{
        position: 'relative',
        display: 'block',
        width: '100%',
        height,
        overflow: 'hidden',
        borderRadius: 0.5,
        bgcolor: colours.ground,
        boxShadow: active ? `inset 0 0 0 1px ${colours.accentDim}` : 'none',
        '&:hover': { bgcolor: colours.raised },
        '& canvas': { display: 'block' },
      }}
    >
      {width > 0 && (
        <Waveform
          soundId={sound.id}
          fromSeconds={0}
          toSeconds={seconds}
          colour={playing ? colours.accent : active ? '#9fc9c7' : '#8b949e'}
          width={width}
          height={height}
          gain={drawnGain(sound.peakDb)}
        />
      )}
      {playing && <AuditionLine seconds={seconds} width={width} />}
    </ButtonBase>
  );
}
