import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { electronPath, ensureElectronRuntime } from './electron-runtime.mjs';
import { withSetupLock } from './lock.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * Everything between a clean clone and a studio that starts; what is there already is left alone, so that a second
 * run takes a fraction of a second.
 * @param {{ display?: boolean, build?: boolean }} needs `display`: a virtual display is needed, too
 */
export async function prepare({ display = false, build = true } = {}) {
  checkNodeVersion();
  await withSetupLock(async () => {
    await ensureDependencies();
    await ensureElectronRuntime();
    await ensureSystemLibraries({ executable: electronPath, display });
    if (build) await ensureBuild();
  });
}
