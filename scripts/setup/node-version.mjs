import { SetupError } from './report.mjs';

const MINIMUM_MAJOR = 20;

/** Throws when this Node is too old to install and build the studio. */
export function checkNodeVersion(version = process.versions.node) {
  if (Number(version.split('.')[0]) >= MINIMUM_MAJOR) return;
  throw new SetupError(
    `GANmix Studio needs Node ${MINIMUM_MAJOR} or newer; this is Node ${version}.`,
    'Install a current Node from https://nodejs.org and run the command again.',
  );
}
