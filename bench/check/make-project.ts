import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { type NewSuite, writeSuite } from '../../src/suite/suite-file.ts';
import type { TestInput } from '../../src/suite/test-file.ts';
import { type Problem, readProblem } from '../../src/targets/problem.ts';

/** Work that can be made costlier by a percentage, or by a class of growth. */
export function probeProgram(passes: number, planted = ''): string {
  return `/** @param {string} text */
export function probe(text) {
  let n = 0;
  for (let pass = 0; pass < ${passes}; pass++) {
    for (let i = 0; i < text.length; i++) n += text.charCodeAt(i);
  }
  ${planted}
  return n;
}
`;
}

export const PLANTED_QUADRATIC = 'for (const a of text) for (const b of text) if (a > b) n++;';

/**
 * A project with suites for the first solution of every problem of the corpus (its example tests and its worst cases),
 * and for one small function.
 * @returns how many tests there are
 */
export async function makeProject(corpus: string, directory: string): Promise<number> {
  cpSync(corpus, join(directory, 'corpus'), { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "name": "bench", "type": "module" }\n');
  let count = 0;
  for (const name of readdirSync(corpus).toSorted()) {
    if (name.includes('.')) continue;
    const problem = await readProblem(join(directory, 'corpus', name), {
      parseSpec: parseInputSpec,
    });
    const [solution] = problem.solutions;
    if (solution === undefined) continue;
    const inputs = await inputsOf(problem);
    const specifier = `corpus/${name}/${solution.name}`;
    writeInputs(join(directory, 'slowpath-out', name, 'suite'), specifier, inputs);
    count += inputs.length;
  }
  writeFileSync(join(directory, 'probe.js'), probeProgram(100));
  const texts = ['ab'.repeat(500), 'b '.repeat(200)];
  const inputs = texts.map((text): TestInput => ({ kind: 'function', args: [text] }));
  mkdirSync(join(directory, 'probe'));
  writeInputs(join(directory, 'probe'), 'probe.js#probe', inputs);
  return count;
}

type Generators = Readonly<Record<string, (n: number) => unknown[] | string>>;

async function inputsOf(problem: Problem): Promise<readonly TestInput[]> {
  const worst: TestInput[] = [];
  for (const { generator, module, n } of problem.worst) {
    // A module of the corpus: its generators give an argument list or the text of stdin.
    const generators = (await import(pathToFileURL(module).href)) as Generators;
    for (const share of [1, 2, 4]) {
      const input = generators[generator]?.(2 * Math.floor(n / share / 2));
      if (typeof input === 'string') worst.push({ kind: 'stdin', text: input });
      else if (input !== undefined) worst.push({ kind: 'function', args: input });
    }
  }
  const examples = problem.tests.map((test): TestInput =>
    test.kind === 'stdin'
      ? { kind: 'stdin', text: test.input }
      : { kind: 'function', args: test.args },
  );
  return [...worst, ...examples];
}

function writeInputs(directory: string, specifier: string, inputs: readonly TestInput[]): void {
  const tests = inputs.map((input, i): NewSuite['tests'][number] => ({
    input,
    role: i === 0 ? 'costliest' : 'size',
    size: 1,
    steps: 1,
    allocUnits: 0,
    outcome: 'ok',
    outputDigest: '',
    isSeed: true,
    provenance: { id: i, parents: [], ops: [], execs: 0 },
    hot: [],
  }));
  writeSuite(directory, {
    target: { specifier, kind: inputs[0]?.kind ?? 'function', contentHash: '', inputModel: '' },
    nodeMajor: Number(process.versions.node.split('.')[0]),
    instrumentation: 1,
    seed: 1,
    tests,
    growths: [],
  });
}
