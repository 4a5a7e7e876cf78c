import type { InputSpec, SpecNode } from '../../src/core/input-spec.ts';
import type { FakeProgram } from './fake-host.ts';

/** A program for the search with the inputs that it takes. */
export interface Subject {
  readonly name: string;
  readonly spec: InputSpec;
  readonly program: () => FakeProgram;
}

export function functionSpec(...args: readonly SpecNode[]): InputSpec {
  return {
    version: 1,
    kind: 'function',
    args: args.map((spec, k) => ({ name: `a${k}`, spec })),
  };
}

export const NUMBERS: SpecNode = { type: 'list', of: { type: 'int', min: 0, max: 255 } };

function numbersOf(value: unknown): number[] {
  return (value as number[]).slice();
}

/** Sites: 0 a comparison, 1 a round, 2 a list that is in order already. */
const insertionSort: Subject = {
  name: 'insertion sort',
  spec: functionSpec(NUMBERS),
  program: () => ({
    siteCount: 3,
    run([input], hit) {
      const a = numbersOf(input);
      let moved = 0;
      for (let i = 1; i < a.length; i++) {
        hit(1);
        for (let j = i; j > 0 && (a[j - 1] ?? 0) > (a[j] ?? 0); j--) {
          hit(0);
          moved++;
          [a[j - 1], a[j]] = [a[j] ?? 0, a[j - 1] ?? 0];
        }
      }
      if (moved === 0 && a.length > 3) hit(2);
    },
  }),
};

/** Throws on texts with an `!`; needs more and more fuel with nesting; a site for each of its two ways. */
const moody: Subject = {
  name: 'a moody scanner',
  spec: functionSpec({ type: 'string', alphabet: 'ab()!' }),
  program: () => ({
    siteCount: 4,
    run([input], hit) {
      const text = String(input);
      if (text.includes('!')) {
        hit(2);
        throw new Error(`no ! please, but at ${text.indexOf('!')}`);
      }
      for (let i = 0; i < text.length; i++) {
        hit(0);
        if (text[i] !== '(') continue;
        for (let j = i; j < text.length && text[j] !== ')'; j++) hit(1, 3);
      }
      if (text.startsWith('((((')) for (;;) hit(3, 50);
    },
  }),
};

/** Cost depends on a number and on two lists of composites together. */
const join: Subject = {
  name: 'a nested-loop join',
  spec: functionSpec(
    {
      type: 'list',
      of: {
        type: 'record',
        fields: { k: { type: 'int', min: 0, max: 50 }, v: { type: 'string', maxLength: 4 } },
      },
    },
    NUMBERS,
    { type: 'int', min: 0, max: 1000 },
  ),
  program: () => ({
    siteCount: 3,
    run([rows, keys, limit], hit) {
      let found = 0;
      for (const row of rows as readonly { readonly k: number; readonly v: string }[]) {
        hit(0);
        for (const key of keys as readonly number[]) {
          hit(1);
          if (key === row.k && row.v !== '' && ++found < (limit as number)) hit(2, found);
        }
      }
    },
  }),
};

/** Builds a table at its first call. */
const lazy: Subject = {
  name: 'a lazily built table',
  spec: functionSpec(NUMBERS),
  program: () => {
    let table: readonly number[] | undefined;
    return {
      siteCount: 2,
      run([input], hit) {
        if (table === undefined) {
          hit(1, 5000);
          table = Array.from({ length: 256 }, (_, k) => k & 7);
        }
        for (const x of numbersOf(input)) hit(0, table[x] ?? 0);
      },
    };
  },
};

export const SUBJECTS: readonly Subject[] = [insertionSort, moody, join, lazy];
