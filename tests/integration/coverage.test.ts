import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/errors.ts';
import { stripModule } from '../../src/instrument/instrument.ts';
import { FORMS } from '../fixtures/semantics/forms.ts';
import { programs } from '../fixtures/semantics/program-arbitrary.ts';
import {
  runCovered,
  runOriginal,
  sourceModule,
  type CoveredRun,
  type RunOptions,
} from '../helpers/run-module.ts';
import { TEST_SEED } from '../helpers/seed.ts';

/** Hits by line; lines that did not run are left out. */
function lineHits({ coverage }: CoveredRun): Record<number, number> {
  const hits: Record<number, number> = {};
  for (const { lines } of coverage) {
    for (let i = 0; i < lines.length; i += 2) {
      const count = lines[i + 1] ?? 0;
      if (count > 0) hits[lines[i] ?? 0] = count;
    }
  }
  return hits;
}

/** In defaults and fields istanbul-lib-instrument puts functions into sequences, where they get no name. */
const FORMS_THAT_LOOK_AT_NAMES: ReadonlySet<string> = new Set([
  'functions keep names and lengths',
  'parameter defaults see earlier parameters',
  'classes',
  'anonymous functions and classes in fields keep their names',
]);

const MODULE: RunOptions = { format: 'module' };
const TYPESCRIPT: RunOptions = { format: 'module', language: 'ts' };

describe('a covered module', () => {
  it.each(FORMS.filter(({ name }) => !FORMS_THAT_LOOK_AT_NAMES.has(name)))(
    'does what the original does: $name',
    ({ code }) => {
      const { log, error } = runOriginal(code);
      expect(runCovered(code)).toMatchObject({ log, error });
    },
  );

  it('tells how often each line of a generated program ran', () => {
    fc.assert(
      fc.property(programs, (program) => {
        let count = 0;
        const numbered = program.replaceAll('hit();', () => `\nhit(${count++});\n`);
        const code = `const hits = Array(${count}).fill(0); const hit = (i) => { hits[i]++; }; module.exports = hits;\n${numbered}`;
        const { log, error } = runOriginal(code);
        const run = runCovered(code);
        expect(run).toMatchObject({ log, error });
        const found = lineHits(run);
        const lines = code
          .split('\n')
          .flatMap((line, i) => (line.startsWith('hit(') ? [i + 1] : []));
        expect(lines.map((line) => found[line] ?? 0)).toEqual(run.exports);
      }),
      { seed: TEST_SEED, numRuns: 100 },
    );
  });

  it('has the lines of the file as its author wrote it, types and all', () => {
    const code = `interface Shape {
  readonly sides: number;
}
type Named = Shape & {
  name: string;
};

enum Color {
  Red,
  Green = 4,
}

abstract class Base<T> {
  constructor(
    protected readonly value: T,
    public n = 2,
  ) {
    this.n += 1;
  }

  abstract area(): number;
}
class Square extends Base<number> {
  area(): number {
    return this.value *
      this.value;
  }
}
function sum(of: readonly Shape[]): number;
function sum(of: readonly Named[]): number {
  let total = 0;
  for (const shape of of)
    total += shape.sides;
  return total as number;
}
log(Color.Green, new Square(3).area()!, sum([{ sides: 1 }, { sides: 2 }] as Named[]));
`;
    const run = runCovered(code, TYPESCRIPT);
    expect(run).toMatchObject({ log: ['4 9 3'], error: undefined });
    expect(lineHits(run)).toEqual({ 18: 1, 25: 1, 31: 1, 32: 1, 33: 2, 34: 1, 36: 1 });
  });

  it('has the places of its branch arms', () => {
    const code = `const f = (x: number): number =>
  x > 1 ? x : (x || 5);
if (f(0) > f(2)) log('more');
`;
    const [file] = runCovered(code, TYPESCRIPT).coverage;
    const quadruples = (file?.branches ?? []).reduce<number[][]>((list, value, i) => {
      if (i % 4 === 0) list.push([]);
      list.at(-1)?.push(value);
      return list;
    }, []);
    expect(quadruples).toEqual([
      [2, 10, 0, 1],
      [2, 15, 1, 1],
      [2, 15, 0, 1],
      [2, 20, 1, 1],
      [3, 0, 0, 1],
      [3, 0, 1, 0],
    ]);
  });

  it('is an ECMAScript module as it would be uncovered', () => {
    const code = `import fs, { readFileSync } from 'node:fs';
export let n = 1;
export const inc = () => {
  n++;
};
export default function () { return n; }
inc();
log(n, fs.readFileSync === readFileSync, typeof module, this === undefined);`;
    const run = runCovered(code, MODULE);
    expect(run).toMatchObject({ log: ['2 true undefined true'], error: undefined });
    expect(run.exports).toMatchObject({ n: 2 });
    expect(lineHits(run)).toEqual({ 2: 1, 3: 1, 4: 1, 7: 1, 8: 1 });
    const { specifiers, isAsync, mayBeAsync } = stripModule(sourceModule(code, MODULE));
    expect(run.module).toMatchObject({ specifiers, isAsync, mayBeAsync });
  });

  it('may await at its top level', async () => {
    const run = runCovered('log(1);\nawait null;\nlog(2);', MODULE);
    await run.returned;
    expect(run.module.isAsync).toBe(true);
    expect(run.log).toEqual(['1', '2']);
  });

  it('counts what it asks coverage tools to leave out', () => {
    const ignored =
      '/* istanbul ignore file */\n/* istanbul ignore next */\nfunction f() {\nlog(1);\n}\nf();';
    expect(lineHits(runCovered(ignored))).toEqual({ 4: 1, 6: 1 });
  });

  it('may have a name or global of its own that is like those of the counters', () => {
    const { log, error } = runCovered(
      'const Function = 1, global = 2, path = 3; function coverage() { return Function + global; }\nlog(coverage(), path);',
    );
    expect({ log, error }).toEqual({ log: ['3 3'], error: undefined });
  });

  it('is refused when it is not valid code', () => {
    expect(() => runCovered('let a = ;')).toThrow(DataError);
  });
});
