/* Opens the lab's page in the very Chromium the studio runs in, without a window to see. */
const { app, BrowserWindow } = require('electron');

app.commandLine.appendSwitch('disable-gpu');
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  return window.loadURL(process.env.LAB_URL);
});
