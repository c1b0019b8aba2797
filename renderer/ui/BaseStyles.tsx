import GlobalStyles from '@mui/material/GlobalStyles';
import { memo } from 'react';
import { colours, theme } from './theme';

/**
 * What every element starts from. In place of MUI's CssBaseline, whose `box-sizing: inherit` on everything costs: an
 * inherited value that is written out keeps Chromium from sharing styles, and moving a hundred clips took 40 ms more.
 */
export const BaseStyles = memo(function BaseStyles() {
  return <GlobalStyles styles={styles} />;
});

const { fontFamily, body1 } = theme.typography;

const styles = {
  '*, *::before, *::after': { boxSizing: 'border-box' },
  html: { colorScheme: 'dark', WebkitFontSmoothing: 'antialiased' },
  'strong, b': { fontWeight: 600 },
  'html, body, #root': { height: '100%', margin: 0, overflow: 'hidden' },
  body: {
    ...body1,
    color: colours.text,
    backgroundColor: colours.ground,
    fontSize: 13,
    userSelect: 'none',
    cursor: 'default',
  },
  // Form elements do not inherit the font by themselves.
  'button, input, textarea, select': { fontFamily: 'inherit' },
  'input, textarea, [data-selectable]': { userSelect: 'text' },
  ':focus': { outline: 'none' },
  ':focus-visible': { outline: `2px solid ${colours.accent}`, outlineOffset: 1 },
  // One look on every system, without the arrows of GTK and Windows.
  '::-webkit-scrollbar': { width: 10, height: 10 },
  '::-webkit-scrollbar-thumb': {
    background: '#3d444c',
    backgroundClip: 'padding-box',
    border: '2px solid transparent',
    borderRadius: 5,
    '&:hover': { background: colours.outline, backgroundClip: 'padding-box' },
  },
  '::-webkit-scrollbar-corner': { background: 'transparent' },
  '::selection': { background: colours.accentDim },
  kbd: {
    fontFamily,
    fontSize: 11,
    padding: '1px 5px',
    borderRadius: 3,
    border: `1px solid ${colours.line}`,
    background: colours.raised,
    color: colours.textDim,
  },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': {
      animationDuration: '0.01ms !important',
      transitionDuration: '0.01ms !important',
    },
  },
} as const;
