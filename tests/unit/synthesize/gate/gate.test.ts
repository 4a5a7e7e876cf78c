import { describe, expect, it } from 'vitest';
import { GATE_CHECKS, type GateEvidence } from '../../../../src/core/synthesis.ts';
import type { Observation, Watch } from '../../../../src/core/watch.ts';
import type { RankCorrelation } from '../../../../src/synthesize/gate/sample.ts';
import {
  type FakeSynthesis,
  fakeSynthesis,
  type FakeSynthesisOptions,
  INSERTION_SORT,
  QUICKSORT,
  TOTAL,
} from '../../../helpers/fake-synthesis.ts';
import { sortingInputs } from '../sorting-inputs.ts';
import { atEntry, evidenceOf, gate, lastOf, sortingContext } from './gate-trial.ts';

/** Holds on descending lists alone, and comes nearer with every inversion. */
const GOOD = 'inversions(a) > 0.7';

function sorting(options: FakeSynthesisOptions): FakeSynthesis {
  return fakeSynthesis(INSERTION_SORT, sortingInputs(), options);
}

async function rejectionOf(
  document: unknown,
  context = sortingContext(),
): Promise<GateEvidence | undefined> {
  const { accepted, rejected } = await gate([document], context);
  expect(accepted).toEqual([]);
  return lastOf(rejected[0]);
}

describe('the gate', () => {
  it('accepts a constraint that passes every check, in order, with evidence', async () => {
    const { accepted, rejected } = await gate([atEntry(GOOD)]);
    expect(rejected).toEqual([]);
    const [found] = accepted;
    expect(found?.evidence.map(({ check }) => check)).toEqual([...GATE_CHECKS]);
    expect(found?.evidence.every(({ passed }) => passed)).toBe(true);
    expect(found?.place).toBe(INSERTION_SORT.places.find(({ at }) => at === 'entry'));
    expect(found?.evidence.map(({ text }) => text)).toEqual([
      'a constraint of the language',
      'sort.js:1 (entry, sort) knows a',
      'has a value in 30 of 30 runs',
      'same outputs with the probe in all 30 runs',
      'same costs with the probe in all 30 runs',
      'holds on the slow and not on the fast run of 3 of 3 pairs: p1 (margin 0 slow, 0.37 fast), ' +
        'p2 (margin 0 slow, 0.37 fast), p3 (margin 0 slow, 0.37 fast)',
      'does not hold in 27 of 30 runs that evaluate it',
      'holds in 3 of 30 runs',
      'runs that come nearer cost more at equal size: rank correlation 1, p < 0.001, 30 runs',
      'nothing was accepted that it could be equivalent to',
    ]);
  });

  it('looks at all candidates in one observation', async () => {
    const context = sortingContext();
    const { accepted } = await gate([atEntry(GOOD), atEntry('sortedness(a) < -0.5')], context);
    expect(accepted).toHaveLength(2);
    expect(context.observed).toHaveLength(1);
    expect(context.observed[0]?.watch.probes).toHaveLength(1);
    expect(context.observed[0]?.watch.expressions).toHaveLength(2);
    expect(context.observed[0]?.inputs).toHaveLength(30);
  });

  it('observes nothing when no candidate can be woven in', async () => {
    const context = sortingContext();
    await gate([atEntry('require("fs")'), atEntry('b > 1'), null], context);
    expect(context.observed).toEqual([]);
  });

  it('gives the same verdicts again', async () => {
    const documents = [atEntry(GOOD), atEntry('len(a) > 10'), atEntry('a.x > 1'), 7];
    expect(await gate(documents)).toEqual(await gate(documents));
  });
});

describe('parses', () => {
  it.each([
    ['require("fs").readFileSync("/etc/passwd")', /methods cannot be called/],
    ['a = 1', /assignment/],
    ['len(a) >', /not an expression/],
    ['a.constructor.constructor("return 1")()', /./],
    ['', /when/],
  ])('refuses the condition %s, and says why', async (when, reason) => {
    const last = await rejectionOf(atEntry(when));
    expect(last?.check).toBe('parses');
    expect(last?.text).toMatch(reason);
  });

  it.each([[null], [5], ['text'], [[]], [{}], [undefined], [() => 1], [{ when: 'len(a) > 1' }]])(
    'refuses %o for a constraint',
    async (document) => {
      expect((await rejectionOf(document))?.check).toBe('parses');
    },
  );

  it('refuses documents that are no JSON, or far too long', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect((await rejectionOf(circular))?.text).toBe('it is not a JSON value');
    const long = await gate([atEntry(GOOD, { description: 'x'.repeat(30_000) })]);
    expect(lastOf(long.rejected[0])?.text).toMatch(/30\d\d\d characters long; at most 20000/);
    expect(long.rejected[0]?.document).toHaveLength(2000);
  });

  it('reads lets into the condition', async () => {
    const document = atEntry('share > 0.7', { let: { share: 'inversions(a)' } });
    const { accepted } = await gate([document]);
    expect(accepted[0]?.constraint.let).toEqual({ share: 'inversions(a)' });
  });
});

