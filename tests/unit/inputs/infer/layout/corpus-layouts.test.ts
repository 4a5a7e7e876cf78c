import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../../src/core/rng.ts';
import { inferLayout } from '../../../../../src/inputs/infer/layout/infer-layout.ts';
import { compileSpec } from '../../../../../src/inputs/spec/compile.ts';
import { parseInputSpec } from '../../../../../src/inputs/spec/schema.ts';
import { createValidator } from '../../../../../src/inputs/spec/validator.ts';

const CORPUS = join(import.meta.dirname, '../../../../../corpus');

interface StdinProblem {
  readonly name: string;
  readonly tests: readonly string[];
  readonly statement: string;
  readonly spec: unknown;
}

/** The shipped problems whose programs read stdin. */
const problems = readdirSync(CORPUS).flatMap((name): StdinProblem[] => {
  const folder = join(CORPUS, name);
  if (!existsSync(join(folder, 'spec.json'))) return [];
  const inputs = readdirSync(join(folder, 'tests')).filter((file) => file.endsWith('.in'));
  if (inputs.length === 0) return [];
  return [
    {
      name,
      tests: inputs.map((file) => readFileSync(join(folder, 'tests', file), 'utf8')),
      statement: readFileSync(join(folder, 'statement.md'), 'utf8'),
      spec: JSON.parse(readFileSync(join(folder, 'spec.json'), 'utf8')),
    },
  ];
});

describe('inferLayout on the shipped stdin problems', () => {
  it('has at least ten of them', () => {
    expect(problems.length).toBeGreaterThanOrEqual(10);
  });

  it.each(problems)(
    'generates inputs of $name that its own spec calls valid',
    ({ tests, statement, spec }) => {
      const inferred = inferLayout({ tests, statement });
      if (inferred === undefined) throw new Error('nothing inferred');
      const model = compileSpec(inferred.spec, { maxSize: 2_000 });
      const validate = createValidator(parseInputSpec(spec, 'spec.json'));
      const problemsFound = Array.from({ length: 40 }, (_, i) =>
        validate(model.encode(model.generate(createRng(i), 1 + 5 * i))),
      );
      expect(problemsFound.filter((problem) => problem !== undefined)).toEqual([]);
    },
  );

  it.each(problems)('reads every test of $name without its statement', ({ tests }) => {
    const inferred = inferLayout({ tests });
    if (inferred === undefined) throw new Error('nothing inferred');
    const validate = createValidator(inferred.spec);
    expect(tests.map(validate).filter((problem) => problem !== undefined)).toEqual([]);
  });
});
