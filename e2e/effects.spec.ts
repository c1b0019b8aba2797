import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { effectTypes, labForAll } from './support/lab';

/** Fingerprints of every effect. Written anew, on purpose, by GANMIX_GOLDEN=write: look at the difference then. */
const goldenFile = fileURLToPath(new URL('./lab/golden.json', import.meta.url));
const writing = process.env['GANMIX_GOLDEN'] === 'write';
/** Tenths of a decibel by which an octave of a fifth of a second may differ, above what counts. */
const TOLERANCE = 2;
const FAINT = -750;

type Fingerprints = Record<string, number[][]>;

const lab = labForAll();

test('every effect, as it is added and with its first preset, sounds as it did', async () => {
  const found: Fingerprints = {};
  for (const type of await effectTypes(lab())) {
    const prints = await lab().evaluate(async (name) => {
      const { fingerprint, settingsOf } = window.checks;
      const made: [string, number[][]][] = [];
      for (const [id, params] of Object.entries(settingsOf(name)))
        made.push([id, await fingerprint(name, params)]);
      return made;
    }, type);
    for (const [id, print] of prints) found[id] = print;
  }
  if (writing) {
    const rows = Object.entries(found).map(
      ([id, print]) => `  ${JSON.stringify(id)}: ${JSON.stringify(print)}`,
    );
    writeFileSync(goldenFile, `{\n${rows.join(',\n')}\n}\n`);
  }
  expect(existsSync(goldenFile), 'GANMIX_GOLDEN=write makes the file').toBe(true);
  const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as Fingerprints;
  expect(Object.keys(found).sort()).toEqual(Object.keys(golden).sort());
  for (const [id, print] of Object.entries(found)) expect(differences(print, golden[id]!), id).toEqual([]);
});

/** Where two fingerprints differ by more than the tolerance: what is faint in both says nothing. */
function differences(found: number[][], golden: number[][]): string[] {
  return golden.flatMap((row, segment) =>
    row.flatMap((wanted, band) => {
      const level = found[segment]?.[band] ?? NaN;
      const close = Math.abs(Math.max(FAINT, level) - Math.max(FAINT, wanted)) <= TOLERANCE;
      return close ? [] : [`segment ${segment}, band ${band}: ${level / 10} dB, was ${wanted / 10} dB`];
    }),
  );
}

test('every effect at the ends of every range stays finite and bounded, and leaves no denormal numbers', async () => {
  for (const type of await effectTypes(lab())) {
    const found = await lab().evaluate((name) => window.checks.extremes(name), type);
    expect(found.bad, type).toEqual([]);
    expect(found.tried).toBeGreaterThan(3);
  }
});

/** Parameters that cannot be turned to their ends without bending the sound, and why. */
const bending: Readonly<Record<string, number>> = {
  // Steps are what it is for.
  'bit-crusher bits': 2,
  // A delay that is shortened plays what it holds at many times its speed.
  'feedback-delay time': 0.2,
  'ping-pong-delay time': 0.2,
};
/** A click of −36 dB against the peak of the sound around it. */
const CLICK = 0.016;

test('turning a parameter neither clicks nor rebuilds what need not change', async () => {
  for (const type of await effectTypes(lab())) {
    for (const { key, structural, excess, made } of await lab().evaluate(
      (name) => window.checks.turning(name),
      type,
    )) {
      const name = `${type} ${key}`;
      expect(excess, name).toBeLessThan(bending[name] ?? CLICK);
      if (!structural) expect(made, name).toBe(0);
    }
  }
});

test('a machine that is held up longer than fades last cuts nothing off', async () => {
  for (const { edit, excess } of await lab().evaluate(() => window.checks.heldUp())) {
    expect.soft(excess, edit).toBeLessThan(CLICK);
  }
});
