import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputSpec } from '../../src/core/input-spec.ts';
import { createRng } from '../../src/core/rng.ts';
import { compileSpec } from '../../src/inputs/spec/compile.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { createValidator } from '../../src/inputs/spec/validator.ts';
import { problemSchema, type ProblemDocument } from '../../src/targets/problem-schema.ts';
import { createStdinRunner, type StdinRunner } from '../helpers/run-stdin-solution.ts';
import { TEST_SEED } from '../helpers/seed.ts';

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

const OVERVIEW = readFileSync(join(CORPUS, 'README.md'), 'utf8');

/** Sizes at which the generators of worst cases are tried: small enough for every solution, big enough to matter. */
const REDUCED_SIZES: Readonly<Record<string, number>> = {
  'climb-stairs': 12,
  'josephus-remove': 40,
  'prime-count': 3,
};
const REDUCED_SIZE = 120;

/** Sizes of the random inputs on which solutions must agree. */
const RANDOM_SIZES = [5, 15, 40];

/** Any text is a text to split into tokens, also a broken one. */
const TAKES_ANYTHING = new Set(['tokenizer']);

interface StdinProblem {
  readonly directory: string;
  readonly document: ProblemDocument;
  readonly spec: InputSpec;
  readonly solutions: readonly string[];
  readonly tests: readonly { readonly input: string; readonly expected: string }[];
}

const problems = readdirSync(CORPUS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readProblem(join(CORPUS, entry.name)))
  .filter((problem) => problem.document.kind === 'stdio');

describe.each(problems)('stdin problem $document.id', (problem) => {
  let runner: StdinRunner;
  beforeAll(() => {
    runner = createStdinRunner(2);
  });
  afterAll(() => {
    runner.close();
  });

  it('is complete', () => {
    const { document, directory } = problem;
    expect(directory.endsWith(document.id)).toBe(true);
    expect(document.solutions.filter((solution) => solution.correct).length).toBeGreaterThan(2);
    expect(new Set(document.solutions.map((solution) => solution.class)).size).toBeGreaterThan(1);
    expect(problem.tests.length).toBeGreaterThan(3);
    expect(readFileSync(join(directory, 'statement.md'), 'utf8')).toContain('**Bounds.**');
    expect(OVERVIEW).toContain(`[${document.id}](${document.id}/statement.md)`);
    const files = readdirSync(join(directory, 'solutions')).map((name) => `solutions/${name}`);
    expect(document.solutions.map((solution) => solution.file).toSorted()).toEqual(
      files.toSorted(),
    );
  });

  it('has solutions that print what its tests expect', async () => {
    const outputs = await runner.run(
      problem.solutions,
      problem.tests.map((test) => test.input),
    );
    expect(outputs).toEqual(
      problem.tests.map((test) => problem.solutions.map(() => test.expected)),
    );
  });

  it('has a spec that takes its tests and worst cases, and refuses them broken', async () => {
    const complain = createValidator(problem.spec);
    const inputs = problem.tests.map((test) => test.input);
    for (const { n } of problem.document.worst) inputs.push(...(await worstInputs(problem, n)));
    for (const input of inputs) {
      expect(complain(input)).toBeUndefined();
      if (TAKES_ANYTHING.has(problem.document.id)) continue;
      expect(brokenForms(input).filter((broken) => complain(broken) === undefined)).toEqual([]);
    }
  });

  it('has solutions that agree on random inputs', async () => {
    const model = compileSpec(problem.spec, { maxSize: Math.max(...RANDOM_SIZES) });
    const rng = createRng(TEST_SEED);
    const inputs = RANDOM_SIZES.map((size) => model.encode(model.generate(rng, size)));
    expectAgreement(inputs, await runner.run(problem.solutions, inputs));
  });

  it.runIf(problem.document.worst.length > 0)(
    'has solutions that agree on its worst cases',
    async () => {
      const inputs = await worstInputs(problem, REDUCED_SIZES[problem.document.id] ?? REDUCED_SIZE);
      expectAgreement(inputs, await runner.run(problem.solutions, inputs));
    },
  );
});

function readProblem(directory: string): StdinProblem {
  const document = problemSchema.parse(
    JSON.parse(readFileSync(join(directory, 'problem.json'), 'utf8')),
  );
  const read = (name: string): string => readFileSync(join(directory, 'tests', name), 'utf8');
  return {
    directory,
    document,
    spec: parseInputSpec(JSON.parse(readFileSync(join(directory, 'spec.json'), 'utf8')), directory),
    solutions: document.solutions.map((solution) => join(directory, solution.file)),
    tests: readdirSync(join(directory, 'tests'))
      .filter((name) => name.endsWith('.in'))
      .map((name) => ({ input: read(name), expected: read(name.replace(/in$/, 'out')) })),
  };
}

/** What the generators named in problem.json make of size n. */
async function worstInputs(problem: StdinProblem, n: number): Promise<string[]> {
  const names = new Set(problem.document.worst.map((worst) => worst.generator));
  const generators: unknown = await import(
    /* @vite-ignore */ pathToFileURL(join(problem.directory, 'worst.js')).href
  );
  return [...names].map((name) => {
    const generate: unknown = Reflect.get(Object(generators), name);
    if (typeof generate !== 'function') throw new Error(`worst.js exports no function "${name}"`);
    return String(generate(n));
  });
}

/** The last token dropped, and one too many; in a line and as a line. */
function brokenForms(input: string): readonly string[] {
  const text = input.trimEnd();
  return [text.replace(/\S+$/, '').trimEnd() + '\n', `${text} 1\n`, `${text}\n1\n`];
}

/** Every solution printed the same, input by input. */
function expectAgreement(inputs: readonly string[], outputs: readonly (readonly string[])[]): void {
  for (const [row, printed] of outputs.entries()) {
    const input = inputs[row];
    expect({ input, printed }).toEqual({ input, printed: printed.map(() => printed[0]) });
  }
}
