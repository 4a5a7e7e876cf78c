import { afterEach, describe, expect, it } from 'vitest';
import { takeCoverage } from '../../../harness/js/coverage.ts';

const VARIABLE = '__coverage_of_a_test__';

afterEach(() => {
  Reflect.deleteProperty(globalThis, VARIABLE);
});

function put(value: unknown): void {
  Object.defineProperty(globalThis, VARIABLE, { value, configurable: true, writable: true });
}

function at(line: number, column = 0): { start: { line: number; column: number } } {
  return { start: { line, column } };
}

/** Counters as istanbul-lib-instrument keeps them. */
function counters(): object {
  return {
    statementMap: { 0: at(12), 1: at(3), 2: at(3, 8), 3: at(101) },
    branchMap: {
      0: { loc: at(12, 2), locations: [at(12, 2), { start: {} }] },
      1: { loc: at(3), locations: [at(3, 4), at(4, 4)] },
    },
    s: { 0: 0, 1: 7, 2: 9, 3: 1 },
    f: { 0: 5 },
    b: { 0: [2, 0], 1: [0, 6] },
  };
}

describe('coverage', () => {
  it('has the most hits of each line in ascending order, and every arm of every branch', () => {
    put({ '/p/b.js': counters(), '/p/a.js': counters() });
    const lines = [3, 9, 12, 0, 101, 1];
    const branches = [12, 2, 0, 2, 12, 2, 1, 0, 3, 4, 0, 0, 4, 4, 1, 6];
    expect(takeCoverage(VARIABLE)).toEqual([
      { file: '/p/a.js', lines, branches },
      { file: '/p/b.js', lines, branches },
    ]);
  });

  it('is zero once it was taken', () => {
    const data = counters();
    put({ '/p/a.js': data });
    takeCoverage(VARIABLE);
    expect(data).toMatchObject({
      s: { 0: 0, 1: 0, 2: 0, 3: 0 },
      f: { 0: 0 },
      b: { 0: [0, 0], 1: [0, 0] },
    });
    expect(takeCoverage(VARIABLE)[0]?.lines).toEqual([3, 0, 12, 0, 101, 0]);
  });

  it('is empty where there is none', () => {
    expect(takeCoverage(undefined)).toEqual([]);
    expect(takeCoverage(VARIABLE)).toEqual([]);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['a module without counters', { a: {} }],
    ['a module that is no object', { a: 1 }],
    [
      'a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('trap');
          },
        },
      ),
    ],
  ])('is empty when the program put there %s', (_, value) => {
    put(value);
    expect(takeCoverage(VARIABLE)).toEqual([]);
  });

  it('runs no getter that the program put there', () => {
    let isRun = false;
    Object.defineProperty(globalThis, VARIABLE, {
      configurable: true,
      get: () => {
        isRun = true;
        return {};
      },
    });
    expect(takeCoverage(VARIABLE)).toEqual([]);
    expect(isRun).toBe(false);
  });
});
