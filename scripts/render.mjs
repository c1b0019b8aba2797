import path from 'node:path';
import { parseArgs } from 'node:util';
import { hasDisplay } from './setup/display.mjs';
import { prepare } from './setup/prepare.mjs';
import { SetupError, runScript } from './setup/report.mjs';
import { runStudio } from './setup/studio.mjs';

const usage = `npm run render -- project.gmix --out mix.wav [options]

  --codec wav|flac|opus     by the name of the file unless given
  --format 16|24|32f        bits (24)
  --rate HZ                 44100, 48000, 88200 or 96000 (48000)
  --kbps N                  64 to 320, for Opus (192)
  --channels stereo|mono
  --source S                project, loop, regions or each-clip (project)
  --range FROM-TO           only these seconds
  --stems none|tracks|groups
  --mix                     the mix beside its stems
  --dry                     clips without their track and its effects
  --tail T                  silence, none, or seconds (silence)
  --loudness LUFS           target, for example -23
  --ceiling DBTP            highest true peak with a target (-1)
  --pattern P               names when there are several files: {project} {region} {track} {clip} {prompt}
                            {seed} {index} {date}; --out is then their folder
  --timecode HH:MM:SS:FF    where the project begins, for the time reference (00:00:00:00)
  --fps RATE                23.976, 24, 25, 29.97, 29.97df or 30 (25)
  --description TEXT
  --sidecar                 a JSON file with prompts and seeds beside each sound file
  --no-broadcast, --no-cues leave out bext and iXML, cue points
  --help                    this text`;

const text = [
  'codec',
  'format',
  'rate',
  'kbps',
  'channels',
  'source',
  'range',
  'stems',
  'tail',
  'loudness',
  'ceiling',
  'pattern',
  'timecode',
  'fps',
  'description',
];
const flags = ['mix', 'dry', 'sidecar', 'no-broadcast', 'no-cues'];

/** A value that begins with a minus ("--loudness -23") is taken for an option unless it is joined to its own. */
const joined = (args) =>
  args.flatMap((arg, index) => {
    if (/^-\d/.test(arg) && args[index - 1]?.startsWith('--')) return [];
    const next = args[index + 1];
    return arg.startsWith('--') && next !== undefined && /^-\d/.test(next) ? [`${arg}=${next}`] : [arg];
  });

/** `npm run render`: a saved project exported as the window would. Values are checked by the studio. */
await runScript(async () => {
  let parsed;
  try {
    parsed = parseArgs({
      args: joined(process.argv.slice(2)),
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        help: { type: 'boolean' },
        ...Object.fromEntries(text.map((name) => [name, { type: 'string' }])),
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' }])),
      },
    });
  } catch (error) {
    throw new SetupError(error.message, usage);
  }
  const { positionals, values } = parsed;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (positionals.length !== 1 || !values.out)
    throw new SetupError('Name one project and a file to write.', usage);

  await prepare({ display: !hasDisplay() });
  const options = [
    ...text.flatMap((name) => (values[name] === undefined ? [] : [`--${name}=${values[name]}`])),
    ...flags.flatMap((name) => (values[name] ? [`--${name}`] : [])),
  ];
  return runStudio(['--render', path.resolve(positionals[0]), '--out', path.resolve(values.out), ...options]);
});
