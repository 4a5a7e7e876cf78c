import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import type { FunctionSpec, StdinSpec } from '../../../src/core/input-spec.ts';
import type { ModelFacts } from '../../../src/inputs/resolve-model.ts';
import { resolveModel } from '../../../src/inputs/resolve-model.ts';

function functionSpec(name: string): FunctionSpec {
  return { version: 1, kind: 'function', args: [{ name, spec: { type: 'bool' } }] };
}

const stdinSpec: StdinSpec = {
  version: 1,
  kind: 'stdin',
  fields: { s: { type: 'string' } },
  layout: [{ line: ['s'] }],
};

/** Everything is known; tests take facts away. */
const everything: ModelFacts = {
  kind: 'function',
  target: 'src/sort.ts#sort',
  maxSize: 1000,
  specFile: { path: 'sort.spec.json', spec: functionSpec('fromFile') },
  definition: { kind: 'choices' },
  problemSpec: functionSpec('fromProblem'),
  declaration: {
    code: 'export function sort(fromDeclaration: number[]): void;',
    filename: '/p/sort.d.ts',
    exportPath: ['sort'],
  },
  source: {
    code: 'export function sort(fromSource: number[]) {}',
    filename: '/p/sort.ts',
    exportPath: ['sort'],
    language: 'typescript',
  },
  seeds: [[[3, 1, 2]]],
};

function firstArgument(facts: ModelFacts): string | undefined {
  const { description } = resolveModel(facts);
  if (description.kind === 'choices') return 'choices';
  return description.spec.kind === 'function' ? description.spec.args[0]?.name : 'stdin';
}

function failureOf(facts: ModelFacts): UsageError {
  try {
    resolveModel(facts);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('expected a UsageError');
}

describe('resolveModel, for functions', () => {
  it('asks in the documented order', () => {
    const withArgs: ModelFacts = { ...everything, specFile: undefined, args: '[fromArgs: number]' };
    const withDefinition: ModelFacts = { ...withArgs, args: undefined };
    const withProblem: ModelFacts = { ...withDefinition, definition: undefined };
    const withTypes: ModelFacts = { ...withProblem, problemSpec: undefined };
    const withSource: ModelFacts = { ...withTypes, declaration: undefined };
    const withSeeds: ModelFacts = { ...withSource, source: undefined };
    expect(
      [everything, withArgs, withDefinition, withProblem, withTypes, withSource, withSeeds].map(
        firstArgument,
      ),
    ).toEqual([
      'fromFile',
      'fromArgs',
      'choices',
      'fromProblem',
      'fromDeclaration',
      'fromSource',
      'arg0',
    ]);
  });

  it('says where the model comes from and what was assumed', () => {
    expect(resolveModel(everything)).toEqual({
      description: { kind: 'spec', spec: functionSpec('fromFile'), maxSize: 1000 },
      origin: 'sort.spec.json',
      notes: [],
    });
    const fromTypes = resolveModel({
      ...everything,
      specFile: undefined,
      definition: undefined,
      problemSpec: undefined,
      declaration: undefined,
      source: {
        code: 'export function sort<T>(xs: T[]) {}',
        filename: 'src/sort.ts',
        exportPath: ['sort'],
        language: 'typescript',
      },
    });
    expect(fromTypes.origin).toBe('the types in sort.ts');
    expect(fromTypes.notes).toEqual(['the type parameter `T` is read as number']);
  });

  it('goes on to the source when the declaration does not hold the function, then to the seeds', () => {
    const facts: ModelFacts = {
      kind: 'function',
      target: 'sort',
      maxSize: 10,
      declaration: { code: 'export {};', filename: '/p/a.d.ts', exportPath: ['sort'] },
      source: { ...sourceOf('function sort(a, b) {}\nmodule.exports = { sort };') },
      seeds: [[1], [2]],
    };
    expect(resolveModel(facts).origin).toBe('2 seeds');
  });

  it('says why it cannot, with an example after the parameters', () => {
    const error = failureOf({
      kind: 'function',
      target: 'lib.js#search',
      maxSize: 10,
      source: sourceOf('exports.sort = function (items, text, k, options, isAscending) {};'),
    });
    expect(error.message).toBe(
      'Nothing says what arguments lib.js#search takes. The parameter `items`: nothing says what type `items` has.',
    );
    expect(error.hint).toContain(
      "--args '[items: number[], text: string, k: number, options: { }, isAscending: boolean]'",
    );
    expect(failureOf({ kind: 'function', target: 'x', maxSize: 1 }).hint).toContain(
      "--args '[string]'",
    );
  });

  it('gives examples that --args accepts', () => {
    const parameters = [
      'items',
      's',
      'k',
      'grid',
      'edges',
      'words',
      'options',
      'isAscending',
      'weird',
    ];
    const { hint } = failureOf({
      kind: 'function',
      target: 'f',
      maxSize: 10,
      source: sourceOf(`exports.sort = (${parameters.join(', ')}) => 1;`),
    });
    const args = /--args '([^']*)'/u.exec(hint ?? '')?.[1];
    const { description } = resolveModel({ kind: 'function', target: 'f', maxSize: 10, args });
    expect(description).toMatchObject({ spec: { args: parameters.map((name) => ({ name })) } });
  });

  it('refuses explicit models that contradict each other or the target', () => {
    expect(failureOf({ ...everything, args: '[number]' }).message).toContain(
      'Both sort.spec.json and --args',
    );
    expect(
      failureOf({ ...everything, specFile: { path: 'a.json', spec: stdinSpec } }).message,
    ).toBe('The spec of a.json is for a program, and src/sort.ts#sort is a function.');
    expect(failureOf({ ...everything, specFile: undefined, args: '[' }).message).toContain(
      '--args:',
    );
  });
});

describe('resolveModel, for programs', () => {
  const program: ModelFacts = { kind: 'stdin', target: 'prog.js', maxSize: 1000 };
  const tests = ['3\n1 2 3\n', '1\n9\n', '2\n4 4\n'];

  it('infers a layout from three tests', () => {
    expect(resolveModel({ ...program, tests })).toMatchObject({
      description: {
        kind: 'spec',
        maxSize: 1000,
        spec: { kind: 'stdin', layout: [{ line: ['len(a)'] }, { line: ['...a'] }] },
      },
      origin: '3 example tests',
    });
  });

  it('prefers what it is given', () => {
    const specFile = { path: 'a.json', spec: stdinSpec };
    expect(resolveModel({ ...program, tests, specFile }).origin).toBe('a.json');
    expect(resolveModel({ ...program, tests, problemSpec: stdinSpec }).origin).toBe('the problem');
  });

  it('says what is missing', () => {
    expect(failureOf(program).message).toContain('0 example tests are too few');
    expect(failureOf({ ...program, tests: tests.slice(0, 2) }).hint).toContain('3 or more');
    expect(failureOf({ ...program, args: '[string]' }).message).toContain('this is a program');
    expect(failureOf({ ...program, problemSpec: functionSpec('x') }).message).toContain(
      'is for a function',
    );
  });
});

function sourceOf(code: string): NonNullable<ModelFacts['source']> {
  return { code, filename: '/p/lib.js', exportPath: ['sort'], language: 'javascript' };
}