describe('in-scope', () => {
  it('says that there is no such place', async () => {
    const where = { file: 'sort.js', at: 'loop', line: 99 };
    const last = await rejectionOf(atEntry(GOOD, { where }));
    expect(last).toMatchObject({ check: 'in-scope', text: 'no loop on line 99 of sort.js' });
  });

  it('names what is in scope, and what may have been meant', async () => {
    const where = { file: 'sort.js', at: 'loop', line: 3 };
    const last = await rejectionOf(atEntry('xx > 3', { where }));
    expect(last).toMatchObject({
      check: 'in-scope',
      text: 'at sort.js:3 (loop, sort): xx is not a variable here; there are: x i moved a k; did you mean x?',
    });
  });

  it('refuses a let that hides a variable of the program', async () => {
    const last = await rejectionOf(atEntry('k > 1', { let: { k: 'len(a)' } }));
    expect(last).toMatchObject({ check: 'in-scope' });
    expect(last?.text).toMatch(/let k: .*variable of the program/);
  });
});

describe('compiles', () => {
  it('refuses a place that no run gets to', async () => {
    const where = { file: 'sort.js', at: 'line', line: 10 };
    const last = await rejectionOf(atEntry('a === null', { where }));
    expect(last).toMatchObject({
      check: 'compiles',
      text: 'never evaluated: none of 30 runs gets to sort.js:10 (line, sort)',
    });
  });

  it('names what is never anything but undefined', async () => {
    const last = await rejectionOf(atEntry('a.lenght > 3 || k.rows.width > 2'));
    expect(last).toMatchObject({
      check: 'compiles',
      text: 'has no value: a.lenght, k.rows are undefined in all 30 runs that evaluate it',
    });
  });

  it('refuses comparisons of objects', async () => {
    const last = await rejectionOf(atEntry('k > 20'));
    expect(last).toMatchObject({
      check: 'compiles',
      text: 'has no value: compares what cannot be compared in all 30 runs that evaluate it',
    });
  });

  it('lets conditions pass that are false throughout but have a value', async () => {
    const { rejected } = await gate([atEntry('len(a) === "many"')]);
    expect(evidenceOf(rejected[0], 'compiles')?.passed).toBe(true);
  });

  it('refuses callDepth() outside functions, and takes it inside', async () => {
    const outside = { file: 'sort.js', at: 'line', line: 13 };
    const last = await rejectionOf(atEntry('callDepth() > 3', { where: outside }));
    expect(last).toMatchObject({ check: 'compiles' });
    expect(last?.text).toMatch(/always 1 at the top level/);

    const quick = fakeSynthesis(QUICKSORT, sortingInputs());
    const where = { file: 'quick.js', at: 'entry', function: 'sort' };
    const { accepted } = await gate([atEntry('callDepth() > len(a) / 2', { where })], quick);
    expect(accepted).toHaveLength(1);
    expect(quick.observed[0]?.watch.probes[0]?.tracksDepth).toBe(true);
  });
});

/** Changes executions that watch an expression over `k`, as a probe that has effects would. */
function meddling(
  change: Partial<Observation>,
): (watch: Watch, observation: Observation) => Observation {
  return (watch, observation) => {
    const isWatched = watch.probes.some(({ variables }) => variables.includes('k'));
    return isWatched && observation.size > 8 ? { ...observation, ...change } : observation;
  };
}

