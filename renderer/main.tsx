import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ThemeProvider } from '@mui/material/styles';
import { offerInspection } from './app/inspect';
import { LaunchFailure } from './app/LaunchFailure';
import { adoptProject } from './app/project';
import { Studio } from './app/Studio';
import { renderAndReport } from './export/renderMode';
import { BaseStyles } from './ui/BaseStyles';
import { theme } from './ui/theme';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

const show = (content: React.ReactNode): void =>
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider theme={theme}>
        <BaseStyles />
        {content}
      </ThemeProvider>
    </StrictMode>,
  );

const launch = await window.studio.request('app.launch', null);
if (!launch.ok) show(<LaunchFailure error={launch.error} />);
else if (launch.value.mode === 'studio') {
  adoptProject(launch.value.project);
  offerInspection();
  show(<Studio />);
} else {
  await renderAndReport(launch.value);
}
