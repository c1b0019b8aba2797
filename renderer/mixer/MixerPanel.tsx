import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { Track } from '../../preload/contract/document';
import { bounce, canBounce, canFreeze, toggleFreeze } from '../state/freeze';
import { useLayout } from '../state/layout';
import { useDocument, useView } from '../state/session';
import { colours } from '../ui/theme';
import { deleteStrip, groupTrack, openRack, sendToNew, soloAlone } from './actions';
import { ChannelStrip } from './ChannelStrip';
import { stripLayout } from './strip-layout';

const SCROLL_BAR = 12;

/** All channels but the master's: tracks and groups as the timeline has them, then the returns. */
export function MixerPanel() {
  const tracks = useDocument((document) => document.tracks);
  const showDetails = useLayout((layout) => layout.mixerDetails);
  const selected = useView((view) => view.selectedTrackId);
  const row = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(300);
  const [menu, setMenu] = useState<{ track: Track; x: number; y: number } | null>(null);
  const layout = useMemo(() => stripLayout(height - SCROLL_BAR, showDetails), [height, showDetails]);

  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Strips lie in a row, and most wheels turn one way only. Controls that the wheel turns have taken it by then.
  useEffect(() => {
    const element = row.current;
    const onWheel = (event: WheelEvent): void => {
      if (!element || event.ctrlKey || event.shiftKey || event.deltaX !== 0) return;
      if (event.target instanceof Element && scrollsUpright(event.target, element)) return;
      element.scrollLeft += event.deltaY;
      event.preventDefault();
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  useEffect(() => {
    row.current
      ?.querySelector(`[data-strip="${CSS.escape(selected ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);

  const onMenu = useCallback((event: MouseEvent, track: Track): void => {
    event.preventDefault();
    setMenu({ track, x: event.clientX, y: event.clientY });
  }, []);
  const choose = (act: (id: string) => void) => (): void => {
    if (menu) act(menu.track.id);
    setMenu(null);
  };

  const numbered = tracks.map((track, index) => ({ track, number: index + 1 }));
  const ordered = [
    ...numbered.filter(({ track }) => track.kind !== 'return'),
    ...numbered.filter(({ track }) => track.kind === 'return'),
  ];
  return (
    <Box
      ref={row}
      component="section"
      aria-label="Mixer"
      sx={{
        flex: 1,
        minWidth: 0,
        display: 'flex',
        overflow: 'auto',
        bgcolor: colours.panel,
      }}
    >
      {tracks.length === 0 && (
        <Box sx={{ p: 1.25, fontSize: 12.5, color: colours.textDim }}>
          No tracks yet. Every track, group and return of the project has its channel here.
        </Box>
      )}
      {ordered.map(({ track, number }) => (
        <ChannelStrip key={track.id} track={track} number={number} layout={layout} onMenu={onMenu} />
      ))}
      <Menu
        open={menu !== null}
        onClose={() => setMenu(null)}
        anchorReference="anchorPosition"
        {...(menu ? { anchorPosition: { top: menu.y, left: menu.x } } : {})}
      >
        <MenuItem onClick={choose(openRack)}>Show effects</MenuItem>
        <MenuItem onClick={choose(soloAlone)}>Solo alone</MenuItem>
        <MenuItem onClick={choose(sendToNew)}>Send to a new return</MenuItem>
        <MenuItem onClick={choose(groupTrack)}>New group around it</MenuItem>
        <Divider />
        <MenuItem disabled={!menu || !canFreeze(menu.track.id)} onClick={choose(toggleFreeze)}>
          {menu?.track.frozen ? 'Unfreeze' : 'Freeze'}
        </MenuItem>
        <MenuItem disabled={!menu || !canBounce(menu.track.id)} onClick={choose(bounce)}>
          Bounce to a new track
        </MenuItem>
        <Divider />
        <MenuItem onClick={choose(deleteStrip)}>Delete</MenuItem>
      </Menu>
    </Box>
  );
}

/** Whether the row, or something between it and the pointer, has content to scroll up and down. */
function scrollsUpright(target: Element, row: Element): boolean {
  const beyond = row.parentElement;
  for (let element: Element | null = target; element && element !== beyond; element = element.parentElement) {
    const { overflowY } = getComputedStyle(element);
    if (overflowY === 'auto' && element.scrollHeight > element.clientHeight) return true;
  }
  return false;
}
