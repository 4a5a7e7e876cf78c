import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegexCounter } from '../../../../harness/js/regex/counter.ts';
import type { RegexMethod } from '../../../../harness/js/regex/uses.ts';

interface Bill {
  /** Uses that were counted. */
  readonly counted: number;
  /** Everything that was paid. */
  readonly steps: number;
}

/** A counter whose samples are told from its counts. */
function createTill(isSampled: boolean): {
  readonly use: (pattern: RegExp, method: RegexMethod, texts: readonly string[]) => Bill;
} {
  let steps = 0;
  let estimates = 0;
  const counter = createRegexCounter({
    pay: (hits) => {
      const sum = hits.reduce((total, count) => total + count, 0);
      hits.fill(0);
      steps += sum;
      return sum;
    },
    payEstimate: (estimate) => {
      estimates++;
      steps += estimate;
    },
    giveUp: () => undefined,
  });
  counter.setSampled(isSampled);
  return {
    use: ({ source, flags }, method, texts) => {
      counter.begin();
      [steps, estimates] = [0, 0];
      const pattern = counter.lookUp(source, flags);
      for (const text of texts) counter.count(pattern, method, text, 0, Infinity);
      return { counted: texts.length - estimates, steps };
    },
  };
}

function bill(pattern: RegExp, method: RegexMethod, texts: readonly string[]): Bill {
  return createTill(true).use(pattern, method, texts);
}

const HEADER = /^([^:\s]+)\s*:\s*(.*)$/;
const HARMLESS = Array.from({ length: 200 }, (_, k) => `name-${k % 10}: value ${k % 10} and more`);
/** As long as the harmless ones, and slow: many blanks that two loops can read. */
const SLOW = `name:${' '.repeat(14)}\nx\ny`;

describe('uses of a pattern that proves harmless', () => {
  it('are counted at first, and then one in eight', () => {
    expect(bill(HEADER, 'exec', HARMLESS.slice(0, 16)).counted).toBe(16);
    expect(bill(HEADER, 'exec', HARMLESS).counted).toBe(16 + (200 - 16) / 8);
  });

  it('are all counted where the full count is wanted', () => {
    expect(createTill(false).use(HEADER, 'exec', HARMLESS).counted).toBe(200);
  });

  it('cost about what they would cost if all were counted', () => {
    const lines = HARMLESS.map((line, k) => `${line}${','.repeat(k % 7)}`);
    for (const [pattern, method] of [
      [HEADER, 'exec'],
      [/\[([^\]]+)\]\(([^)]+)\)/g, 'replace'],
      [/,(?=(?:[^"]*"[^"]*")*[^"]*$)/, 'split'],
    ] as const) {
      const full = createTill(false).use(pattern, method, lines).steps;
      const { steps } = bill(pattern, method, lines);
      expect(steps / full).toBeGreaterThan(0.8);
      expect(steps / full).toBeLessThan(1.25);
    }
  });

  it('are counted when the text is longer than all before', () => {
    const longer = [...HARMLESS, `${HARMLESS[0]}, and some more of it`];
    expect(bill(HEADER, 'exec', longer).counted).toBe(bill(HEADER, 'exec', HARMLESS).counted + 1);
  });

  it('are counted when the text is riskier than all before, at any place among them', () => {
    expect(SLOW.length).toBeLessThanOrEqual(HARMLESS[0]?.length ?? 0);
    for (let place = 17; place < 40; place++) {
      const texts = HARMLESS.with(place, SLOW);
      const full = createTill(false).use(HEADER, 'exec', texts).steps;
      expect(bill(HEADER, 'exec', texts).steps / full).toBeGreaterThan(0.9);
    }
  });

  it('are all counted from the first one on that is out of proportion', () => {
    const slow = `name:${' '.repeat(400)}\nx\ny`;
    const { counted } = bill(HEADER, 'exec', [...HARMLESS, slow, ...HARMLESS]);
    expect(counted).toBe(16 + 23 + 1 + 200);
  });

  it('cost the same whatever was run before', () => {
    const texts = fc.array(fc.stringMatching(/^[ab: \n]{0,40}$/), { maxLength: 60 });
    fc.assert(
      fc.property(texts, texts, (before, now) => {
        const till = createTill(true);
        till.use(HEADER, 'exec', before);
        expect(till.use(HEADER, 'exec', now)).toEqual(bill(HEADER, 'exec', now));
      }),
      { seed: 42 },
    );
  });
});

describe('uses of a pattern that can blow up', () => {
  it('are always counted', () => {
    expect(bill(/^(?:[a-z]+,?)+$/, 'test', HARMLESS).counted).toBe(200);
    expect(bill(/^(.+)\1+$/, 'test', HARMLESS).counted).toBe(200);
  });
});
