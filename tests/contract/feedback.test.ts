import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CELL_TOUCHED, type Host } from '../../harness/protocol.ts';
import { type Entry, Level } from '../../src/fuzz/archive.ts';
import { allocation, stepsPerSize, totalSteps } from '../../src/fuzz/feedback/cost.ts';
import type { Feedback } from '../../src/fuzz/feedback/feedback.ts';
import { siteMaxima } from '../../src/fuzz/feedback/site-max.ts';
import { createRun, type Run } from '../../src/fuzz/run.ts';
import { createFakeHost } from '../helpers/fake-host.ts';
import { TEST_SEED } from '../helpers/seed.ts';

const SITES = 3;
const FEEDBACKS: readonly Feedback[] = [totalSteps, stepsPerSize, allocation, siteMaxima];

interface Observation {
  readonly hits: readonly number[];
  readonly allocUnits: number;
  readonly size: number;
  readonly lineage: number;
}

const observations = fc.array(
  fc.record({
    hits: fc.tuple(fc.nat(40), fc.nat(40), fc.nat(3)),
    allocUnits: fc.nat(20),
    size: fc.integer({ min: 1, max: 8 }),
    lineage: fc.nat(5),
  }),
  { minLength: 1, maxLength: 40 },
);

/** A level with the host and the run through which feedback sees an execution. */
class Bench {
  readonly level = new Level(SITES);
  readonly host: Host = createFakeHost({ siteCount: SITES, run: () => undefined });
  readonly run: Run = createRun();
  readonly entries: Entry[] = [];

  show({ hits, allocUnits, size }: Observation): void {
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
      claims: 0,
      margins: undefined,
      parts: undefined,
    };
    this.entries.push(entry);
    feedback.claim(entry, this.run, this.host, this.level);
    return entry;
  }
}

describe.each(FEEDBACKS)('the feedback $name', (feedback) => {
  it('gives a place to what it finds interesting, and to nothing else', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const bench = new Bench();
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
