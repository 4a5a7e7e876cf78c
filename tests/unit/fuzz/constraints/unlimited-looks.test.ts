import { expect, it } from 'vitest';
import type { Host, ProbeListener } from '../../../../harness/protocol.ts';
import { parseExpression } from '../../../../constraints/language/parse.ts';
import type { ProbePlace, Watch } from '../../../../src/core/watch.ts';
import { Watcher } from '../../../../src/fuzz/constraints/watcher.ts';

const PLACE: ProbePlace = {
  file: '/a.js',
  at: 'loop',
  line: 1,
  column: 0,
  functionName: 'f',
  functionAt: '1:0',
  variables: ['list'],
};

/** Hits at which a place is looked at that is reached so often. */
function looksAt(texts: readonly string[], hits: number, maxUnits: number): readonly number[] {
  let listener: ProbeListener = () => 0;
  const probesDue = new Int32Array(1);
  const host: Pick<Host, 'isProxy' | 'probesDue' | 'setProbed' | 'setProbeListener'> = {
    probesDue,
    setProbed: () => undefined,
    isProxy: () => false,
    setProbeListener: (told) => void (listener = told),
  };
  const watch: Watch = {
    probes: [{ place: PLACE, variables: ['list'], tracksDepth: false }],
    expressions: texts.map((text) => {
      const parsed = parseExpression(text);
      if (!parsed.ok) throw new Error(parsed.reason);
      return { probe: 0, expression: parsed.expression, mode: 'value' };
    }),
  };
  const watcher = new Watcher(host as Host, watch); // it asks for no more
  watcher.arm(maxUnits);
  const looks: number[] = [];
  const list = Array.from({ length: 500 }, (_, i) => i);
  for (let hit = 1; hit <= hits; hit++) {
    if (hit < (probesDue[0] ?? 0)) continue;
    looks.push(hit);
    probesDue[0] = listener(0, hit, 0, [list]);
  }
  return looks;
}

it('without a limit, looks do not depend on what is looked at', () => {
  const few = looksAt(['len(list)'], 5000, Infinity);
  const many = looksAt(['inversions(list)', 'distinct(list)', 'len(list)'], 5000, Infinity);
  expect(many).toEqual(few);
  expect(few.length).toBeGreaterThan(15);
  expect(few.slice(0, 3)).toEqual([1, 2, 3]);
});

it('with a limit, costly looks are rarer', () => {
  const few = looksAt(['len(list)'], 5000, 1e6);
  const many = looksAt(['inversions(list)', 'distinct(list)', 'len(list)'], 5000, 1e6);
  expect(many.length).toBeLessThan(few.length);
});
