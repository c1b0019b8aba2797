/** Something the person has to know and can act on. Printed without a stack; the process ends with code 1. */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

export const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Progress of one download on one line. On a terminal the line is rewritten; in a log a new line appears at each
 * quarter, so that a CI log stays short and still shows that something moves.
 */
export function progressLine(label) {
  let lastQuarter = 0;
  return {
    update(fraction) {
      const percent = Math.min(100, Math.round(fraction * 100));
      if (process.stderr.isTTY) {
        process.stderr.write(`\r${label} ${percent} %`);
        return;
      }
      const quarter = Math.floor(percent / 25);
      if (quarter > lastQuarter) {
        lastQuarter = quarter;
        say(`${label} ${percent} %`);
      }
    },
    end() {
      if (process.stderr.isTTY) process.stderr.write('\n');
    },
  };
}

/** Runs a script's main function; turns whatever it throws into a readable message and an exit code. */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof SetupError) {
      say(`\n${error.message}`);
      if (error.remedy) say(error.remedy);
    } else {
      say(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    process.exitCode = 1;
  }
}
