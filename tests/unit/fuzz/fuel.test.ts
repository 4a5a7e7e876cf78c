import { describe, expect, it } from 'vitest';
import { Fuel } from '../../../src/fuzz/fuel.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import type { SpecNode } from '../../../src/core/input-spec.ts';
import { functionSpec, NUMBERS } from '../../helpers/programs.ts';

const LADDER = 2 ** 24;

/** What a host is told for executions at these levels. */
function told(spec: SpecNode, levels: readonly number[], least = 0): readonly number[] {
  const seen: number[] = [];
  const host = { setMaxSteps: (maxSteps: number) => void seen.push(maxSteps) };
  const fuel = new Fuel(host, compileSpec(functionSpec(spec), { maxSize: 4096 }), LADDER);
  for (const level of levels) fuel.give(level, least);
  return seen;
}

describe('Fuel', () => {
  it('ends short texts that explode long before what the ladder allows', () => {
    const [short, longer, long] = told({ type: 'string' }, [0, 3, 6]);
    expect(short).toBe(2 ** 18);
    expect(longer).toBe(4 * 64 ** 3);
    expect(long).toBe(LADDER);
  });

  it('allows more to a program whose every execution is dear', () => {
    expect(told({ type: 'string' }, [0], 100_000)).toEqual([6_400_000]);
  });

  it('leaves inputs alone that have anything but texts: a number asks for work whatever its size', () => {
    expect(told(NUMBERS, [0, 3])).toEqual([LADDER]);
  });

  it('tells the host only what has changed, and again after something else was allowed', () => {
    const seen: number[] = [];
    const host = { setMaxSteps: (maxSteps: number) => void seen.push(maxSteps) };
    const model = compileSpec(functionSpec({ type: 'string' }), { maxSize: 4096 });
    const fuel = new Fuel(host, model, LADDER);
    fuel.give(0, 0);
    fuel.give(0, 0);
    fuel.allow(2 ** 30);
    fuel.give(0, 0);
    fuel.allow(undefined);
    fuel.give(0, 0);
    expect(seen).toEqual([2 ** 18, 2 ** 30, 2 ** 18]);
  });
});
