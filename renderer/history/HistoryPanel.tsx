import CloseIcon from '@mui/icons-material/CloseRounded';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useLayout } from '../state/layout';
import { editor, useEditor, useProject } from '../state/session';
import { colours } from '../ui/theme';
import { linesInSight, linesOf } from './list';

const LINE = 28;
const WIDTH = 232;

const beginnings = {
  demo: 'Demo opened',
  new: 'New project',
  file: 'Project opened',
  recovered: 'Work recovered',
} as const;

/** Every undo step of the project; the current one is marked, a click goes there. */
export function HistoryPanel() {
  const applied = useEditor(({ history }) => history.applied);
  // The number and the last label tell whether the list is still the same.
  const count = useEditor(({ history }) => history.steps.length);
  useEditor(({ history }) => history.steps.at(-1)?.label ?? null);
  const origin = useProject((project) => project.origin);
  const list = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ scrollTop: 0, height: 600 });
  const lines = linesOf(editor.history.steps, beginnings[origin]);
  const { first, last } = linesInSight(lines.length, sight.scrollTop, sight.height, LINE);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = (): void => setSight((before) => ({ ...before, height: element.clientHeight }));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // The current step stays in sight: after an edit, an undo or a key.
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const top = applied * LINE;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + LINE > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + LINE - element.clientHeight;
    }
  }, [applied, count]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = {
      ArrowUp: applied - 1,
      ArrowDown: applied + 1,
      PageUp: applied - 10,
      PageDown: applied + 10,
      Home: 0,
      End: count,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    editor.jump(to);
  };

  return (
    <Box
      component="section"
      aria-label="History"
      sx={{
        width: WIDTH,
        flex: 'none',
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: colours.panel,
        borderLeft: `1px solid ${colours.line}`,
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', height: 32, flex: 'none', pl: 1.5, pr: 0.5 }}>
        <Box component="h2" sx={{ m: 0, flex: 1, fontSize: 12.5, fontWeight: 600 }}>
          History
        </Box>
        <IconButton aria-label="Close the history" onClick={() => useLayout.setState({ historyOpen: false })}>
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      </Box>
      <Box
        ref={list}
        role="listbox"
        aria-label="Steps"
        aria-activedescendant={`history-${applied}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          const { scrollTop, clientHeight } = event.currentTarget;
          setSight({ scrollTop, height: clientHeight });
        }}
        sx={{
          position: 'relative',
          flex: 1,
          minHeight: 0,
          overflowY: 'auto',
          '&:focus-visible': { outlineOffset: -2 },
        }}
      >
        <Box sx={{ position: 'relative' }} style={{ height: lines.length * LINE }}>
          {lines.slice(first, last + 1).map((line) => (
            <Box
              key={line.applied}
              id={`history-${line.applied}`}
              role="option"
              aria-selected={line.applied === applied}
              aria-setsize={lines.length}
              aria-posinset={line.applied + 1}
              onClick={() => editor.jump(line.applied)}
              style={{ top: line.applied * LINE }}
              sx={{
                position: 'absolute',
                left: 0,
                right: 0,
                height: LINE,
                lineHeight: `${LINE}px`,
                pl: 1.5,
                pr: 1,
                fontSize: 12.5,
                cursor: 'pointer',
                overflow: 'hidden',
                whiteSpace: 'nowrap',
                textOverflow: 'ellipsis',
                // What was taken back can be had again: still there, but not in effect.
                color: line.applied > applied ? colours.textFaint : colours.text,
                fontStyle: line.applied > applied ? 'italic' : 'normal',
                bgcolor: line.applied === applied ? 'action.selected' : 'transparent',
                boxShadow: line.applied === applied ? `inset 3px 0 ${colours.accent}` : 'none',
                '&:hover': { bgcolor: line.applied === applied ? 'action.selected' : 'action.hover' },
              }}
            >
              {line.label}
            </Box>
          ))}
        </Box>
      </Box>
    </Box>
  );
}
