import { useEffect, useState } from 'react';
import OutlinedInput from '@mui/material/OutlinedInput';
import Typography from '@mui/material/Typography';
import type { RequestOutput } from '../../preload/contract/contract';
import { meaningfulFormat, type ExportOptions } from '../../preload/contract/export';
import { ask } from './bridge';
import { inStems } from './options';
import { Choice, Figure, Pick, Row, Tick } from './Row';
import { TimecodeField } from './TimecodeField';

type Props = { options: ExportOptions; onChange: (changes: Partial<ExportOptions>) => void };

const depths = [
  { value: '16', label: '16-bit' },
  { value: '24', label: '24-bit' },
  { value: '32f', label: '32-bit float' },
] as const;
const rates = [
  { value: 44_100, label: '44.1 kHz' },
  { value: 48_000, label: '48 kHz' },
  { value: 88_200, label: '88.2 kHz' },
  { value: 96_000, label: '96 kHz' },
] as const;
const codecs = [
  { value: 'wav', label: 'WAV' },
  { value: 'flac', label: 'FLAC' },
  { value: 'mp3', label: 'MP3' },
  { value: 'opus', label: 'Ogg Opus' },
] as const;
const channelModes = [
  { value: 'stereo', label: 'Stereo' },
  { value: 'mono', label: 'Mono' },
] as const;
const bitRates = [96, 128, 160, 192, 256, 320];

/** Which of the machine's programs writes the MP3, or how to get one: the studio brings none. */
function Mp3Note() {
  const [program, setProgram] = useState<RequestOutput<'export.mp3Program'> | null>(null);
  useEffect(() => {
    ask('export.mp3Program', null).then(setProgram, () => setProgram(null));
  }, []);
  if (!program) return null;
  const { name, remedy } = program;
  return (
    <Typography
      variant="caption"
      role="status"
      color={name ? 'text.secondary' : 'warning.main'}
      sx={{ width: '100%', mb: 0.5 }}
    >
      {name
        ? `Written by ${name} on this machine.`
        : `No program that writes MP3 is on this machine. ${remedy}`}
    </Typography>
  );
}

export function FormatRows({ options, onChange }: Props) {
  const format = meaningfulFormat(options.format);
  const { codec, bitDepth, sampleRate, channels, kbps } = format;
  const lossy = codec === 'opus' || codec === 'mp3';
  // The choices of another codec are kept under it: going there and back changes nothing.
  const set = (changes: Partial<typeof format>): void =>
    onChange({ format: { ...options.format, ...changes } });
  return (
    <>
      <Row label="Format">
        <Choice label="Codec" value={codec} options={codecs} onChange={(next) => set({ codec: next })} />
        {lossy ? (
          <Pick
            label="Bit rate"
            value={kbps}
            options={[...new Set([...bitRates, kbps])]
              .sort((a, b) => a - b)
              .map((value) => ({ value, label: `${value} kbit/s` }))}
            onChange={(next) => set({ kbps: next })}
          />
        ) : (
          <Choice
            label="Bit depth"
            value={bitDepth}
            options={codec === 'flac' ? depths.filter(({ value }) => value !== '32f') : depths}
            onChange={(next) => set({ bitDepth: next })}
          />
        )}
        {codec === 'mp3' && <Mp3Note />}
      </Row>
      <Row label="Sample rate">
        {codec === 'opus' ? (
          <Typography variant="body2" sx={{ mr: 1 }}>
            48 kHz
          </Typography>
        ) : (
          <Choice
            label="Sample rate"
            value={sampleRate}
            options={codec === 'mp3' ? rates.filter(({ value }) => value <= 48_000) : rates}
            onChange={(next) => set({ sampleRate: next })}
          />
        )}
        <Choice
          label="Channels"
          value={channels}
          options={channelModes}
          onChange={(next) => set({ channels: next })}
        />
      </Row>
    </>
  );
}

const targets = [
  { value: 'mixed', label: 'As mixed' },
  { value: '-23', label: '−23 LUFS, EBU R 128' },
  { value: '-16', label: '−16 LUFS, podcasts and web' },
  { value: '-14', label: '−14 LUFS, streaming' },
  { value: 'custom', label: 'Another target' },
] as const;

export function LoudnessRow({ options, onChange }: Props) {
  const { target, ceiling } = options.loudness;
  const listed = targets.find(({ value }) => value === String(target));
  const value = target === null ? 'mixed' : (listed?.value ?? 'custom');
  const set = (loudness: Partial<ExportOptions['loudness']>): void =>
    onChange({ loudness: { ...options.loudness, ...loudness } });
  return (
    <Row label="Loudness">
      <Pick
        label="Loudness"
        value={value}
        options={targets}
        onChange={(next) => {
          if (next === 'mixed') set({ target: null });
          else set({ target: next === 'custom' ? -18 : Number(next) });
        }}
      />
      {value === 'custom' && (
        <Figure
          label="Target loudness"
          unit="LUFS"
          value={target ?? -18}
          min={-40}
          max={-5}
          onChange={(next) => set({ target: next })}
        />
      )}
      {value !== 'mixed' && (
        <>
          <Typography variant="body2" color="text.secondary">
            peaks under
          </Typography>
          <Figure
            label="Highest true peak"
            unit="dBTP"
            value={ceiling}
            min={-9}
            max={0}
            onChange={(next) => set({ ceiling: next })}
          />
          {inStems(options) && (
            <Typography variant="caption" color="text.secondary" sx={{ width: '100%', mb: 0.5 }}>
              Every stem gets the gain that brings the mix to its target, so that they still add up.
            </Typography>
          )}
        </>
      )}
    </Row>
  );
}

export function MetadataRows({ options, onChange }: Props) {
  const { codec } = options.format;
  const wav = codec === 'wav';
  const box = (label: string, key: 'broadcast' | 'cues' | 'sidecar') => (
    <Tick
      key={key}
      label={label}
      checked={options[key]}
      onChange={(checked) => onChange({ [key]: checked })}
    />
  );
  return (
    <>
      <Row label="Include">
        {wav && box('Broadcast (bext, iXML)', 'broadcast')}
        {codec !== 'mp3' && box(wav ? 'Markers as cue points' : 'Markers as chapters', 'cues')}
        {box('Prompts and seeds as JSON', 'sidecar')}
      </Row>
      {wav && options.broadcast && (
        <Row label="Starts at">
          <TimecodeField timecode={options.timecode} onChange={(timecode) => onChange({ timecode })} />
        </Row>
      )}
      <Row label="Description">
        <OutlinedInput
          size="small"
          fullWidth
          value={options.description}
          placeholder="Optional"
          inputProps={{ 'aria-label': 'Description', maxLength: 250 }}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Row>
    </>
  );
}
