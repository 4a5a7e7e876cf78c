import { describe, expect, it } from 'vitest';
import { instrumentAttentive } from '../../../src/instrument/instrument.ts';

const BASE = { file: 0, firstSite: 0, firstFunction: 0 };
const FIRST = 40;

/** The emitted code of one line without what counts, and how many comparisons it has. */
function woven(code: string): string {
  const source = { id: '/p/m.js', code, format: 'commonjs', language: 'js' } as const;
  const module = instrumentAttentive(source, BASE, FIRST);
  const lines = module.code.split('\n').filter((line) => !/\$t\(|\$c\[|var \$r/.test(line));
  return `${module.comparisonCount}: ${lines.map((line) => line.trim()).join(' ')}`;
}

const FORMS: readonly (readonly [source: string, emitted: string])[] = [
  ['x = a === b;', '1: x = $e.same(40, 0, a, b);'],
  ['x = a !== "k";', '1: x = $e.differs(40, 1, a, "k");'],
  ['x = LIMIT == b + 1;', '1: x = $e.equal(40, 2, LIMIT, b + 1);'],
  ['x = a != Kinds.none;', '1: x = $e.unequal(40, 1, a, Kinds.none);'],
  ['x = c >= 48;', '1: x = $e.atLeast(40, 1, c, 48);'],
  ['x = 57 < c;', '1: x = $e.less(40, 2, 57, c);'],
  [
    'x = (a === b) === (c > "d");',
    '3: x = $e.same(40, 0, $e.same(41, 0, a, b), $e.more(42, 1, c, "d"));',
  ],
  ['x = k in o;', '1: x = $e.isIn(40, k, o);'],
  ['x = o[k];', '1: x = ($r0 = o)[$e.key(40, k, $r0)];'],
  ['x = f()[k + "s"];', '1: x = ($r0 = f())[$e.key(40, k + "s", $r0)];'],
  ['x = s.has(k);', '1: x = $e.inCollection(40, ($r0 = s).has($r1 = k), $r0, $r1);'],
  [
    'x = o.hasOwnProperty(k);',
    '1: x = $e.inTable(40, ($r0 = o).hasOwnProperty($r1 = k), $r0, $r1);',
  ],
  [
    'x = _hasOwnProperty.call(o, k);',
    '1: x = $e.inTable(40, _hasOwnProperty.call($r0 = o, $r1 = k), $r0, $r1);',
  ],
  ['x = Object.hasOwn(o, k);', '1: x = $e.inTable(40, Object.hasOwn($r0 = o, $r1 = k), $r0, $r1);'],
  [
    'switch (a) { case 1: case b: default: }',
    '2: switch ($r0 = a) { case $e.chosen(40, 1, 1, $r0): case $e.chosen(41, 0, b, $r0): default: }',
  ],
  ['const $e = 1; x = a === $e;', '1: const $e_1 = $e; return function'],
];

describe('what is compared is told', () => {
  it.each([...FORMS])('%s', (source, emitted) => {
    expect(woven(source)).toContain(emitted);
  });

  it.each([
    'x = a === null || b == undefined || typeof c === "d" || e === 0 || f === -1 || g === true;',
    'for (let i = 0; i < n; i++) o[0] = p[i - 1] * q["r"];',
    'o[k] = 1; delete o[k]; o[k](); x = o?.[k]; y = s.has("k"); z = s.get();',
    'class A { #p; has(o) { return #p in o; } }',
  ])('but not by %s', (source) => {
    expect(woven(source)).toMatch(/^0: /);
  });
});
