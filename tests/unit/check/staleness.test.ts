import { describe, expect, it } from 'vitest';
import { staleBaseline, staleSuite } from '../../../src/check/staleness.ts';
import { suiteHash } from '../../../src/check/suite-hash.ts';
import { suiteOf } from './check-figures.ts';

const now = { nodeMajor: 20, instrumentation: 2 };
const baseline = { ...now, suites: new Map(), tolerances: new Map() };

describe('a baseline', () => {
  it('of the same versions may be compared with', () => {
    expect(staleBaseline(baseline, now, false)).toBeUndefined();
  });

  it('of another Node major may only when that is allowed', () => {
    const other = { ...baseline, nodeMajor: 22 };
    expect(staleBaseline(other, now, false)?.reason).toContain('Node 22');
    expect(staleBaseline(other, now, true)).toBeUndefined();
  });

  it('of another instrumentation never may', () => {
    const other = { ...baseline, instrumentation: 1 };
    expect(staleBaseline(other, now, true)?.reason).toContain('version 1 of the instrumentation');
  });
});

describe('a suite', () => {
  const suite = suiteOf({});

  it('is the one that was measured when target and tests are', () => {
    expect(staleSuite(suite, suite)).toBeUndefined();
    expect(staleSuite(undefined, suite)?.reason).toContain('does not know');
    expect(staleSuite({ ...suite, target: 'old.js#f' }, suite)?.reason).toContain('old.js#f');
    expect(staleSuite({ ...suite, suite: '1'.repeat(64) }, suite)?.reason).toContain('tests');
  });

  it('has a hash of its tests, in their order', () => {
    const [a, b] = [
      { file: 'tests/0001.json', sha256: 'a' },
      { file: 'tests/0002.json', sha256: 'b' },
    ];
    expect(suiteHash([a, b])).toBe(suiteHash([{ ...a }, { ...b }]));
    expect(suiteHash([a, b])).not.toBe(suiteHash([b, a]));
    expect(suiteHash([a])).not.toBe(suiteHash([{ ...a, sha256: 'c' }]));
  });
});
