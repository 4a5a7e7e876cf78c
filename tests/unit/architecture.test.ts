import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { findCycle, importFault, reachable } from '../helpers/import-rules.ts';
import { sourceFacts, type SourceFacts } from '../helpers/source-facts.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Lines of one file; a file that wants more holds more than one concept. */
const MAX_LINES = 350;

const FILES: ReadonlyMap<string, SourceFacts> = new Map(
  globSync(['src/**/*.ts', 'harness/**/*.ts', 'constraints/**/*.ts', 'bench/**/*.ts'], {
    cwd: ROOT,
    // What a benchmark has installed is not ours.
    ignore: ['**/node_modules/**'],
  })
    .toSorted()
    .map((file) => [file, sourceFacts(readFileSync(join(ROOT, file), 'utf8'))]),
);

/** Entry of what runs inside the shard's own context. */
const LOOP = 'src/pipeline/loop.ts';

/** Where randomness, clocks, environment and console come from: what a user calls, in a shell or in code. */
const OUTERMOST = /^(?:src\/(?:api|cli)\/|harness\/|bench\/)/;

function importGraph(
  keep: (entry: { isType: boolean }) => boolean,
): Map<string, readonly string[]> {
  const graph = new Map<string, readonly string[]>();
  for (const [file, { imports }] of FILES) {
    const targets = imports
      .filter((entry) => keep(entry) && entry.specifier.startsWith('.'))
      .map(({ specifier }) => join(dirname(file), specifier));
    graph.set(file, targets);
  }
  return graph;
}

describe('the source', () => {
  it('imports only where the architecture allows it', () => {
    const faults = [...FILES].flatMap(([file, { imports }]) =>
      imports.flatMap(({ specifier, isType }) => {
        const fault = importFault(file, specifier, isType);
        return fault === undefined ? [] : [`${file} imports ${specifier}: ${fault}`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('has no import cycle but between types', () => {
    expect(findCycle(importGraph((entry) => !entry.isType))).toBeUndefined();
  });

  it('keeps Node, zod and the parsers out of the loop', () => {
    expect(FILES.has(LOOP)).toBe(true);
    const graph = importGraph((entry) => !entry.isType);
    const faults = [...reachable(graph, LOOP)].flatMap((file) =>
      (FILES.get(file)?.imports ?? [])
        .filter(({ specifier, isType }) => !isType && !specifier.startsWith('.'))
        .filter(
          ({ specifier }) =>
            !/^(?:pure-rand|fast-check|@eslint-community\/regexpp)(?:\/|$)/.test(specifier),
        )
        .map(({ specifier }) => `${file} imports ${specifier}`),
    );
    expect(faults).toEqual([]);
  });

  it(`has no file of more than ${MAX_LINES} lines`, () => {
    const long = [...FILES]
      .filter(([, facts]) => facts.lineCount > MAX_LINES)
      .map(([file, facts]) => `${file}: ${facts.lineCount}`);
    expect(long).toEqual([]);
  });

  it('exports by name', () => {
    const faults = [...FILES].filter(([, facts]) => facts.hasDefaultExport).map(([file]) => file);
    expect(faults).toEqual([]);
  });

  it('takes randomness, clocks, environment and console from its callers', () => {
    const faults = [...FILES]
      .filter(([file]) => !OUTERMOST.test(file))
      .flatMap(([file, facts]) => facts.hiddenInputs.map((use) => `${file}:${use}`));
    expect(faults).toEqual([]);
  });

  it('names its files in kebab case', () => {
    const faults = [...FILES.keys()].filter(
      (file) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.ts$/.test(file),
    );
    expect(faults).toEqual([]);
  });
});

describe('the rules', () => {
  it.each([
    ['src/fuzz/run.ts', '../core/rng.ts'],
    ['src/fuzz/stages/climb.ts', '../core.ts'],
    ['src/fuzz/run.ts', '../../harness/protocol.ts'],
    ['src/fuzz/run.ts', '../../constraints/language.ts'],
    ['src/pipeline/loop.ts', '../fuzz/run.ts'],
    ['src/cli/main.ts', '../pipeline/campaign.ts'],
    ['src/index.ts', './fuzz/run.ts'],
    ['src/targets/load.ts', 'node:fs'],
    ['src/targets/load.ts', '@babel/parser'],
    ['harness/js/worker.ts', './host.ts'],
    ['harness/js/worker.ts', 'node:vm'],
    ['harness/js/regex/parse.ts', '@eslint-community/regexpp'],
    ['bench/run.ts', '../src/index.ts'],
  ])('let %s import %s', (file, specifier) => {
    expect(importFault(file, specifier)).toBeUndefined();
  });

  it.each([
    ['src/fuzz/run.ts', '../execute/shard.ts'],
    ['src/fuzz/run.ts', '../pipeline/loop.ts'],
    ['src/fuzz/stages/climb.ts', '../../targets/load.ts'],
    ['src/core/rng.ts', '../fuzz/run.ts'],
    ['src/fuzz/run.ts', '../../harness/js/worker.ts'],
    ['src/fuzz/run.ts', '../index.ts'],
    ['src/fuzz/run.ts', '../core/rng'],
    ['src/fuzz/run.ts', '../core/rng.js'],
    ['src/fuzz/run.ts', '../../tests/helpers/seed.ts'],
    ['harness/js/worker.ts', '../../src/core/rng.ts'],
    ['harness/js/worker.ts', 'zod'],
    ['harness/protocol.ts', '@eslint-community/regexpp'],
    ['constraints/language.ts', '../src/core/errors.ts'],
  ])('do not let %s import %s', (file, specifier) => {
    expect(importFault(file, specifier)).toBeTypeOf('string');
  });

  it('find a cycle, and what is reachable', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'd', 'b']);
    expect([...reachable(graph, 'b')]).toEqual(['b', 'c', 'd']);
    expect(
      findCycle(
        new Map([
          ['a', ['b']],
          ['b', []],
        ]),
      ),
    ).toBeUndefined();
  });

  it('see imports of every form', () => {
    const code = `
      import a from 'a'; import type { B } from 'b'; import { type C } from 'c'; import { type D, d } from 'd'; import 'e';
      export * from 'f'; export { g } from 'g'; export type { H } from 'h'; const i = await import('i'); type J = import('j').J;`;
    const { imports } = sourceFacts(code);
    expect(imports.map(({ specifier, isType }) => `${specifier}${isType ? ' type' : ''}`)).toEqual([
      'a',
      'b type',
      'c type',
      'd',
      'e',
      'f',
      'g',
      'h type',
      'i',
      'j type',
    ]);
  });

  it('see default exports and hidden inputs', () => {
    const facts = sourceFacts(`
      export default function f() { return Math.random() + Date.now() + new Date() + performance.now(); }
      console.log(process.env.X, new Date(0), Math.max(1), process.exit);`);
    expect(facts.hasDefaultExport).toBe(true);
    expect(facts.hiddenInputs.map((use) => use.replace(/^\d+: /, '')).toSorted()).toEqual([
      'Date.now',
      'Math.random',
      'console',
      'new Date()',
      'performance.now',
      'process.env',
    ]);
    expect(facts.lineCount).toBe(3);
  });
});
