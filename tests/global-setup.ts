import { spawnSync } from 'node:child_process';

/**
 * Brings dist/ up to date, which integration and end-to-end tests run. Under `npm test` an error in the build ends the run;
 * a direct `vitest` goes on with what could be emitted, so that one broken part does not block work on the others.
 */
export default function setup(): void {
  const compiled = run('node_modules/typescript/bin/tsc', '-b');
  const bundled = run('scripts/bundle.mjs');
  if (compiled && bundled) return;
  const isStrict = process.env['npm_lifecycle_event'] === 'test';
  if (isStrict) throw new Error('The build failed: no test was run.');
  process.stderr.write('The build has errors: tests run on what it emitted.\n');
}

/** @returns whether the script ended well. */
function run(script: string, ...args: readonly string[]): boolean {
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status === 0;
}
