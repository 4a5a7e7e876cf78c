import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_TOUCHED, type Host } from '../../harness/protocol.ts';
import { type Entry, Level, UNKNOWN, UNREACHED } from '../../src/fuzz/archive.ts';
import { Goals } from '../../src/fuzz/constraints/goals.ts';
import { Watcher } from '../../src/fuzz/constraints/watcher.ts';
import { constraintMargins } from '../../src/fuzz/feedback/constraint-margin.ts';
import { constraintSignatures } from '../../src/fuzz/feedback/constraint-signature.ts';
import { allocation, stepsPerSize, totalSteps } from '../../src/fuzz/feedback/cost.ts';
import type { Feedback } from '../../src/fuzz/feedback/feedback.ts';
import { siteMaxima } from '../../src/fuzz/feedback/site-max.ts';
import { createRun, type Run } from '../../src/fuzz/run.ts';
import { createFakeHost } from '../helpers/fake-host.ts';
import { TEST_SEED } from '../helpers/seed.ts';
import { watchOf } from '../helpers/watched.ts';

const SITES = 3;
const CONSTRAINTS = ['c1', 'c2'];

/** Every feedback, over the constraints of a search. */
const FEEDBACKS: readonly { readonly name: string; readonly of: (goals: Goals) => Feedback }[] = [
  ...[totalSteps, stepsPerSize, allocation, siteMaxima].map((feedback) => ({
    name: feedback.name,
    of: () => feedback,
  })),
  { name: 'margin', of: constraintMargins },
  { name: 'signature', of: constraintSignatures },
];

interface Observation {
  readonly hits: readonly number[];
  readonly allocUnits: number;
  readonly size: number;
  readonly lineage: number;
  /** Of both constraints; undefined when it was not looked at. */
  readonly margins: readonly [number, number] | undefined;
}

const margin = fc.constantFrom(0, 0, 0.25, 0.5, 1, UNREACHED);

const observations = fc.array(
  fc.record({
    hits: fc.tuple(fc.nat(40), fc.nat(40), fc.nat(3)),
    allocUnits: fc.nat(20),
    size: fc.integer({ min: 1, max: 8 }),
    lineage: fc.nat(5),
    margins: fc.option(fc.tuple(margin, margin), { nil: undefined, freq: 5 }),
  }),
  { minLength: 1, maxLength: 40 },
);

/** A level with the host and the run through which feedback sees an execution. */
class Bench {
  readonly level = new Level(SITES, CONSTRAINTS.length);
  readonly host: Host = createFakeHost({
    siteCount: SITES,
    probeCount: 1,
    run: () => undefined,
  });
  readonly goals = new Goals(
    { constraints: CONSTRAINTS, without: [] },
    new Watcher(this.host, watchOf([['x']], [{ text: 'x > 0' }, { text: 'x > 1' }])),
    undefined,
  );
  readonly run: Run = createRun();
  readonly entries: Entry[] = [];

  show({ hits, allocUnits, size, margins }: Observation): void {
    const { goals } = this;
    goals.observed = goals.isWhole = margins !== undefined;
    if (margins !== undefined) goals.margins.set(margins);
    goals.signature = (margins?.[0] === 0 ? 1 : 0) | (margins?.[1] === 0 ? 2 : 0);
    this.host.cells[CELL_TOUCHED] = 1;
    hits.forEach((count, site) => {
      this.host.counts[site] = count;
    });
    Object.assign(this.run, {
      steps: hits.reduce((a, b) => a + b, 0),
      allocUnits,
      size,
      level: 0,
      outcome: 0,
    });
  }

  isInteresting(feedback: Feedback, { lineage }: Observation): boolean {
    return feedback.interesting(this.run, this.host, this.level, lineage);
  }

  claim(feedback: Feedback, { lineage }: Observation): Entry {
    const { steps, allocUnits, size } = this.run;
    const entry: Entry = {
      id: this.entries.length,
      number: -1,
      genotype: [],
      steps,
      allocUnits,
      size,
      level: 0,
      outcome: 0,
      op: 'test',
      parents: [],
      execs: 0,
      lineage,
      reasons: [],
      goalReasons: [],
      claims: 0,
      margins: undefined,
      parts: undefined,
    };
    this.entries.push(entry);
    feedback.claim(entry, this.run, this.host, this.level);
    return entry;
  }
}

describe.each(FEEDBACKS)('the feedback $name', ({ of }) => {
  it('gives a place to what it finds interesting, and to nothing else', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const bench = new Bench();
        const feedback = of(bench.goals);
        for (const observation of seen) {
          bench.show(observation);
          const wanted = bench.isInteresting(feedback, observation);
          expect(bench.claim(feedback, observation).claims > 0).toBe(wanted);
        }
      }),
      { seed: TEST_SEED },
    );
  });

  it('wants nothing twice', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const bench = new Bench();
        const feedback = of(bench.goals);
        for (const observation of seen) {
          bench.show(observation);
          bench.claim(feedback, observation);
          bench.show(observation);
          expect(bench.isInteresting(feedback, observation)).toBe(false);
        }
      }),
      { seed: TEST_SEED },
    );
  });

  it('counts the places of every entry, and forgets no entry that has one', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const bench = new Bench();
        const feedback = of(bench.goals);
        for (const observation of seen) {
          bench.show(observation);
          bench.claim(feedback, observation);
        }
        const alive = bench.level.entries();
        expect(alive.map(({ id }) => id)).toEqual(
          bench.entries.filter(({ claims }) => claims > 0).map(({ id }) => id),
        );
        for (const { claims } of bench.entries) expect(claims).toBeGreaterThanOrEqual(0);
      }),
      { seed: TEST_SEED },
    );
  });
});