describe('outputs-unchanged and cost-unchanged', () => {
  const harmless = atEntry(GOOD, { id: 'harmless' });
  const culprit = atEntry('k.list[0] > 20', { id: 'culprit' });

  it.each([
    ['outputs-unchanged', 'other outputs', { outputDigest: 'changed' }],
    ['outputs-unchanged', 'other outputs', { outcome: 'timed-out', steps: 0 }],
    ['cost-unchanged', 'other costs', { steps: 1 }],
    ['cost-unchanged', 'other costs', { allocUnits: 9 }],
  ] as const)(
    'find the candidate that changes %s, and judge the others without it',
    async (check, what, change) => {
      const context = sorting({ meddle: meddling(change) });
      const { accepted, rejected } = await gate([culprit, harmless], context);
      expect(accepted.map(({ constraint }) => constraint.id)).toEqual(['harmless']);
      expect(rejected.map(({ id }) => id)).toEqual(['culprit']);
      expect(lastOf(rejected[0])).toMatchObject({
        check,
        text: `${what} with the probe in 20 of 30 runs`,
        figures: { compared: 30, changed: 20, unstable: 0 },
      });
    },
  );

  it('leave out runs that differ without any probe', async () => {
    const context = sorting({
      meddle: (_, observation, count) =>
        observation.size === 8 ? { ...observation, steps: count } : observation,
    });
    const { accepted } = await gate([harmless], context);
    expect(evidenceOf(accepted[0], 'cost-unchanged')?.text).toBe(
      'same costs with the probe in all 20 runs; 10 runs that differ without any probe left out',
    );
  });

  it('cannot be told when every run differs without any probe', async () => {
    const context = sorting({
      meddle: (_, observation, count) => ({ ...observation, steps: 1000 + count }),
    });
    expect(await rejectionOf(harmless, context)).toMatchObject({
      check: 'outputs-unchanged',
      text: 'cannot be told: no run comes out the same twice, even without probes',
    });
  });

  it('hold what was accepted before to be innocent', async () => {
    const { accepted } = await gate([harmless]);
    const context = sorting({ meddle: meddling({ steps: 1 }) });
    const next = await gate([culprit, atEntry('sortedness(a) < -0.5')], context, { accepted });
    expect(next.accepted.map(({ constraint }) => constraint.when)).toEqual([
      'sortedness(a) < -0.5',
    ]);
  });
});

describe('separates-its-pair', () => {
  it('tells that it holds on both runs, with the values of its parts', async () => {
    expect((await rejectionOf(atEntry('max(a) >= 7')))?.text).toBe(
      'separates none of 3 pairs: holds on both runs of p1, p2, p3; ' +
        'on p1: max(a) is 21 in the slow and 7 in the fast run',
    );
  });

  it('tells that it holds on neither run, with margins', async () => {
    expect((await rejectionOf(atEntry('max(a) > 1000')))?.text).toBe(
      'separates none of 3 pairs: holds on neither run of p1 (margin 0.86 slow, 0.89 fast), ' +
        'p2 (margin 0.82 slow, 0.89 fast), p3 (margin 0.75 slow, 0.89 fast); ' +
        'on p1: max(a) is 21 in the slow and 7 in the fast run',
    );
  });

  it('tells that it points the wrong way', async () => {
    const last = await rejectionOf(atEntry('inversions(a) < 0.3'));
    expect(last).toMatchObject({ check: 'separates-its-pair' });
    expect(last?.text).toMatch(
      /^separates none of 3 pairs: points the wrong way, holding on the fast and not on the slow run of p1/,
    );
  });

  it('tells that what looks at size alone cannot tell runs of like size apart', async () => {
    expect((await rejectionOf(atEntry('len(a) > 10')))?.text).toMatch(/it looks at size alone/);
  });

  it('takes one separated pair of many for enough, and a run that does not get there for one that does not hold', async () => {
    const where = { file: 'sort.js', at: 'loop', line: 3 };
    const inputs = [[[1]], [[9, 8]], ...sortingInputs([8, 16], 4)];
    const context = fakeSynthesis(INSERTION_SORT, inputs);
    const [first] = context.pairs;
    const [one, two] = context.runs;
    if (first === undefined || one === undefined || two === undefined) throw new Error('no pair');
    const pair = { ...first, id: 'tiny', slow: two, fast: one };
    const offered = { ...context, pairs: [pair, ...context.pairs] };
    const { accepted, rejected } = await gate(
      [atEntry('x > 100 || i < 2 && x < 9', { where })],
      offered,
    );
    const evidence = evidenceOf(accepted[0] ?? rejected[0], 'separates-its-pair');
    expect(evidence?.passed).toBe(true);
    expect(evidence?.text).toMatch(/of 1 of 3 pairs: tiny \(margin 0 slow, not evaluated fast\)/);
  });

  it('is not asked when the sample has no pair, and says why', async () => {
    const context = fakeSynthesis(TOTAL, sortingInputs());
    expect(context.pairs).toEqual([]);
    const where = { file: 'sum.js', at: 'entry', line: 1 };
    const { rejected } = await gate([atEntry('max(a) > 20', { where })], context);
    expect(evidenceOf(rejected[0], 'separates-its-pair')).toMatchObject({ passed: true });
    expect(evidenceOf(rejected[0], 'separates-its-pair')?.text).toMatch(
      /cost seems to follow size alone/,
    );
    expect(lastOf(rejected[0])?.check).toBe('direction');
  });
});

