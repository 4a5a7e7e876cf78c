import { createRng, type Rng } from '../../../src/core/rng.ts';

/** Pieces of what models and attackers write where an expression belongs. */
const PIECES: readonly string[] = [
  'globalThis.pwned = 1',
  'require("child_process").execSync("touch /tmp/pwned")',
  'a.constructor.constructor("globalThis.pwned = 1")()',
  '__proto__',
  'constructor',
  'a.__proto__.polluted',
  '`${globalThis.pwned = 1}`',
  'eval("globalThis.pwned = 1")',
  'import("node:fs")',
  '(() => { for (;;); })()',
  'new Function("globalThis.pwned = 1")()',
  'a.map(x => x)',
  '/(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaa!")',
  '((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))',
  '('.repeat(400),
  'a['.repeat(200),
  '!'.repeat(900),
  'a + '.repeat(240),
  'this',
  'arguments',
  'undefined',
  'NaN',
  '1e999',
  '-0',
  'a[-1]',
  'a["length"]',
  'len(len(a))',
  'distinct(k)',
  'hits() > 3',
  'callDepth()',
  'max(a, a)',
  'a ?? k',
  'a && a',
  '||',
  '>',
  '0',
  ' ',
  '\u0000',
  '\u2028',
  '\ud800',
  '列表 > 3',
  "'); process.exit(1); ('",
];

/** Values of JSON and beyond for any place of a document. */
const VALUES: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  0.5,
  1e308,
  Number.NaN,
  '',
  'entry',
  'exit',
  'loop',
  'line',
  'sort.js',
  '../../etc/passwd',
  'slower',
  'faster',
  [],
  [[[[]]]],
  {},
  { __proto__: null },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  'x'.repeat(3000),
  10n,
  Symbol('s'),
  () => 1,
];

const KEYS: readonly string[] = [
  'id',
  'source',
  'description',
  'where',
  'let',
  'when',
  'expects',
  'input',
  'reaches',
  'extra',
  '__proto__',
];

/** As many documents as asked for, made of good ones by changes of every kind; the same for the same seed. */
export function hostileDocuments(
  good: readonly object[],
  count: number,
  seed: number,
): readonly unknown[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => {
    const base: Record<string, unknown> = { ...rng.pick(good) };
    for (let changes = rng.int(1, 3); changes > 0; changes--) change(base, rng);
    return rng.oneIn(20) ? mangle(base, rng) : base;
  });
}

function change(document: Record<string, unknown>, rng: Rng): void {
  switch (rng.int(0, 5)) {
    case 0:
      define(document, rng.pick(KEYS), rng.pick(VALUES));
      return;
    case 1:
      delete document[rng.pick(KEYS)];
      return;
    case 2: {
      const where = document['where'];
      if (typeof where !== 'object') return;
      document['where'] = {
        ...where,
        [rng.pick(['file', 'line', 'at', 'function'])]: rng.pick(VALUES),
      };
      return;
    }
    case 3:
      document['let'] = { [rng.pick(['u', 'a', 'len', '__proto__', '1'])]: expression(rng) };
      return;
    default:
      for (const key of ['when', 'input']) {
        if (typeof document[key] === 'string') document[key] = edited(document[key], rng);
        else if (key in document)
          document[key] = { [rng.pick(['a', 'args[0]', 'zz'])]: expression(rng) };
      }
  }
}

/** An own property even when it is called `__proto__`. */
function define(document: object, key: string, value: unknown): void {
  Object.defineProperty(document, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function expression(rng: Rng): string {
  return Array.from({ length: rng.int(1, 3) }, () => rng.pick(PIECES)).join(
    rng.pick(['', ' > ', ' && ', '.', '(']),
  );
}

function edited(text: string, rng: Rng): string {
  const at = rng.int(0, text.length);
  const end = rng.int(at, Math.min(text.length, at + 6));
  return text.slice(0, at) + (rng.oneIn(3) ? '' : rng.pick(PIECES)) + text.slice(end);
}

/** What no JSON can hold, or what throws when it is read. */
function mangle(document: Record<string, unknown>, rng: Rng): unknown {
  switch (rng.int(0, 4)) {
    case 0:
      document['self'] = document;
      return document;
    case 1:
      return {
        get when(): string {
          throw new Error('a trap');
        },
      };
    case 2:
      return {
        toJSON: (): never => {
          throw new Error('a trap');
        },
      };
    case 3:
      return [document];
    default:
      return JSON.stringify(document, (_, value: unknown) =>
        typeof value === 'bigint' ? '10' : value,
      );
  }
}
