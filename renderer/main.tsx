import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { LaunchFailure } from './app/LaunchFailure';
import { adoptProject } from './app/project';
import { Studio } from './app/Studio';
import { renderAndReport } from './export/renderMode';
import { theme } from './ui/theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

const show = (content: React.ReactNode): void =>
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider theme={theme}>
        <CssBaseline />
        {content}
      </ThemeProvider>
    </StrictMode>,
  );

const launch = await window.studio.request('app.launch', null);
if (!launch.ok) show(<LaunchFailure error={launch.error} />);
else if (launch.value.mode === 'studio') {
  adoptProject(launch.value.project);
  show(<Studio />);
} else {
  await renderAndReport(launch.value);
}
