import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CATALOGUE } from '../../../../constraints/language/catalogue.ts';
import { parseExpression } from '../../../../constraints/language/parse.ts';
import { printExpression } from '../../../../constraints/language/print.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressionOf, reasonOf } from './expressions.ts';

const read = (text: string, lets?: Readonly<Record<string, string>>): string =>
  printExpression(expressionOf(text, lets === undefined ? {} : { lets }));

describe('an expression', () => {
  it.each([
    ['len(a) > 50 && distinct(a) < len(a) / 10', 'len(a) > 50 && distinct(a) < len(a) / 10'],
    ['Math.floor(x / 2) === Math.max(a, b, 3)', 'floor(x / 2) === max(a, b, 3)'],
    ['Math.PI > 3', '3.141592653589793 > 3'],
    ['a?.b?.[c]', 'a.b[c]'],
    ['this.items.length', 'this.items.length'],
    ['x /* why */ > 1 // because', 'x > 1'],
    ['(((x)))', 'x'],
    ['0x10 + 1_000 + .5 + 1e3', '16 + 1000 + 0.5 + 1000'],
    ["'it\\'s' + \"x\"", '"it\'s" + "x"'],
    ['\\u0061 > 1', 'a > 1'],
    ['undefined === null', 'undefined === null'],
    ['-Infinity < -1', '-Infinity < -1'],
    ['été > 1', 'été > 1'],
  ])('is read: %s', (text, printed) => {
    expect(read(text)).toBe(printed);
  });

  it.each([
    ['x = 1', /assignment.*===/],
    ['x += 1', /assignment/],
    ['x++', /\+ 1/],
    ['--x', /\+ 1/],
    ['new Set(a).size > 3', /distinct/],
    ['`${x}`', /template/],
    ['`x`', /template/],
    ['x`y`', /template/],
    ['() => 1', /function/],
    ['function () {}', /function/],
    ['async () => 1', /function/],
    ['class {}', /class/],
    ['a, b', /comma/],
    ['"x" in a', /!== undefined/],
    ['a instanceof Map', /instanceof/],
    ['delete a.b', /delete/],
    ['void 0', /undefined/],
    ['a?.()', /optional call/],
    ['a?.b()', /optional call/],
    ['a.b?.()', /optional call/],
    ['max(...a)', /takes? the list itself/],
    ['/x+/', /regular expression/],
    ['10n', /bigint/],
    ['[1, 2]', /list/],
    ['({})', /object/],
    ['await x', /await/],
    ['import("fs")', /cannot be called/],
    ['import.meta.url', /meta/],
    ['a.indexOf(3)', /count\(/],
    ['a.includes(3)', /count\(/],
    ['s.charCodeAt(0)', /codeAt/],
    ['a.filter(x => x)', /count/],
    ['a.push(1)', /functions that may be called: len/],
    ['a["push"](1)', /cannot be called/],
    ['(a || b)(1)', /cannot be called/],
    ['f()()', /cannot be called/],
    ['require("fs")', /no function require; there are: len/],
    ['eval("1")', /no function eval/],
    ['Function("return 1")', /no function Function/],
    ['Math.random()', /no function random/],
    ['Math.len(a)', /no function len/],
    ['Math', /of Math/],
    ['Math.max', /of Math/],
    ['Math["max"](1)', /cannot be called/],
    ['len()', /len takes 1 argument/],
    ['len(a, b)', /len takes 1 argument/],
    ['count(a)', /count takes 2 arguments/],
    ['min()', /min takes 1 or more/],
    ['hits(1)', /hits takes 0/],
    ['a > 1; b', /goes on after/],
    ['a as number', /goes on after/],
    ['if (a) b', /not an expression/],
    ['a >', /not an expression/],
    ['', /empty/],
    [' \n ', /empty/],
    ['x'.repeat(1001), /longer than 1000/],
    ['a ?? b || c', /parens/],
    ['a.#b', /./],
    ['super.x', /./],
    ['new.target', /./],
    ['yield', /./],
    ['010', /octal/],
    ['a <!-- b', /\+ 1/],
    ['\ud83d\ude00', /./],
  ])('is not read, with a reason to act on: %s', (text, reason) => {
    expect(reasonOf(text)).toMatch(reason);
    expect(reasonOf(text)).not.toMatch(/\n|\(1:/);
  });

  it.each([
    'a.constructor',
    'a?.constructor',
    'a["constructor"]',
    "a['constructor']",
    'a.\\u0063onstructor',
    'a["\\x63onstructor"]',
    'a[("constructor")]',
    'a.b.__proto__.c',
    'a["__proto__"]',
    'a.prototype',
    'constructor',
    'constructor("return 1")()',
    'a.constructor.constructor("return process")()',
    'a.constructor`x`',
    '__proto__',
    'Math.constructor',
    'Math["constructor"]',
    'a.__proto__()',
    'len.constructor("x")',
  ])('reads no property that leads to code: %s', (text) => {
    expect(parseExpression(text).ok).toBe(false);
  });

  test('says where it went wrong', () => {
    expect(parseExpression('a > 1 && b = 2')).toMatchObject({ ok: false });
    expect(parseExpression('a > 1 && f(b)')).toMatchObject({ ok: false, offset: 9 });
    expect(parseExpression('a > > 1')).toMatchObject({ ok: false, offset: 4 });
  });

  test('may not say too much at once', () => {
    const sum = (terms: number): string => Array.from({ length: terms }, () => 'a').join('+');
    expect(reasonOf(sum(500))).toMatch(/deeper than 40|more than 200/);
    expect(reasonOf(`${'!'.repeat(38)}a`)).toBe('(it is read)');
    expect(reasonOf(`${'!'.repeat(40)}a`)).toMatch(/deeper than 40/);
    const wide = `max(${Array.from({ length: 199 }, () => 'a').join()})`;
    expect(reasonOf(wide)).toBe('(it is read)');
    expect(reasonOf(wide.replace('a)', 'a,a)'))).toMatch(/more than 200/);
  });

  test('names variables of its place when these are given', () => {
    const variables = ['arr', 'n', 'this'];
    expect(reasonOf('len(arr) > n + this.x', { variables })).toBe('(it is read)');
    expect(reasonOf('len(array) > n', { variables })).toBe(
      'array is not a variable here; there are: arr n this',
    );
    expect(reasonOf('globalThis.process', { variables: [] })).toMatch(/there are none/);
    const many = Array.from({ length: 100 }, (_, k) => `v${k}`);
    expect(reasonOf('x', { variables: many })).toMatch(/and 70 more$/);
  });
});

describe('names for parts', () => {
  test('stand for what they name', () => {
    expect(read('u < v', { u: 'distinct(a)', v: 'len(a) / 10' })).toBe('distinct(a) < len(a) / 10');
    expect(read('v * u', { u: 'a + b', v: 'u - 1' })).toBe('(a + b - 1) * (a + b)');
    expect(read('-u', { u: '1' })).toBe('-1');
  });

  it.each([
    [{ u: 'v', v: 'a' }, 'u', /let u: v is used.*before it/],
    [{ u: 'u + 1' }, 'u', /let u: u is used in its own definition/],
    [{ u: 'v', v: 'u' }, 'u', /let u: v is used/],
    [{ u: 'a +' }, 'a', /^let u: it is not an expression/],
    [{ u: 'x.y()' }, 'a', /^let u: methods cannot be called/],
    [{ u: '' }, 'a', /^let u: it is empty/],
    [{ len: '1' }, 'a', /let len: the name is the name of a function/],
    [{ this: '1' }, 'a', /let this: .*cannot be a name/],
    [{ undefined: '1' }, 'a', /cannot be a name/],
    [{ constructor: '1' }, 'a', /cannot be a name/],
    [{ 'a b': '1' }, 'a', /is not a name/],
    [{ '': '1' }, 'a', /is not a name/],
    [{ a: '1' }, 'a', /let a: the name is a variable of the program/],
    [{ u: 'zz' }, 'u', /let u: zz is not a variable here; there are: a/],
  ] as const)('are checked: %j', (lets, text, reason) => {
    expect(reasonOf(text, { lets, variables: ['a'] })).toMatch(reason);
  });

  test('from a parsed document may have any key', () => {
    const lets = JSON.parse('{"__proto__": "1"}') as Record<string, string>;
    expect(reasonOf('a', { lets })).toMatch(/cannot be a name/);
  });

  test('cannot grow without bound', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 20 }, (_, k) => [`x${k}`, k === 0 ? 'a+a' : `x${k - 1}+x${k - 1}`]),
    );
    expect(reasonOf('x19', { lets: doubling })).toMatch(/^let x6: it has more than 200 parts/);
    const deepening = Object.fromEntries(
      Array.from({ length: 19 }, (_, k) => [`x${k}`, k === 0 ? 'a' : `!!!x${k - 1}`]),
    );
    expect(reasonOf('x18', { lets: deepening })).toMatch(/deeper than 40/);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, k) => [`x${k}`, '1']));
    expect(reasonOf('1', { lets: many })).toMatch(/more than 20 lets/);
  });
});