describe('not-tautological and reachable', () => {
  it('refuse what holds in every run that gets there', async () => {
    expect(await rejectionOf(atEntry('max(a) >= 0'), sorting({ pairs: [] }))).toMatchObject({
      check: 'not-tautological',
      text: 'holds in all 30 runs that get to sort.js:1 (entry, sort)',
    });
  });

  it('refuse what holds in no run, and tell how near one came', async () => {
    const last = await rejectionOf(atEntry('max(a) > 1000'), sorting({ pairs: [] }));
    expect(last).toMatchObject({ check: 'reachable', figures: { held: 0 } });
    expect(last?.text).toBe(
      'holds in no run; the closest has a margin of 0.75; ' +
        'on the costliest and the cheapest run: max(a) is 93 in the slow and 21 in the fast run',
    );
  });
});

describe('direction', () => {
  it('refuses what costs less the nearer it comes', async () => {
    expect(await rejectionOf(atEntry('inversions(a) < 0.3'), sorting({ pairs: [] }))).toMatchObject(
      {
        check: 'direction',
        text: 'points the wrong way: runs that come nearer cost less at equal size: rank correlation -0.99, p < 0.001, 30 runs',
      },
    );
  });

  it('refuses what has nothing to do with cost', async () => {
    const last = await rejectionOf(atEntry('a[2] % 4 === 1'), sorting({ pairs: [] }));
    expect(last).toMatchObject({ check: 'direction' });
    expect(last?.text).toMatch(
      /^coming nearer does not go with cost at equal size: rank correlation/,
    );
  });

  it('refuses size alone, whatever cost does', async () => {
    expect(await rejectionOf(atEntry('len(a) > 10'), sorting({ pairs: [] }))).toMatchObject({
      check: 'direction',
      text: 'looks at size alone: that larger inputs cost more says nothing about slow ones',
    });
  });

  it('knows a number that is the size, and a length that is not', async () => {
    const where = { file: 'sort.js', at: 'loop', line: 3 };
    const documents = [atEntry('i > 10', { where }), atEntry('len(moved) > 6', { where })];
    const { accepted, rejected } = await gate(documents, sorting({ pairs: [] }));
    expect(accepted.map(({ constraint }) => constraint.when)).toEqual(['len(moved) > 6']);
    expect(lastOf(rejected[0])?.text).toMatch(/^looks at size alone/);
  });

  it('cannot tell without runs of like size', async () => {
    const inputs = [[[1, 2]], [[4, 3, 2, 1]], [[1, 2, 3, 4, 5, 6, 7, 8, 9]]];
    const context = fakeSynthesis(INSERTION_SORT, inputs, { pairs: [] });
    expect((await rejectionOf(atEntry('inversions(a) > 0.5'), context))?.text).toMatch(
      /^cannot be told/,
    );
  });

  it('takes runs that satisfy it for evidence when margins say nothing', async () => {
    const correlate: RankCorrelation = (x, runs) =>
      x.every((value) => value === 0 || value === 1)
        ? { r: 0.4, pValue: 0.001, runs: runs.length }
        : { r: 0.05, pValue: 0.4, runs: runs.length };
    const { accepted } = await gate([atEntry(GOOD)], sortingContext(), {}, correlate);
    expect(evidenceOf(accepted[0], 'direction')).toMatchObject({
      text: 'runs that satisfy it cost more at equal size: rank correlation 0.4, p = 0.001, 30 runs',
      figures: { nearness: { r: 0.05 }, holding: { r: 0.4 } },
    });
  });
});

