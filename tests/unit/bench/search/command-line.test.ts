import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../../bench/search/command-line.ts';

const parse = (...args: readonly string[]): ReturnType<typeof parseCommandLine> =>
  parseCommandLine(args, '/here');

describe('the command line', () => {
  it('asks for every variant, one seed and thirty seconds when it says nothing', () => {
    const plan = parse();
    expect(plan.variants.map(({ id }) => id)).toContain('coverage-only');
    expect(plan).toMatchObject({ seeds: 1, only: [], budgetClock: 'wall', kind: 'corpus' });
    expect(plan.optionsFor(3)).toMatchObject({
      timeMs: 30_000,
      execs: undefined,
      workers: 1,
      seed: 3,
    });
  });

  it('gives every variant the same executions, whatever they take', () => {
    const options = parse('--execs', '20k').optionsFor(1);
    expect(options).toMatchObject({ timeMs: undefined, execs: 20_000 });
  });

  it('chooses problems, variants and where figures go', () => {
    const plan = parse('--only', 'sort,tree', '--variants', 'slowpath,random', '--json', 'x.json');
    expect(plan.only).toEqual(['sort', 'tree']);
    expect(plan.variants.map(({ id }) => id)).toEqual(['slowpath', 'random']);
    expect(plan.json).toBe('/here/x.json');
  });

  it('can do without constraints, without recipes, and look at constraints without a reward', () => {
    const [none, unrewarded, noRecipes] = parse(
      '--variants',
      'no-constraints,unrewarded,no-recipes',
    ).variants;
    expect(none).toMatchObject({ hasConstraints: false, without: [] });
    expect(unrewarded).toMatchObject({ hasConstraints: true, without: ['constraints'] });
    expect(noRecipes).toMatchObject({ hasConstraints: true, without: ['recipes'] });
  });

  it('measures probes for three seconds a side unless it says otherwise', () => {
    expect(parse('--probe-cost').kind).toBe('probe-cost');
    expect(parse('--probe-cost').optionsFor(1).timeMs).toBe(3000);
    expect(parse('--probe-cost', '--execs', '500').optionsFor(1)).toMatchObject({
      timeMs: undefined,
      execs: 500,
    });
  });

  it.each([
    ['--probe-cost', '--insertion'],
    ['--variants', 'nothing'],
    ['--seeds', '0'],
    ['--seeds', 'many'],
    ['--time', '30'],
    ['--what', 'ever'],
  ])('refuses %s %s', (...args) => {
    expect(() => parse(...args)).toThrowError(expect.objectContaining({ code: 'usage' }));
  });
});
