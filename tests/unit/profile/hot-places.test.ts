import { describe, expect, it } from 'vitest';
import type { ProfiledRun } from '../../../src/core/synthesis.ts';
import type { ProbePlace } from '../../../src/core/watch.ts';
import { hotPlaces, type HotPlacesOptions } from '../../../src/profile/hot-places.ts';
import {
  type CountedProgram,
  countedProgram,
  hashChains,
  insertionSort,
  range,
  twoSlowPaths,
} from './counted-program.ts';

function hot(
  { places, sites, source }: CountedProgram,
  runs: readonly ProfiledRun[],
  options: Partial<HotPlacesOptions> & { readonly places?: readonly ProbePlace[] } = {},
): readonly string[] {
  const found = hotPlaces(options.places ?? places, { runs, sites, sources: [source], ...options });
  return found.map(({ at, line, functionName }) => `${functionName} ${at} ${line}`);
}

describe('hotPlaces', () => {
  it('are entries and loops where slow runs spend their steps, hottest first', () => {
    const program = insertionSort();
    const runs = [program.profile([range(100, (i) => 100 - i)]), program.profile([range(110)])];
    expect(hot(program, runs)).toEqual(['solve entry 1', 'solve loop 4', 'solve loop 2']);
  });

  it('include who calls a hot function, before what costs little', () => {
    const program = hashChains();
    const runs = [program.profile([range(60, (i) => 16 * i)]), program.profile([range(60)])];
    const found = hot(program, runs);
    // The function with the hot loop, the loop, and the caller whose parameter is all the keys.
    expect(found.slice(0, 3).toSorted()).toEqual(
      ['add entry 2', 'add loop 4', 'solve entry 7'].toSorted(),
    );
    expect(hot(program, runs, { limit: 3 }).toSorted()).toEqual(found.slice(0, 3).toSorted());
  });

  it('count what slow runs have more of, not only where all runs spend their steps', () => {
    const program = countedProgram(
      `function same(a) { let s = 0; for (let k = 0; k < 40; k++) for (const x of a) s += x; return s; }
      function odd(a) {
        let s = 0;
        for (let i = 0; i < a.length; i++)
          for (let j = 0; j < i && a[0] > 5; j++) s++;
        return s;
      }
      exports.solve = function solve(a) { return same(a) + odd(a); };`,
      [{ type: 'list', of: { type: 'int', min: 0, max: 9 } }],
    );
    const runs = [program.profile([range(70, () => 9)]), program.profile([range(70, () => 1)])];
    const loops = hot(program, runs).filter((place) => place.includes('loop'));
    expect(loops[0]).toBe('odd loop 5');
  });

  it('always include the entry of the target, however cold and long the list', () => {
    const program = countedProgram(
      `${range(20)
        .map(
          (k) =>
            `function f${k}(a) { let s = 0; for (const x of a) for (let i = 0; i < ${k + 1}; i++) s += x; return s; }`,
        )
        .join('\n')}
      const all = [${range(20)
        .map((k) => `f${k}`)
        .join(', ')}];
      function each(a, visit) { for (const f of all) visit(f(a)); }
      exports.solve = function solve(a) { let s = 0; each(a, (x) => { s += x; }); return s; };`,
      [{ type: 'list', of: { type: 'int', min: 0, max: 9 } }],
    );
    const runs = [program.profile([range(30, (i) => i % 10)])];
    const found = hot(program, runs, { entryName: 'solve' });
    expect(found).toHaveLength(12);
    expect(found.some((place) => place.startsWith('solve entry'))).toBe(true);
  });

  it('are of both slow paths where there are two', () => {
    const program = twoSlowPaths();
    const sorted = range(150);
    const same = range(150, () => 1);
    const runs = [
      program.profile([sorted.toReversed(), same]),
      program.profile([sorted.slice(20), range(150)]),
      program.profile([sorted, same]),
    ];
    const functions = new Set(hot(program, runs).map((place) => place.split(' ')[0]));
    expect(functions).toEqual(new Set(['inversions', 'distinct', 'solve']));
  });

  it('leave out what no run reached, and places without variables', () => {
    const program = countedProgram(
      `function never(a) { for (const x of a) never([x]); }
      exports.solve = function solve(a) {
        for (const x of a) if (x > 9) never(a);
      };`,
      [{ type: 'list', of: { type: 'int', min: 0, max: 9 } }],
    );
    const runs = [program.profile([range(20, () => 3)])];
    expect(hot(program, runs)).toEqual(['solve entry 2', 'solve loop 3']);
    const bare = program.places.map((place) => ({ ...place, variables: [] }));
    expect(hot(program, runs, { places: bare })).toEqual([]);
    expect(hot(program, [])).toEqual([]);
  });

  it('tell a function at the start of a module from the module', () => {
    const program = countedProgram(
      `function first(a) { for (const x of a) x; }
      exports.solve = first;`,
      [{ type: 'list', of: { type: 'int', min: 0, max: 9 } }],
    );
    expect(hot(program, [program.profile([[1, 2, 3]])])).toContain('first entry 1');
  });
});