const observe = (hits: readonly number[], given: Partial<Observation> = {}): Observation => ({
  hits,
  allocUnits: 0,
  size: 8,
  lineage: 0,
  margins: undefined,
  ...given,
});

describe('a level', () => {
  it('keeps the costliest of each lineage side by side, best first', () => {
    const bench = new Bench();
    for (const [steps, lineage] of [
      [10, 1],
      [30, 2],
      [20, 3],
      [25, 1],
      [5, 4],
      [40, 5],
      [26, 3],
    ] as const) {
      const observation = observe([steps, 0, 0], { lineage });
      bench.show(observation);
      bench.claim(totalSteps, observation);
    }
    expect(bench.level.contenders.map(({ steps, lineage }) => [steps, lineage])).toEqual([
      [40, 5],
      [30, 2],
      [26, 3],
      [25, 1],
    ]);
  });

  it('takes the costliest per size, whatever its size', () => {
    const bench = new Bench();
    for (const [steps, size] of [
      [16, 8],
      [9, 4],
      [17, 8],
      [10, 5],
    ] as const) {
      const observation = observe([steps, 0, 0], { size });
      bench.show(observation);
      bench.claim(stepsPerSize, observation);
    }
    expect(bench.level.rate).toMatchObject({ steps: 9, size: 4 });
  });
});

describe('maxima of sites', () => {
  it('must rise by an eighth, so that the corpus does not fill with steps of one', () => {
    const bench = new Bench();
    const seen = (count: number): boolean => {
      const observation = observe([0, count, 0]);
      bench.show(observation);
      const wanted = bench.isInteresting(siteMaxima, observation);
      bench.claim(siteMaxima, observation);
      return wanted;
    };
    expect([80, 81, 90, 91].map(seen)).toEqual([true, false, false, true]);
  });

  it('say whether a site is new or only hit more often', () => {
    const bench = new Bench();
    const reasons = [observe([1, 0, 0]), observe([2, 1, 0])].map((observation) => {
      bench.show(observation);
      return bench.claim(siteMaxima, observation).reasons;
    });
    expect(reasons).toEqual([['+new:site0'], ['+max:site0', '+new:site1']]);
  });
});

describe('margins of constraints', () => {
  const seen = (
    bench: Bench,
    steps: number,
    margins: readonly [number, number] | undefined,
  ): readonly string[] => {
    const observation = observe([steps, 0, 0], { margins });
    bench.show(observation);
    return bench.claim(constraintMargins(bench.goals), observation).goalReasons;
  };

  it('are told when they shrink by an eighth, and when they come to nothing', () => {
    const bench = new Bench();
    const reasons = [
      [0.8, UNREACHED] as const,
      [0.79, UNREACHED] as const,
      [0.4, 0.9] as const,
      [0.4, 0] as const,
      [0, 0] as const,
    ].map((margins) => seen(bench, 10, margins));
    expect(reasons).toEqual([
      ['+margin:c1'],
      [],
      ['+margin:c1', '+margin:c2'],
      ['+sat:c2'],
      ['+sat:c1'],
    ]);
  });

  it('leave it to the cost when they are equal', () => {
    const bench = new Bench();
    for (const steps of [10, 30, 20]) seen(bench, steps, [0, 1]);
    expect(bench.level.goals.map((entry) => entry?.steps)).toEqual([30, 30]);
  });

  it('say nothing of an execution that was not looked at', () => {
    const bench = new Bench();
    seen(bench, 10, [0, 0]);
    expect(seen(bench, 99, undefined)).toEqual([]);
    expect(bench.level.goals.map((entry) => entry?.steps)).toEqual([10, 10]);
  });

  it('say nothing of constraints that were not looked at', () => {
    const bench = new Bench();
    seen(bench, 10, [0.5, 0.5]);
    expect(seen(bench, 10, [0.1, UNKNOWN])).toEqual(['+margin:c1']);
    expect([...bench.level.margins]).toEqual([0.1, 0.5]);
  });
});

describe('signatures of constraints', () => {
  it('keep the costliest of each combination, however cheap beside others', () => {
    const bench = new Bench();
    const feedback = constraintSignatures(bench.goals);
    const reasons = (
      [
        [100, [1, 1]],
        [5, [0, 1]],
        [7, [0, 0]],
        [9, [0, 1]],
        [8, [0, 1]],
      ] as const
    ).map(([steps, margins]) => {
      const observation = observe([steps, 0, 0], { margins });
      bench.show(observation);
      return bench.claim(feedback, observation).goalReasons;
    });
    expect(reasons).toEqual([['+sig:00'], ['+sig:10'], ['+sig:11'], ['+sig:10'], []]);
    expect(bench.level.signed.map(({ steps }) => steps)).toEqual([100, 9, 7]);
  });

  it('are at most 32 in a size band, the costliest ones', () => {
    const level = new Level(SITES, 6);
    const bench = new Bench();
    for (let signature = 0; signature < 40; signature++) {
      const observation = observe([signature + 1, 0, 0]);
      bench.show(observation);
      const entry = bench.claim(allocation, observation);
      const at = level.signs(signature, entry.steps);
      if (at >= 0) level.sign(at, signature, entry);
    }
    expect(level.signatures).toHaveLength(32);
    expect(Math.min(...level.signed.map(({ steps }) => steps))).toBe(9);
    expect(level.signs(99, 5)).toBe(-1);
  });
});
