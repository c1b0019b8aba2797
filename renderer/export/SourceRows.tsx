import AddIcon from '@mui/icons-material/Add';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { meaningfulFormat, type ExportOptions } from '../../preload/contract/export';
import { inStems, ofClips } from './options';
import { patternTokens, standardPattern, unknownTokens } from './pattern';
import type { ExportScene, PlannedFile } from './plan';
import { LongName } from './LongName';
import { Figure, Pick, Row, Tick } from './Row';

type Props = {
  options: ExportOptions;
  scene: ExportScene;
  files: readonly PlannedFile[];
  onChange: (changes: Partial<ExportOptions>) => void;
};

/** What is exported: which stretch, in which parts, and what becomes of the end. */
export function SourceRows({ options, scene, onChange }: Props) {
  const { document, selectedClipIds, range } = scene;
  const { source, stems, withMix, dry, tail } = options;
  const regions = document.markers.filter(({ length }) => length > 0).length;
  const selected = selectedClipIds.size;
  return (
    <>
      <Row label="What">
        <Pick
          label="What to export"
          value={source}
          onChange={(next) => onChange({ source: next })}
          options={[
            { value: 'project', label: 'Whole project' },
            { value: 'loop', label: 'Loop region', disabled: document.loop.end <= document.loop.start },
            { value: 'range', label: 'Time selection', disabled: range === null },
            { value: 'clips', label: 'Selected clips, one file', disabled: selected === 0 },
            {
              value: 'each-clip',
              label: selected > 0 ? 'Selected clips, a file each' : 'Every clip, a file each',
              disabled: Object.keys(document.clips).length === 0,
            },
            { value: 'regions', label: 'Regions, a file each', disabled: regions === 0 },
          ]}
        />
        {ofClips(options) ? (
          <Pick
            label="How clips sound"
            value={dry ? 'dry' : 'mix'}
            onChange={(next) => onChange({ dry: next === 'dry' })}
            options={[
              { value: 'mix', label: 'As heard in the mix' },
              { value: 'dry', label: 'Without track and effects' },
            ]}
          />
        ) : (
          <Pick
            label="Mix or stems"
            value={stems}
            onChange={(next) => onChange({ stems: next })}
            options={[
              { value: 'none', label: 'Mix' },
              { value: 'tracks', label: 'Stems, one for each track' },
              { value: 'groups', label: 'Stems, one for each group' },
            ]}
          />
        )}
        {inStems(options) && (
          <Tick
            label="and the mix"
            checked={withMix}
            onChange={(checked) => onChange({ withMix: checked })}
          />
        )}
      </Row>
      <Row label="End">
        {source === 'loop' ? (
          <Typography variant="body2" sx={{ pt: 0.75 }}>
            Cut exactly, to be repeated
          </Typography>
        ) : (
          <Pick
            label="What follows the end"
            value={tail.mode}
            onChange={(mode) => onChange({ tail: { ...tail, mode } })}
            options={[
              { value: 'silence', label: 'Let effects ring out' },
              { value: 'fixed', label: 'Go on for' },
              { value: 'none', label: 'Cut exactly' },
            ]}
          />
        )}
        {source !== 'loop' && tail.mode === 'fixed' && (
          <Figure
            label="Seconds after the end"
            unit="s"
            value={tail.seconds}
            min={0}
            max={60}
            onChange={(seconds) => onChange({ tail: { ...tail, seconds } })}
          />
        )}
      </Row>
    </>
  );
}

/** The pattern of the names, and what it gives. */
export function NameRow({ options, files, onChange }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const standard = standardPattern(options);
  const unknown = unknownTokens(options.pattern);
  const { codec } = meaningfulFormat(options.format);
  const more = files.length - 1;
  const preview = files[0] ? `${files[0].name}.${codec}${more > 0 ? ` and ${more} more` : ''}` : '';
  return (
    <Row label="Name">
      <OutlinedInput
        size="small"
        fullWidth
        value={options.pattern}
        placeholder={standard}
        inputProps={{ 'aria-label': 'Pattern of the file names', maxLength: 200, spellCheck: false }}
        onChange={(event) => onChange({ pattern: event.target.value })}
        sx={{ pr: 0.5 }}
        endAdornment={
          <Tooltip title="Insert a part of the name">
            <IconButton
              aria-label="Insert a part of the name"
              aria-haspopup="menu"
              onClick={(event) => setAnchor(event.currentTarget)}
            >
              <AddIcon />
            </IconButton>
          </Tooltip>
        }
      />
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {Object.entries(patternTokens).map(([token, meaning]) => (
          <MenuItem
            key={token}
            onClick={() => {
              setAnchor(null);
              onChange({ pattern: `${options.pattern || standard} {${token}}`.trim() });
            }}
          >
            <span>{`{${token}}`}</span>
            <Typography variant="caption" sx={{ ml: 1.5 }}>
              {meaning}
            </Typography>
          </MenuItem>
        ))}
      </Menu>
      <Typography
        variant="caption"
        component="div"
        data-testid="export-preview"
        sx={{
          width: '100%',
          mt: -0.5,
          mb: 0.5,
          color: unknown.length > 0 ? 'warning.main' : 'text.secondary',
        }}
      >
        {unknown.length > 0 ? `There is no ${unknown.join(', ')}.` : <LongName>{preview}</LongName>}
      </Typography>
    </Row>
  );
}
