import Box from '@mui/material/Box';
import type { SxProps } from '@mui/material/styles';
import type { AriaRole, Ref } from 'react';
import { tabular } from './theme';

type Props = {
  /** what `writeText` writes into */
  ref?: Ref<HTMLDivElement>;
  /** must give it a height, and a width unless the row it stands in does */
  sx: SxProps;
  role?: AriaRole;
  'aria-label'?: string;
};

/**
 * Figures that change while sound plays, in a box that keeps its size: nothing around it is laid out or painted anew.
 * Two boxes, because Chromium lays no item of a flex row out by itself.
 */
export function RunningText({ ref, sx, role, 'aria-label': label }: Props) {
  return (
    <Box role={role} aria-live={role ? 'off' : undefined} aria-label={label} sx={[tabular, ...[sx].flat()]}>
      <div
        ref={ref}
        data-value=""
        style={{ contain: 'strict', width: '100%', height: '100%', whiteSpace: 'nowrap' }}
      />
    </Box>
  );
}

/** The text keeps its node: a new one would be a change of the page's structure, and the whole page laid out. */
export function writeText(element: Element, text: string): void {
  const node = element.firstChild;
  if (!(node instanceof Text)) element.textContent = text;
  else if (node.data !== text) node.data = text;
}
