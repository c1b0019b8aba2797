import { Component, type ErrorInfo, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';

type Props = { name: string; children: ReactNode };

/**
 * Keeps a failure in one panel from taking the window along. The document lives outside React, so showing the panel
 * anew loses nothing.
 */
export class PanelBoundary extends Component<Props, { failure: Error | null }> {
  override state: { failure: Error | null } = { failure: null };

  static getDerivedStateFromError(thrown: unknown): { failure: Error } {
    return { failure: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(failure: Error, info: ErrorInfo): void {
    console.error(`${this.props.name} failed:`, failure, info.componentStack);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <Box role="alert" sx={{ p: 2, display: 'grid', gap: 1, justifyItems: 'start', alignContent: 'start' }}>
        <Typography variant="h2">{this.props.name} stopped working</Typography>
        <Typography variant="body2" data-selectable sx={{ color: 'text.secondary' }}>
          {failure.message}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Your project is not affected. Show the panel again; if it fails again, save and restart the studio.
        </Typography>
        <Button variant="outlined" onClick={() => this.setState({ failure: null })}>
          Show {this.props.name} again
        </Button>
      </Box>
    );
  }
}
