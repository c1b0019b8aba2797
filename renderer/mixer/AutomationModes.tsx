import Box from '@mui/material/Box';
import { automationModes, useAutomationMode, type AutomationMode } from '../state/automation-recorder';
import { colours } from '../ui/theme';

const modes: Record<AutomationMode, { label: string; title: string }> = {
  read: { label: 'Read', title: 'Lanes play; a control that is moved goes back to its lane' },
  touch: { label: 'Touch', title: 'While playing, a control that is held writes its lane' },
  latch: {
    label: 'Latch',
    title: 'While playing, a control that is moved writes its lane until playing stops',
  },
};

/** What moving a control does to automation while playing; lit while it is being written. */
export function AutomationModes() {
  const { mode, recording } = useAutomationMode();
  return (
    <Box
      role="radiogroup"
      aria-label="Automation"
      sx={{ flex: 'none', display: 'flex', alignItems: 'center', gap: '6px', px: 1 }}
    >
      <Box component="span" aria-hidden="true" sx={{ fontSize: 12, color: colours.textDim }}>
        Automation
      </Box>
      <Box
        sx={{ display: 'flex', border: `1px solid ${colours.line}`, borderRadius: '4px', overflow: 'hidden' }}
      >
        {automationModes.map((name) => {
          const on = name === mode;
          return (
            <Box
              key={name}
              component="button"
              type="button"
              role="radio"
              aria-checked={on}
              title={modes[name].title}
              onClick={() => useAutomationMode.setState({ mode: name })}
              sx={{
                border: 0,
                height: 24,
                px: '8px',
                font: 'inherit',
                fontSize: 11.5,
                color: on ? (recording ? '#1a0f0d' : colours.text) : colours.textDim,
                bgcolor: on ? (recording ? colours.error : colours.hover) : 'transparent',
                '&:hover': on ? {} : { color: colours.text },
                '&:focus-visible': { outlineOffset: -2 },
              }}
            >
              {modes[name].label}
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}
