import { expect, test } from 'vitest';
import { hasPackageCandidate, missingPackages } from './system-libraries.mjs';

test('packages that are absent or only configured count as missing', () => {
  const status = ['libnss3 installed', 'xvfb config-files', 'libcups2 not-installed'].join('\n');
  expect(missingPackages(['libnss3', 'xvfb', 'libcups2', 'libgbm1'], status)).toEqual([
    'xvfb',
    'libcups2',
    'libgbm1',
  ]);
});

test('a package renamed for 64-bit time counts as the one it replaces', () => {
  expect(
    missingPackages(['libgtk-3-0', 'libasound2'], 'libgtk-3-0t64 installed\nlibasound2t64 installed'),
  ).toEqual([]);
});

test('a renamed package is chosen where apt offers it, and only there', () => {
  const policy = `libgtk-3-0t64:
  Installed: (none)
  Candidate: 3.24.41-4ubuntu1
  Version table:
libfoot64:
  Installed: (none)
  Candidate: (none)
`;
  expect(hasPackageCandidate(policy, 'libgtk-3-0t64')).toBe(true);
  expect(hasPackageCandidate(policy, 'libfoot64')).toBe(false);
  expect(hasPackageCandidate(policy, 'libnss3t64')).toBe(false);
});
