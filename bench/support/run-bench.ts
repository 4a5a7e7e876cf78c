import { AppError } from '../../src/core/errors.ts';

/** Runs a benchmark with the arguments of the process; what the user can mend is told in a line, and ends with 2. */
export async function runBench(main: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint ?? ''}\n`);
    process.exitCode = 2;
  }
}