describe('whatever the text', () => {
  const FRAGMENTS = [
    '\n',
    '\u2028',
    '\0',
    ...'( ) [ ] { } ${ ` " \' / \\ ; ?. ... => = == === ! - -- + ** < <!-- --> && ??'.split(' '),
    ...'constructor __proto__ prototype this import await async new class function yield'.split(
      ' ',
    ),
    ...'let of in delete typeof void eval arguments a b len max Math . , 0 1e9 1n'.split(' '),
    ...'\\u0063 #x @ /* */ //'.split(' '),
    ...CATALOGUE.keys(),
  ];

  /** Every node of an expression is one that the language has. */
  function expectAllowed(expression: unknown): void {
    expect(JSON.stringify(expression)).not.toMatch(
      /"property":"(?:constructor|__proto__|prototype)"/,
    );
    expect(JSON.stringify(expression)?.match(/"kind":"\w+"/g) ?? []).toSatisfy(
      (kinds: readonly string[]) =>
        kinds.every((kind) =>
          /"(?:literal|variable|member|index|unary|binary|logical|conditional|call)"/.test(kind),
        ),
    );
  }

  test('reading it ends in an expression or a reason', () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')),
      fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc
        .tuple(fc.constantFrom(...FRAGMENTS), fc.nat(1000))
        .map(([part, n]) => part.repeat(n).slice(0, 1000)),
    );
    fc.assert(
      fc.property(text, fc.option(text), (first, second) => {
        const parsed = parseExpression(first, second === null ? {} : { lets: { u: second } });
        if (!parsed.ok) expect(parsed.reason).not.toBe('');
        else if (second === null) expectAllowed(parsed.expression);
      }),
      { seed: TEST_SEED, numRuns: 10_000 },
    );
  });

  test('reading a broken good one ends in an expression or a reason', () => {
    const rng = createRng(TEST_SEED);
    const good =
      'len(a) > 50 && (sortedness(a.items[i + 1]) < -0.5 || Math.max(n, this.k) === "x")';
    let failed = 0;
    for (let k = 0; k < 5000; k++) {
      const at = rng.int(0, good.length);
      const text = good.slice(0, at) + rng.pick(FRAGMENTS) + good.slice(at + rng.int(0, 5));
      const parsed = parseExpression(text);
      if (parsed.ok) expectAllowed(parsed.expression);
      else failed++;
    }
    expect(failed).toBeGreaterThan(2500);
  });

  it.each([
    '('.repeat(1000),
    '['.repeat(1000),
    '{'.repeat(1000),
    '(a,'.repeat(330),
    '`${'.repeat(330),
    'async('.repeat(160),
    'a=>'.repeat(330),
    'new '.repeat(250),
    'typeof '.repeat(140),
    '-'.repeat(1000),
    'a?'.repeat(500),
    'a?b:'.repeat(250),
    'a**'.repeat(330),
    'a.'.repeat(500),
    'a['.repeat(500),
    'f('.repeat(500),
    '/*'.repeat(500),
    '"'.repeat(999),
    `${'('.repeat(450)}a${')'.repeat(450)}.constructor`,
    ' '.repeat(999),
    `${'\\u{63}'.repeat(150)}.constructor`,
  ])('deep nesting is turned away: %#', (text) => {
    expect(parseExpression(text).ok).toBe(false);
  });

  test('reasons are short and safe to show', () => {
    const long = 'x'.repeat(900);
    for (const text of [
      `${long}()`,
      `a.${long}()`,
      `a.#${long}`,
      `\u001b[31m`,
      '"\u001b\n',
      'a\u0007',
    ])
      expect(reasonOf(text)).toMatch(/^\P{C}{1,500}$/u);
    const name = `\u001b[2J${long}`;
    expect(reasonOf('1', { lets: { [name]: '1' } })).toMatch(/^\P{C}{1,500}$/u);
  });

  test('what is no text is turned away', () => {
    // What comes out of JSON may be anything.
    for (const text of [undefined, null, 5, {}, ['a'], { length: 3 }]) {
      expect(parseExpression(text as unknown as string)).toMatchObject({ ok: false });
      expect(parseExpression('1', { lets: { u: text as unknown as string } }).ok).toBe(false);
    }
  });
});
