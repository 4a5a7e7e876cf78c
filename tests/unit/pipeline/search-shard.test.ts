import { describe, expect, it } from 'vitest';
import { type EpochReport, UNDECIDED } from '../../../src/fuzz/requests.ts';
import type { SearchState } from '../../../src/fuzz/state.ts';
import type { FakeProgram } from '../../helpers/fake-host.ts';
import {
  createFakeSearch,
  type Deadly,
  type FakeSearch,
  type FakeSearchShard,
} from '../../helpers/fake-shard.ts';
import { functionSpec, NUMBERS, SUBJECTS } from '../../helpers/programs.ts';

type Program = FakeProgram & Partial<Deadly>;

const never = (): boolean => false;

/** The sum of a list, as hits; a list on which `kills` says so ends the worker. */
function summing(kills: (list: readonly number[]) => boolean): () => Program {
  return () => ({
    siteCount: 1,
    run: ([list], hit) => {
      for (const x of list as readonly number[]) hit(0, x);
    },
    kills: ([list]) => (kills(list as readonly number[]) ? 'timed-out' : undefined),
  });
}

async function epochs(
  { search }: FakeSearchShard,
  count: number,
  from = 0,
): Promise<readonly EpochReport[]> {
  const reports: EpochReport[] = [];
  for (let epoch = from; epoch < from + count; epoch++)
    reports.push(
      await search.epoch(
        { epoch, stage: 'search', execs: 300, steps: 1_000_000, imports: [] },
        never,
      ),
    );
  return reports;
}

const spec = functionSpec(NUMBERS);

/** One list in two hundred or so. */
const deadly = (list: readonly number[]): boolean =>
  list.length > 10 && list.reduce((sum, x) => sum + x, 0) % 211 === 5;

