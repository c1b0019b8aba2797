/* Opens the lab's page in the very Chromium the studio runs in, without a window to see. */
const { app, BrowserWindow } = require('electron');

app.commandLine.appendSwitch('disable-gpu');
// What a leak test counts must not depend on when memory happens to be collected.
app.commandLine.appendSwitch('js-flags', '--expose-gc');
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  return window.loadURL(process.env.LAB_URL);
});
