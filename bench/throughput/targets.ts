import { fileURLToPath } from 'node:url';
import type { ProgramImage } from '../../harness/protocol.ts';
import type { InputSpec } from '../../src/core/input-spec.ts';
import { instrumentModule } from '../../src/instrument/instrument.ts';

/** A program whose executions are counted. */
export interface ThroughputTarget {
  readonly name: string;
  readonly image: ProgramImage;
  readonly spec: InputSpec;
  /** Executions per CPU-second that it must reach. */
  readonly goal: number;
}

/** File that the generated programs pretend to be. */
export const PROGRAM_NAME = 'program.cjs';
const PROGRAM_FILE = fileURLToPath(new URL(PROGRAM_NAME, import.meta.url));

const TRIVIAL = 'module.exports = (n) => n + 1;';

/** 8,000 sites in 400 functions, of which each call hits about 100. */
function wide(): string {
  const functions = Array.from({ length: 400 }, (_, f) => {
    const branches = Array.from(
      { length: 19 },
      (_unused, i) => `  if (x > ${-1 - i}) { x = (x + ${f + i}) & 1023; }`,
    );
    return `function f${f}(x) {\n${branches.join('\n')}\n  return x;\n}`;
  });
  return `${functions.join('\n')}
const all = [${functions.map((_, f) => `f${f}`).join(', ')}];
module.exports = (n) => {
  let x = n;
  x = all[x % 400](x); x = all[(x * 7 + n) % 400](x); x = all[(x * 31 + n) % 400](x);
  x = all[(x * 11 + n) % 400](x); return all[(x * 5 + n) % 400](x);
};`;
}

export function throughputTargets(): readonly ThroughputTarget[] {
  return [
    target('trivial function', TRIVIAL, 1_000_000),
    target('8,000 sites, 100 hit', wide(), 100_000),
  ];
}

function target(name: string, code: string, goal: number): ThroughputTarget {
  const module = instrumentModule(
    { id: PROGRAM_FILE, code, format: 'commonjs', language: 'js' },
    { file: 0, firstSite: 0, firstFunction: 0 },
  );
  const functionStart = [0];
  for (const sites of module.functionSiteCounts) {
    functionStart.push((functionStart.at(-1) ?? 0) + sites);
  }
  return {
    name,
    goal,
    image: {
      modules: [
        {
          id: PROGRAM_FILE,
          format: 'commonjs',
          code: module.code,
          isAsync: false,
          resolutions: {},
        },
      ],
      entry: { module: PROGRAM_FILE, kind: 'function', exportPath: ['default'] },
      siteCount: module.sites.length,
      functionStart: Int32Array.from(functionStart),
      mayBeAsync: false,
    },
    spec: {
      version: 1,
      kind: 'function',
      args: [{ name: 'n', spec: { type: 'int', min: 0, max: 1_000_000 } }],
    },
  };
}
