import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import type { EpochReport, EpochRequest } from '../../../src/fuzz/requests.ts';
import { Search } from '../../../src/fuzz/search.ts';
import type { SearchState } from '../../../src/fuzz/state.ts';
import { createFakeHost, drive } from '../../helpers/fake-host.ts';
import { searchOptions } from '../../helpers/fake-shard.ts';
import { type Subject, SUBJECTS } from '../../helpers/programs.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const MAX_SIZE = 200;

/** A search in a process of its own: a new program instance, a new model. */
class Process {
  readonly #host: ReturnType<typeof createFakeHost>;
  readonly #runner = { input: '' };
  readonly #search: Search;

  constructor({ spec, program }: Subject, seed: number, state?: SearchState) {
    this.#host = createFakeHost(program());
    const model = compileSpec(spec, { maxSize: MAX_SIZE });
    const options = searchOptions({
      seed,
      maxSize: MAX_SIZE,
      ladderMaxSteps: 20_000,
      dictionary: { strings: ['((', '!'], numbers: [7] },
    });
    this.#search = new Search(this.#host, model, this.#runner, options, state);
    if (state === undefined) {
      const begin = {
        kind: 'search-begin',
        options,
        seeds: [],
        quarantine: [],
        journal: false,
      } as const;
      drive(this.#search.begin(begin), this.#host, this.#runner);
    } else {
      drive(this.#search.warmUp(), this.#host, this.#runner);
    }
  }

  epoch(epoch: number, { execs, stage }: Pick<EpochRequest, 'execs' | 'stage'>): EpochReport {
    const request: EpochRequest = {
      kind: 'search-epoch',
      epoch,
      stage,
      execs,
      steps: 300_000,
      imports: [],
      quarantine: [],
      journal: false,
    };
    return drive(this.#search.epoch(request), this.#host, this.#runner);
  }

  /** As a checkpoint has it. */
  snapshot(): SearchState {
    return JSON.parse(JSON.stringify(this.#search.snapshot())) as SearchState;
  }
}

/** Short epochs end in the middle of batches and with promotions due. */
const epochs = fc.array(
  fc.record({
    execs: fc.integer({ min: 1, max: 250 }),
    stage: fc.constantFrom<EpochRequest['stage']>('search', 'search', 'search', 'final'),
  }),
  { minLength: 2, maxLength: 7 },
);

describe.each(SUBJECTS)('the search of $name', (subject) => {
  it('goes on from a snapshot as if it had not stopped', () => {
    fc.assert(
      fc.property(fc.integer(), epochs, fc.nat(), (seed, plan, cut) => {
        const whole = new Process(subject, seed);
        let resumed = new Process(subject, seed);
        const at = cut % plan.length;
        plan.forEach((epoch, k) => {
          if (k >= at) resumed = new Process(subject, seed, resumed.snapshot());
          expect(resumed.epoch(k, epoch)).toEqual(whole.epoch(k, epoch));
        });
        expect(resumed.snapshot()).toEqual(whole.snapshot());
      }),
      { seed: TEST_SEED, numRuns: 15 },
    );
  });

  it('does the same for the same seed, another for another', () => {
    const epoch = { execs: 200, stage: 'search' } as const;
    const run = (seed: number): EpochReport => new Process(subject, seed).epoch(0, epoch);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});

it('a snapshot that names an entry which it lacks is refused', () => {
  const [subject] = SUBJECTS;
  if (subject === undefined) throw new RangeError('no subject');
  const process = new Process(subject, 1);
  process.epoch(0, { execs: 100, stage: 'search' });
  const state = process.snapshot();
  expect(() => new Process(subject, 1, { ...state, entries: state.entries.slice(1) })).toThrow(
    /names entry \d+/,
  );
});
