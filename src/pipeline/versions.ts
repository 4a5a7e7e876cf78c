import { readFileSync } from 'node:fs';
import type { RunVersions } from '../core/run-record.ts';

/** Raised when the same input may cost other steps than before: other sites, other charges. */
export const INSTRUMENTATION_VERSION = 2;

/** Versions that decide what a cost means. */
export function currentVersions(nodeVersion: string): RunVersions {
  // Sources lie two directories under the package, built files three.
  const up = import.meta.url.endsWith('.ts') ? '../../' : '../../../';
  const text = readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return { slowpath: version, node: nodeVersion, instrumentation: INSTRUMENTATION_VERSION };
}
