import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import type { ProbePlace } from '../../../src/core/watch.ts';
import { buildWatch } from '../../../src/synthesize/build-watch.ts';

const ENTRY: ProbePlace = {
  file: '/p/a.js',
  at: 'entry',
  line: 1,
  column: 0,
  functionName: 'f',
  functionAt: '1:0',
  variables: ['a', 'b', 'c'],
};

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.expression;
}

describe('a watch', () => {
  it('has one probe for each place, with the variables that are looked at there', () => {
    const loop: ProbePlace = { ...ENTRY, at: 'loop', line: 3 };
    const watch = buildWatch([
      { place: ENTRY, expression: read('c > 1'), mode: 'margin' },
      { place: loop, expression: read('b > 1'), mode: 'margin' },
      { place: { ...ENTRY }, expression: read('a + c'), mode: 'value' },
    ]);
    expect(watch.probes).toEqual([
      { place: ENTRY, variables: ['a', 'c'], tracksDepth: false },
      { place: loop, variables: ['b'], tracksDepth: false },
    ]);
    expect(watch.expressions.map(({ probe, mode }) => [probe, mode])).toEqual([
      [0, 'margin'],
      [1, 'margin'],
      [0, 'value'],
    ]);
  });

  it('tracks the depth of calls only where it is asked for', () => {
    const inner: ProbePlace = { ...ENTRY, functionAt: '5:2' };
    const { probes } = buildWatch([
      { place: ENTRY, expression: read('a > 1'), mode: 'margin' },
      { place: ENTRY, expression: read('callDepth() > 5'), mode: 'margin' },
      { place: inner, expression: read('a > 1'), mode: 'margin' },
    ]);
    expect(probes.map(({ tracksDepth }) => tracksDepth)).toEqual([true, false]);
  });

  it('of nothing is empty', () => {
    expect(buildWatch([])).toEqual({ probes: [], expressions: [] });
  });
});
