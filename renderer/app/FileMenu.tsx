import { useState } from 'react';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import ExpandIcon from '@mui/icons-material/ExpandMoreRounded';
import { keyOf, runCommand } from '../commands/table';
import { useEditor, useProject } from '../state/session';
import { Keys } from '../commands/Keys';
import { colours } from '../ui/theme';
import { useBusy } from './project';
import { projectName } from './projectName';

const items = [
  { id: 'project.new', label: 'New project' },
  { id: 'project.open', label: 'Open…' },
  null,
  { id: 'project.save', label: 'Save' },
  { id: 'project.saveAs', label: 'Save as…' },
  null,
  { id: 'import.files', label: 'Import audio…' },
  { id: 'export.open', label: 'Export mix…' },
  null,
  { id: 'app.settings', label: 'Settings…' },
  { id: 'help.shortcuts', label: 'Keyboard shortcuts' },
] as const;

/** Project name with the unsaved dot; opens the file menu. */
export function FileMenu() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const fileName = useProject((state) => state.fileName);
  const origin = useProject((state) => state.origin);
  const dirty = useEditor((editor) => editor.dirty);
  const busy = useBusy((state) => state.label);
  const name = projectName(fileName, origin);
  const choose = (id: string): void => {
    setAnchor(null);
    runCommand(id);
  };
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`Project ${name}${dirty ? ', unsaved changes' : ''}. Open the file menu`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          height: 30,
          minWidth: 0,
          px: 1,
          gap: 0.75,
          borderRadius: 1,
          fontSize: 13,
          fontWeight: 600,
          '&:hover': { bgcolor: 'action.hover' },
          '&:hover [data-saved="true"]': { visibility: 'hidden' },
        }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {name}
        </Box>
        {/* Always there and painted, unseen when all is saved: nothing moves with the first edit, and no layer is laid out anew. */}
        <Box
          aria-hidden
          data-saved={!dirty}
          title={dirty ? 'Unsaved changes' : undefined}
          sx={{ width: 7, height: 7, flex: 'none', borderRadius: '50%' }}
          style={{ background: dirty ? colours.warning : colours.panel }}
        />
        <ExpandIcon sx={{ color: colours.textFaint }} />
      </ButtonBase>
      <Box
        role="status"
        sx={{
          fontSize: 12,
          color: 'text.secondary',
          whiteSpace: 'nowrap',
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
        }}
      >
        {busy}
      </Box>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { sx: { minWidth: 230 } } }}
      >
        {items.map((item, index) => {
          if (item === null) return <Divider key={index} sx={{ my: '4px !important' }} />;
          const key = keyOf(item.id);
          return (
            <MenuItem key={item.id} disabled={busy !== null} onClick={() => choose(item.id)} sx={{ gap: 3 }}>
              <Box sx={{ flex: 1 }}>{item.label}</Box>
              {key !== undefined && <Keys value={key} />}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
