import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/rng.ts';
import type { InputSpec } from '../../src/core/input-spec.ts';
import { compileSpec } from '../../src/inputs/spec/compile.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { createValidator } from '../../src/inputs/spec/validator.ts';
import { readProblem } from '../../src/targets/problem.ts';
import type { Problem } from '../../src/targets/problem.ts';
import { countSteps } from '../helpers/count-steps.ts';
import { localRealm } from '../helpers/fake-host.ts';
import { loadSolution, runFunction } from '../helpers/run-solution.ts';
import type { SolveFunction } from '../helpers/run-solution.ts';
import { TEST_SEED } from '../helpers/seed.ts';

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/** Problems whose slow path lies inside the engine, where no worst case can be stated. */
const WITHOUT_WORST = new Set(['regex-tokens']);

/** Scalars of the largest random input, and what the spec's generator is told of the limit. */
const RANDOM_SIZE = 60;
const MAX_SIZE = 65_536;
const RANDOM_INPUTS = 60;

type Args = readonly unknown[];

interface WorstCase {
  readonly solution: string;
  /** At the size limit. */
  readonly args: Args;
  /** A little above the limit. */
  readonly larger: Args;
}

const problems = await Promise.all(
  readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readProblem(`${CORPUS}${entry.name}`, { parseSpec: parseInputSpec })),
);
const functions = problems.filter((problem) => problem.kind === 'function');

it('holds at least 14 function problems', () => {
  expect(functions.length).toBeGreaterThanOrEqual(14);
});

describe.each(functions)('$id', (problem) => {
  const solutions = new Map<string, SolveFunction>();
  const worst: WorstCase[] = [];
  const tests = problem.tests.filter((test) => test.kind === 'function');

  beforeAll(async () => {
    for (const { name, file } of problem.solutions) {
      solutions.set(name, await loadSolution(file, problem.entry ?? 'default'));
    }
    for (const { solution, module, generator, n } of problem.worst) {
      const generate = await loadSolution(module, generator);
      worst.push({ solution, args: argsOf(generate(n)), larger: argsOf(generate(n + 2)) });
    }
  });

  /** What each solution makes of the arguments; all the same when they agree. */
  const results = (args: Args): Map<string, unknown> =>
    new Map([...solutions].map(([name, solve]) => [name, runFunction(solve, args)]));
  const allAre = (expected: unknown): Map<string, unknown> =>
    new Map([...solutions.keys()].map((name) => [name, expected]));
  const firstResult = (args: Args): unknown => {
    const [solve] = solutions.values();
    return solve && runFunction(solve, args);
  };
  const counterOf = (name: string): ((args: Args) => number) =>
    countSteps(`${problem.directory}/${name}`, problem.entry ?? 'default');

  it('has a statement, at least three correct solutions of two classes and five tests', () => {
    const correct = problem.solutions.filter((solution) => solution.correct);
    expect(problem.statement).toContain(`# ${problem.title}`);
    expect(correct.length).toBeGreaterThanOrEqual(3);
    expect(new Set(correct.map((solution) => solution.class)).size).toBeGreaterThanOrEqual(2);
    expect(tests.length).toBeGreaterThanOrEqual(5);
    expect(problem.worst.length > 0).toBe(!WITHOUT_WORST.has(problem.id));
  });

  it('has solutions that give the expected results of its tests', () => {
    for (const { args, expected } of tests) {
      expect(expected).toBeDefined();
      expect(results(args)).toEqual(allAre(expected));
    }
  });

  it('has solutions that agree on random inputs', () => {
    const rng = createRng(TEST_SEED);
    const model = compileSpec(specOf(problem), { maxSize: MAX_SIZE });
    for (let i = 0; i < RANDOM_INPUTS; i++) {
      const args = model.build(model.generate(rng, rng.int(1, RANDOM_SIZE)), localRealm);
      if (typeof args === 'string') throw new Error('a function takes arguments, not a text');
      expect(results(args)).toEqual(allAre(firstResult(args)));
    }
  });

  it('has a spec that accepts its tests and worst cases, and nothing larger', () => {
    const validate = createValidator(specOf(problem));
    for (const { args } of [...tests, ...worst]) expect(validate(args)).toBeUndefined();
    for (const { larger } of worst) expect(validate(larger)).toEqual(expect.any(String));
  });

  it('has solutions that agree on the worst cases', () => {
    for (const { args } of worst) expect(results(args)).toEqual(allAre(firstResult(args)));
  });

  it('has worst cases that cost the stated solution far more than its tests, and the best one little', () => {
    for (const { solution, args } of worst) {
      const count = counterOf(solution);
      const most = count(args);
      const others = problem.solutions.filter(({ name }) => name !== solution);
      const least = Math.min(...others.map(({ name }) => counterOf(name)(args)));
      expect(most).toBeGreaterThan(3e5);
      expect(most).toBeLessThan(5e8);
      expect(Math.max(...tests.map((test) => count(test.args)))).toBeLessThan(most / 100);
      expect(least).toBeLessThan(most / 10);
    }
  });
});

function specOf(problem: Problem): InputSpec {
  if (problem.spec === undefined) throw new Error(`${problem.id} has no spec`);
  return problem.spec;
}

function argsOf(value: unknown): Args {
  if (!Array.isArray(value)) throw new Error('a generator of worst cases gives no argument list');
  return value;
}