describe('constraints on size alone, where allowed', () => {
  it('pass when cost follows size, and say that they explain no more', async () => {
    const where = { file: 'sum.js', at: 'entry', line: 1 };
    const { accepted } = await gate(
      [atEntry('len(a) > 10', { where })],
      fakeSynthesis(TOTAL, sortingInputs()),
      { allowSizeOnly: true },
    );
    expect(evidenceOf(accepted[0], 'separates-its-pair')?.text).toMatch(
      /^holds on the slow and not on the fast run of costliest against cheapest run .*their sizes differ$/,
    );
    expect(evidenceOf(accepted[0], 'direction')?.text).toMatch(
      /over all sizes, and nothing found explains more: rank correlation/,
    );
  });

  it('pass beside pairs, too, but not when they point the wrong way', async () => {
    const documents = [atEntry('len(a) > 10'), atEntry('len(a) < 20')];
    const { accepted, rejected } = await gate(documents, sortingContext(), { allowSizeOnly: true });
    expect(accepted.map(({ constraint }) => constraint.when)).toEqual(['len(a) > 10']);
    expect(lastOf(rejected[0])).toMatchObject({ check: 'separates-its-pair' });
  });
});

describe('not-equivalent', () => {
  it('keeps one of two conditions that no run tells apart', async () => {
    const { accepted, rejected } = await gate([
      atEntry(GOOD, { id: 'first' }),
      atEntry('inversions(a) > 0.72', { id: 'second' }),
    ]);
    expect(accepted.map(({ constraint }) => constraint.id)).toEqual(['first']);
    expect(lastOf(rejected[0])).toMatchObject({
      check: 'not-equivalent',
      text: 'holds in the same 3 runs as first (inversions(a) > 0.7), and comes as near in the others: scaled margins differ by 0.01 on average',
      figures: { twin: 'first', held: 3 },
    });
  });

  it('keeps the simpler one, whichever comes first', async () => {
    const { accepted } = await gate([
      atEntry('inversions(a) > 0.7 && len(a) > 0', { id: 'longer' }),
      atEntry('share > 0.7', { id: 'shorter', let: { share: 'inversions(a)' } }),
    ]);
    expect(accepted.map(({ constraint }) => constraint.id)).toEqual(['shorter']);
  });

  it('keeps what was accepted before, though it is longer', async () => {
    const before = await gate([atEntry('inversions(a) > 0.7 && len(a) > 0', { id: 'longer' })]);
    const { accepted, rejected } = await gate(
      [atEntry(GOOD, { id: 'shorter' })],
      sortingContext(),
      {
        accepted: before.accepted,
      },
    );
    expect(accepted).toEqual([]);
    expect(lastOf(rejected[0])?.text).toMatch(/as longer/);
  });

  it('tells conditions apart that hold in the same runs but come nearer in another way', async () => {
    const { accepted } = await gate([atEntry(GOOD), atEntry('sortedness(a) < -0.5')]);
    expect(accepted).toHaveLength(2);
  });
});

describe('what a document says of itself', () => {
  it('is no proof of who wrote it', async () => {
    const { accepted, rejected } = await gate(
      [atEntry(GOOD, { source: 'user' }), atEntry('b > 1', { source: 'user' })],
      sortingContext(),
      { source: 'profile', round: 3 },
    );
    expect(accepted[0]).toMatchObject({ constraint: { source: 'profile' }, round: 3 });
    expect(rejected[0]).toMatchObject({ source: 'profile', round: 3 });
  });

  it('gives it an id that is free and well formed', async () => {
    const documents = [
      atEntry(GOOD, { id: 'few keys!' }),
      atEntry('sortedness(a) < -0.5', { id: 'few keys!' }),
      atEntry('k.list[0] > 20', { id: 7 }),
      atEntry('b > 1', { id: 'taken' }),
      atEntry('b > 2', { id: '\u0000' }),
      3,
    ];
    const { accepted, rejected, ids } = await gate(documents, sortingContext(), {
      takenIds: new Set(['taken']),
    });
    expect(accepted.map(({ constraint }) => constraint.id)).toEqual([
      'few-keys-',
      'few-keys--2',
      'llm-1-3',
    ]);
    expect(rejected.map(({ id }) => id)).toEqual(['taken-2', 'llm-1-5', 'llm-1-6']);
    expect(ids.get('few-keys-')).toBe('few-keys-');
    expect(ids.get('taken')).toBe('taken-2');
  });
});