describe('a search whose program ends its worker', () => {
  it('finds out by which input, tells it once, and goes on', async () => {
    const fake = createFakeSearch({ spec, program: summing(deadly) });
    await fake.search.begin([]);
    const reports = await epochs(fake, 6);
    expect(reports.reduce((sum, { execs }) => sum + execs, 0)).toBeGreaterThan(600);
    expect(fake.killers.length).toBeGreaterThan(0);
    const inputs = fake.killers.flatMap(({ input }) => input ?? []);
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) {
      const [list] = JSON.parse(input) as [number[]];
      expect(deadly(list)).toBe(true);
    }
    expect(new Set(fake.killers.map(({ outcome }) => outcome))).toEqual(new Set(['timed-out']));
    expect(new Set(inputs).size).toBe(inputs.length);
    const { quarantine } = fake.search;
    expect(quarantine).toHaveLength(fake.killers.length);
    expect(quarantine.filter((name) => !name.startsWith(UNDECIDED))).toEqual(inputs);
  });

  it('does what it would have done had the killers been known from the start', async () => {
    const met = createFakeSearch({ spec, program: summing(deadly) });
    const begun = await met.search.begin([]);
    const reports: EpochReport[] = [];
    while (met.killers.length === 0) reports.push(...(await epochs(met, 1, reports.length)));
    // More of them in one epoch would have shortened it.
    expect(met.killers.length).toBeLessThanOrEqual(4);

    const known = createFakeSearch({
      spec,
      program: summing(deadly),
      quarantine: met.search.quarantine,
    });
    expect(await known.search.begin([])).toEqual(begun);
    expect(await epochs(known, reports.length)).toEqual(reports);
    expect(known.shard.restarts()).toBe(0);
    expect(await known.search.snapshot()).toEqual(await met.search.snapshot());
  });

  it('leaves out the seeds that end it', async () => {
    const fake = createFakeSearch({ spec, program: summing(([first]) => first === 7) });
    const report = await fake.search.begin(['[[1,2]]', '[[7]]', '[[3]]', '[[7,7]]']);
    expect(fake.killers.map(({ input }) => input)).toEqual(['[[7]]', '[[7,7]]']);
    expect(report.seedBest).toEqual({ steps: 3, size: 2 });
  });

  it('leaves out generated inputs that end it', async () => {
    const fake = createFakeSearch({ spec, program: summing((list) => list.length === 9) });
    const report = await fake.search.begin([]);
    expect(fake.killers.length).toBeGreaterThan(0);
    expect(report.execs).toBeGreaterThan(10);
  });

  it('blames nobody for what an input that was not journalled does', async () => {
    // Costly inputs are journalled as they come; the killer is a cheap one.
    const program = (): Program => ({
      siteCount: 1,
      run: ([list], hit) => hit(0, (list as readonly number[]).length > 8 ? 60_000 : 1),
      kills: ([list]) => ((list as readonly number[])[0] === 1 ? 'crashed' : undefined),
    });
    const fake = createFakeSearch({ spec, program });
    await fake.search.begin([]);
    await epochs(fake, 5);
    expect(fake.killers.length).toBeGreaterThan(0);
    for (const { input } of fake.killers)
      expect((JSON.parse(input ?? '') as [number[]])[0][0]).toBe(1);
  });

  it('ends epochs early in which inputs end it again and again', async () => {
    const fake = createFakeSearch({ spec, program: summing((list) => list.length > 30) });
    await fake.search.begin(['[[1]]']);
    const [report] = await epochs(fake, 1);
    expect(report?.execs).toBeLessThan(300);
    expect(fake.killers.length).toBeGreaterThan(4);
    expect(fake.killers.length).toBeLessThan(15);
  });

  it('is given up after too many', async () => {
    const fake = createFakeSearch({ spec, program: summing((list) => list.length > 6) });
    await fake.search.begin([]);
    for (let epoch = 0; !fake.search.isGivenUp && epoch < 200; epoch++)
      await epochs(fake, 1, epoch);
    expect(fake.search.isGivenUp).toBe(true);
    expect(fake.search.quarantine.length).toBeLessThan(80);
    await expect(fake.search.snapshot()).resolves.toMatchObject({ version: 1 });
  });

  it('drops the rest of an epoch when the time is over', async () => {
    const fake = createFakeSearch({ spec, program: summing((list) => list.length > 20) });
    await fake.search.begin(['[[1]]']);
    const before = await fake.search.snapshot();
    const request = { epoch: 0, stage: 'search', execs: 5000, steps: 1e6, imports: [] } as const;
    const report = await fake.search.epoch(request, () => true);
    expect(report.execs).toBe(0);
    expect(fake.killers.length).toBeLessThanOrEqual(1);
    expect(fake.shard.restarts()).toBe(1);
    expect((await fake.search.snapshot()).entries).toEqual(before.entries);
  });

  it('fails when what ran before ends the worker in a replay', async () => {
    let workers = 0;
    const program = (): Program => {
      const isFirst = workers++ === 0;
      return {
        siteCount: 1,
        run: (_, hit) => hit(0),
        kills: ([list]) =>
          (list as readonly number[]).length > 20 || !isFirst ? 'crashed' : undefined,
      };
    };
    const fake = createFakeSearch({ spec, program });
    await fake.search.begin(['[[1]]']);
    await expect(epochs(fake, 20)).rejects.toThrow(/killed its worker in a replay/);
  });
});

describe.each(SUBJECTS)('a search of $name whose worker is replaced', ({ spec: own, program }) => {
  const fake: FakeSearch = { spec: own, program };

  it('goes on as if it had not been', async () => {
    const whole = createFakeSearch(fake);
    await whole.search.begin([]);
    const reports = await epochs(whole, 6);

    const first = createFakeSearch(fake);
    await first.search.begin([]);
    await epochs(first, 3);
    const state = JSON.parse(JSON.stringify(await first.search.snapshot())) as SearchState;
    const second = createFakeSearch(fake);
    await second.search.restore(state);
    expect(await epochs(second, 3, 3)).toEqual(reports.slice(3));
    expect(await second.search.snapshot()).toEqual(await whole.search.snapshot());
  });
});
