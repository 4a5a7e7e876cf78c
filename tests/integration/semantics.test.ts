import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARISON_FORMS } from '../fixtures/semantics/comparison-forms.ts';
import { FORMS } from '../fixtures/semantics/forms.ts';
import { programs } from '../fixtures/semantics/program-arbitrary.ts';
import { UNCHARGED_FORMS, WORK_FORMS } from '../fixtures/semantics/work-forms.ts';
import {
  describeCounts,
  describeHeard,
  runInstrumented,
  runOriginal,
  type CountedRun,
} from '../helpers/run-module.ts';
import { TEST_SEED } from '../helpers/seed.ts';

describe('instrumented code does what the original does, and counts exactly', () => {
  it.each([...FORMS])('$name', ({ code, counts }) => {
    const run = runInstrumented(code);
    const { log, error } = runOriginal(code);
    expect({ log: run.log, error: run.error }).toEqual({ log, error });
    expect(describeCounts(run)).toBe(counts);
  });
});

describe('builtins are charged what they touch, and behave as before', () => {
  it.each([...WORK_FORMS, ...UNCHARGED_FORMS])('$name', ({ code, counts, allocUnits }) => {
    const run = runInstrumented(code);
    const { log, error } = runOriginal(code);
    expect({ log: run.log, error: run.error }).toEqual({ log, error });
    expect(describeCounts(run)).toBe(counts);
    expect(run.allocUnits).toBe(allocUnits);
  });
});

describe('what tells its comparisons does, and counts, the same', () => {
  it.each([...FORMS, ...WORK_FORMS, ...UNCHARGED_FORMS, ...COMPARISON_FORMS])(
    '$name',
    ({ code }) => {
      const plain = runInstrumented(code);
      const run = runInstrumented(code, { listens: true });
      expect({ log: run.log, error: run.error }).toEqual({ log: plain.log, error: plain.error });
      expect(run.sites).toEqual(plain.sites);
      expect(run.module.functionSiteCounts).toEqual(plain.module.functionSiteCounts);
      expect(describeCounts(run)).toBe(describeCounts(plain));
      expect(run.allocUnits).toBe(plain.allocUnits);
      expect(run.touched).toEqual(plain.touched);
    },
  );

  it.each([...COMPARISON_FORMS])('$name is told', ({ code, heard }) => {
    const run = runInstrumented(code, { listens: true });
    expect(describeHeard(run)).toEqual(heard);
    const { log, error } = runOriginal(code);
    expect({ log: run.log, error: run.error }).toEqual({ log, error });
  });

  it('in generated programs too', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const code = numberHits(program);
        const plain = runInstrumented(code);
        const run = runInstrumented(code, { listens: true });
        expect({ log: run.log, error: run.error }).toEqual({ log: plain.log, error: plain.error });
        expect(run.sites).toEqual(plain.sites);
        expect(run.counts).toEqual(plain.counts);
      }),
      { seed: TEST_SEED, numRuns: 200 },
    );
  });
});

describe('generated programs', () => {
  it('log the same, end the same and enter each block as often as its site counts', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const code = numberHits(program);
        const original = runOriginal(code);
        const run = runInstrumented(code);
        expect({ log: run.log, error: run.error }).toEqual({
          log: original.log,
          error: original.error,
        });
        expect(blockCounts(code, run)).toEqual(run.exports);
      }),
      { seed: TEST_SEED, numRuns: 400 },
    );
  });

  it('cost the same in every run, wherever their sites are numbered from', () => {
    fc.assert(
      fc.property(programs, fc.nat(5000), (program, firstSite) => {
        const code = numberHits(program);
        const first = runInstrumented(code);
        const second = runInstrumented(code, { firstSite, firstFunction: 7 });
        expect(second.steps).toBe(first.steps);
        expect(second.allocUnits).toBe(first.allocUnits);
        expect(describeCounts(second, firstSite)).toBe(describeCounts(first));
      }),
      { seed: TEST_SEED, numRuns: 100 },
    );
  });
});

/** Gives every `hit()` its number and exports the list of hits by number. */
function numberHits(program: string): string {
  let count = 0;
  const numbered = program.replaceAll('hit();', () => `hit(${count++});`);
  return `const hits = Array(${count}).fill(0); const hit = (i) => { hits[i]++; }; module.exports = hits;\n${numbered}`;
}

/** Counts of the sites of blocks that begin with a hit, in the order of the hits in the text. */
function blockCounts(code: string, { sites, counts }: CountedRun): number[] {
  const lines = code.split('\n');
  return sites
    .map((site, i) => ({ ...site, count: counts[i] ?? NaN }))
    .filter(({ kind, line, column, functionName }) => {
      // The first line is the hits' own; callbacks are no blocks.
      if (line === 1 || functionName === '<anonymous>') return false;
      if (kind === 'branch') return lines[line - 1]?.[column] === '{';
      return kind === 'loop' || kind === 'case' || kind === 'catch' || kind === 'function';
    })
    .filter(({ kind, functionName }) => kind !== 'function' || functionName.startsWith('f'))
    .toSorted((x, y) => x.line - y.line || x.column - y.column)
    .map(({ count }) => count);
}
