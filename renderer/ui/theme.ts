import '@fontsource-variable/inter';
import { createTheme } from '@mui/material/styles';

/**
 * The studio's colours, for MUI and for canvases alike. Neutral greys with a trace of blue, so that clip colours are
 * judged against a quiet ground; one accent. Ratios are WCAG contrast on `panel`.
 */
export const colours = {
  /** behind everything: lanes, empty space */
  ground: '#15171a',
  panel: '#1b1e22',
  /** fields, buttons, menus */
  raised: '#23272c',
  hover: '#2b3036',
  line: '#2e3339',
  /** outline of a field, to be told from a hairline: 3.1 on `raised` */
  outline: '#666f79',
  /** 13.3 */
  text: '#e4e7eb',
  /** 7.0 */
  textDim: '#a3abb5',
  /** 4.8: the least for words */
  textFaint: '#868f99',
  accent: '#5fc7c0',
  accentDim: '#2f5f60',
  onAccent: '#0c1f1f',
  /** star */
  star: '#e5bd5c',
  solo: '#e5bd5c',
  mute: '#e08a5b',
  error: '#f0857d',
  warning: '#e5b061',
  success: '#7fc489',
  playhead: '#f2f4f7',
} as const;

const fontFamily = '"Inter Variable", Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Digits of one width, so that running times and values do not jitter. */
export const tabular = { fontVariantNumeric: 'tabular-nums' } as const;

/**
 * For a panel: Chromium keeps the painting of a stacking context, and goes through all of it again only when something in
 * it has changed. Otherwise a running figure has the whole window gone through.
 */
export const paintedAlone = { isolation: 'isolate' } as const;

export const theme = createTheme({
  palette: {
    mode: 'dark',
    background: { default: colours.ground, paper: colours.panel },
    primary: { main: colours.accent, contrastText: colours.onAccent },
    secondary: { main: colours.textDim },
    error: { main: colours.error },
    warning: { main: colours.warning },
    success: { main: colours.success },
    divider: colours.line,
    text: { primary: colours.text, secondary: colours.textDim, disabled: '#6b737c' },
    action: { hover: 'rgba(228, 231, 235, 0.07)', selected: 'rgba(95, 199, 192, 0.16)' },
  },
  shape: { borderRadius: 4 },
  spacing: 8,
  transitions: { duration: { shortest: 80, shorter: 100, short: 120, standard: 140, enteringScreen: 120 } },
  typography: {
    fontFamily,
    // 16 px root; the scale runs from 11 to 15 px.
    fontSize: 12.5,
    h1: { fontSize: 15, fontWeight: 600, lineHeight: 1.3 },
    h2: { fontSize: 13, fontWeight: 600, lineHeight: 1.4 },
    h3: { fontSize: 12, fontWeight: 600, lineHeight: 1.4 },
    body1: { fontSize: 13, lineHeight: 1.45 },
    body2: { fontSize: 12, lineHeight: 1.45 },
    caption: { fontSize: 11, lineHeight: 1.35, color: colours.textDim },
    button: { fontSize: 12.5, fontWeight: 550, textTransform: 'none', lineHeight: 1.4 },
    overline: {
      fontSize: 11,
      fontWeight: 600,
      letterSpacing: '0.02em',
      textTransform: 'none',
      lineHeight: 1.4,
      color: colours.textDim,
    },
  },
  components: {
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: {
          fontFamily: 'inherit',
          // MUI takes the outline away and leaves the focus to ripples, of which there are none here.
          '&:focus-visible': { outline: `2px solid ${colours.accent}`, outlineOffset: -2 },
        },
      },
    },
    MuiButton: {
      defaultProps: { size: 'small', variant: 'text', disableElevation: true, color: 'inherit' },
      styleOverrides: {
        root: {
          minWidth: 0,
          minHeight: 28,
          padding: '3px 10px',
          '&.MuiButton-outlined.MuiButton-colorInherit': { borderColor: colours.outline },
        },
      },
    },
    MuiIconButton: {
      defaultProps: { size: 'small', color: 'inherit' },
      styleOverrides: {
        root: {
          width: 28,
          height: 28,
          padding: 0,
          borderRadius: 4,
          color: colours.textDim,
          '&:hover': { color: colours.text },
          // Whether it takes the pointer must not hang on it: Chromium works out all layers of the window anew for that.
          '&.Mui-disabled': { pointerEvents: 'auto', cursor: 'default' },
        },
        sizeSmall: { width: 24, height: 24 },
      },
    },
    MuiSvgIcon: { defaultProps: { fontSize: 'inherit' }, styleOverrides: { root: { fontSize: 18 } } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    // Menus and dialogs come and go at once, as an editor's do: one that fades out takes the next press for itself.
    MuiMenu: {
      defaultProps: { transitionDuration: 0 },
      styleOverrides: {
        paper: {
          backgroundColor: colours.raised,
          border: `1px solid ${colours.line}`,
          boxShadow: '0 8px 24px #0009',
        },
        list: { padding: '4px 0' },
      },
    },
    MuiPopover: {
      defaultProps: { transitionDuration: 0 },
      styleOverrides: { paper: { backgroundColor: colours.raised, border: `1px solid ${colours.line}` } },
    },
    MuiMenuItem: {
      defaultProps: { dense: true },
      styleOverrides: { root: { fontSize: 12.5, minHeight: 28, paddingTop: 3, paddingBottom: 3 } },
    },
    MuiDialog: {
      defaultProps: { transitionDuration: 0 },
      styleOverrides: {
        paper: { backgroundColor: colours.panel, border: `1px solid ${colours.line}`, borderRadius: 6 },
      },
    },
    MuiDialogTitle: {
      styleOverrides: { root: { fontSize: 15, fontWeight: 600, padding: '14px 20px 10px' } },
    },
    MuiDialogContent: { styleOverrides: { root: { padding: '4px 20px 16px' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '10px 16px 14px' } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 500, enterNextDelay: 200, disableInteractive: true },
      styleOverrides: {
        tooltip: {
          fontSize: 11.5,
          fontWeight: 450,
          backgroundColor: '#33393f',
          color: colours.text,
          padding: '4px 8px',
        },
      },
    },
    MuiTabs: {
      styleOverrides: {
        root: { minHeight: 32 },
        indicator: { height: 2 },
      },
    },
    MuiTab: {
      styleOverrides: {
        root: {
          minHeight: 32,
          minWidth: 0,
          padding: '4px 14px',
          fontSize: 12.5,
          '&.Mui-selected': { color: colours.text },
        },
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        root: {
          backgroundColor: colours.raised,
          fontSize: 13,
          '& .MuiOutlinedInput-notchedOutline': { borderColor: colours.line },
          '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: colours.outline },
          '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: 1 },
          '& :focus-visible': { outline: 'none' },
        },
        input: { padding: '5px 9px', height: 18 },
      },
    },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiFormControlLabel: { styleOverrides: { label: { fontSize: 12.5 } } },
    MuiSwitch: { defaultProps: { size: 'small' } },
    MuiCheckbox: { defaultProps: { size: 'small' } },
    MuiRadio: { defaultProps: { size: 'small' } },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          fontSize: 12.5,
          textTransform: 'none',
          padding: '2px 8px',
          minHeight: 28,
          borderColor: colours.line,
          color: colours.textDim,
          '&.Mui-selected': { color: colours.accent },
        },
      },
    },
    MuiLinearProgress: {
      styleOverrides: { root: { height: 3, borderRadius: 2, backgroundColor: colours.line } },
    },
    MuiDivider: { styleOverrides: { root: { borderColor: colours.line } } },
  },
});
