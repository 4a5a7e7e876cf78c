import type { NewSuite } from '../../src/suite/suite-file.ts';
import { writeSuite } from '../../src/suite/suite-file.ts';

/**
 * Writes a suite as if a search had found its inputs: costs in it mean nothing, a check measures its own.
 * @param inputs argument lists, costliest first
 */
export function writeStressSuite(
  directory: string,
  specifier: string,
  inputs: readonly (readonly unknown[])[],
): void {
  const tests = inputs.map((args, i): NewSuite['tests'][number] => ({
    input: { kind: 'function', args },
    role: i === 0 ? 'costliest' : 'path',
    size: 1,
    steps: 1,
    allocUnits: 0,
    outcome: 'ok',
    outputDigest: '',
    isSeed: false,
    provenance: { id: i, parents: [], ops: ['generate'], execs: i },
    hot: [],
  }));
  writeSuite(directory, {
    target: { specifier, kind: 'function', contentHash: '', inputModel: '' },
    nodeMajor: Number(process.versions.node.split('.')[0]),
    instrumentation: 1,
    seed: 1,
    tests,
    growths: [],
  });
}
