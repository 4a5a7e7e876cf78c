import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import {
  type CampaignProgress,
  type CampaignState,
  type Prize,
  runCampaign,
} from '../../../src/pipeline/campaign.ts';
import { parseCampaignState } from '../../../src/pipeline/campaign-state.ts';
import type { CampaignBudget, CampaignStop } from '../../../src/pipeline/schedule.ts';
import { createFakeSearch, searchOptions } from '../../helpers/fake-shard.ts';
import { type Subject, SUBJECTS } from '../../helpers/programs.ts';

interface Outcome {
  readonly stop: CampaignStop;
  readonly execs: number;
  readonly finds: readonly Finding[];
  readonly prizes: readonly Prize[];
  readonly notes: readonly string[];
  readonly progress: readonly CampaignProgress[];
  /** Of every epoch's end, as read from disk. */
  readonly states: readonly CampaignState[];
}

interface Wish {
  readonly subject: Subject;
  readonly shards?: number;
  readonly budget?: Partial<CampaignBudget>;
  readonly resume?: CampaignState;
  readonly clock?: () => number;
  readonly signal?: AbortSignal;
  readonly seeds?: readonly string[];
  readonly onProgress?: () => void;
  readonly search?: Partial<typeof SEARCH>;
}

const SEARCH = { maxSize: 100, ladderMaxSteps: 20_000, finalMaxSteps: 100_000 };

async function run(wish: Wish): Promise<Outcome> {
  const { subject, shards: count = 1, resume } = wish;
  const search = { ...SEARCH, ...wish.search };
  const shards = Array.from({ length: count }, (_, shard) => {
    const quarantine = resume?.quarantine[shard] ?? [];
    const options = { ...search, shard, shards: count };
    return createFakeSearch({ ...subject, maxSize: SEARCH.maxSize, options, quarantine }).search;
  });
  const finds: Finding[] = [];
  const prizes: Prize[] = [];
  const notes: string[] = [];
  const progress: CampaignProgress[] = [];
  const states: CampaignState[] = [];
  const ended = await runCampaign(
    shards,
    {
      search: searchOptions(search),
      budget: { timeMs: undefined, execs: undefined, ...wish.budget },
      seeds: wish.seeds ?? [],
      clock: wish.clock ?? ((): number => 0),
      signal: wish.signal ?? new AbortController().signal,
      resume,
    },
    {
      found: (finding) => finds.push(finding),
      prize: (prize) => prizes.push(prize),
      note: (text) => notes.push(text),
      progress: (now) => {
        progress.push(now);
        wish.onProgress?.();
      },
      wantsCheckpoint: () => true,
      checkpoint: (state) =>
        states.push(parseCampaignState(JSON.parse(JSON.stringify(state)), 'a checkpoint', count)),
    },
  );
  return { ...ended, finds, prizes, notes, progress, states };
}

const [SORT, MOODY] = SUBJECTS;
if (SORT === undefined || MOODY === undefined) throw new RangeError('subjects are missing');

/** Costs the same whatever it is given. */
const FLAT: Subject = {
  ...SORT,
  program: () => ({ siteCount: 1, run: (_, hit) => hit(0, 900_000) }),
};
const FLAT_WISH: Wish = {
  subject: FLAT,
  budget: { execs: 100_000_000 },
  search: { ladderMaxSteps: 1_000_000 },
};

describe('a campaign', () => {
  it('gives every find a number of its own, over all shards', async () => {
    const { finds, prizes } = await run({ subject: MOODY, shards: 3, budget: { execs: 20_000 } });
    const ids = [...finds, ...prizes].map(({ provenance }) => provenance.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id % 3)).size).toBe(3);
    const known = new Set(finds.map(({ provenance }) => provenance.id));
    const parents = finds.flatMap(({ provenance }) => provenance.parents);
    expect(parents.length).toBeGreaterThan(0);
    expect(parents.filter((id) => !known.has(id))).toEqual([]);
  });

  it('tells finds in the order of epochs, with executions that grow', async () => {
    const { finds, progress } = await run({ subject: SORT, shards: 2, budget: { execs: 30_000 } });
    const ends = progress.map(({ execs }) => execs);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    const epochOf = (execs: number): number => ends.findIndex((end) => execs < end);
    const epochs = finds.map(({ provenance }) => epochOf(provenance.execs));
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
    expect(epochs).not.toContain(-1);
  });

  it('lets each shard have what the others found', async () => {
    const { states } = await run({ subject: SORT, shards: 2, budget: { execs: 30_000 } });
    const imported = states
      .flatMap(({ shards }) => shards)
      .flatMap(({ entries }) => entries)
      .filter(({ op }) => op === 'import');
    expect(imported.length).toBeGreaterThan(0);
    const bests = states.at(-1)?.shards.map(({ levels, entries }) => {
      const [best] = levels.at(-1)?.contenders ?? [];
      return entries.find(({ id }) => id === best)?.steps;
    });
    expect(bests?.[0]).toBe(bests?.[1]);
  });

  it('keeps to its budget but for the re-runs of an epoch', async () => {
    const budget = 20_003;
    const { execs, stop } = await run({ subject: SORT, shards: 3, budget: { execs: budget } });
    expect(stop).toBe('execs');
    expect(execs).toBeGreaterThanOrEqual(budget);
    expect(execs).toBeLessThan(budget + 3 * 8);
  });

  it('ends by itself when nothing better turns up', async () => {
    const { stop, execs } = await run(FLAT_WISH);
    expect(stop).toBe('flat-frontier');
    expect(execs).toBeLessThan(10_000);
  });

  it('ends at its time', async () => {
    let now = 0;
    const { stop, progress } = await run({
      subject: SORT,
      budget: { timeMs: 1000 },
      clock: () => (now += 20),
    });
    expect(stop).toBe('time');
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.length).toBeLessThan(50);
  });

  it('ends after the epoch in which it is interrupted, and can go on', async () => {
    const controller = new AbortController();
    let epochs = 0;
    const onProgress = (): void => {
      if (++epochs === 2) controller.abort();
    };
    const wish: Wish = { subject: SORT, budget: { execs: 30_000 } };
    const first = await run({ ...wish, signal: controller.signal, onProgress });
    expect(first.stop).toBe('interrupt');
    expect(first.progress).toHaveLength(2);
    const resume = first.states.at(-1);
    const rest = await run(resume === undefined ? wish : { ...wish, resume });
    const whole = await run(wish);
    expect([...first.finds, ...rest.finds]).toEqual(whole.finds);
    expect(rest.stop).toBe(whole.stop);
  });

  it('tells what the starting inputs came to when it is interrupted before its first epoch', async () => {
    const controller = new AbortController();
    controller.abort();
    const first = await run({
      subject: SORT,
      budget: { execs: 30_000 },
      signal: controller.signal,
    });
    expect(first.stop).toBe('interrupt');
    expect(first.progress).toHaveLength(1);
    expect(first.progress[0]?.execs).toBeGreaterThan(0);
    expect(first.progress[0]?.corpus).toBeGreaterThan(0);
  });

  it('takes the costliest seed for its start', async () => {
    const { progress } = await run({
      subject: SORT,
      budget: { execs: 9000 },
      seeds: ['[[1,2,3]]', '[[9,5,1]]', '[[7]]'],
    });
    expect(progress[0]?.seedBest).toEqual({ steps: 5, size: 3 });
  });

  it.each([
    ['one worker', SORT, 1],
    ['two workers', MOODY, 2],
  ])('goes on from its checkpoints as if it had not stopped (%s)', async (_, subject, shards) => {
    const wish: Wish = { subject, shards, budget: { execs: 33_000 } };
    const whole = await run(wish);
    expect(whole.states.length).toBeGreaterThan(3);
    // The last ones are of the final stage: its decisions look at the epoch before.
    for (const k of [0, -3, -2, -1]) {
      const resume = whole.states.at(k);
      if (resume === undefined) throw new RangeError('no such checkpoint');
      const rest = await run({ ...wish, resume });
      const told = whole.finds.filter(({ provenance }) => provenance.execs >= resume.execs);
      expect(rest.finds).toEqual(told);
      expect(rest.states.at(-1)).toEqual(whole.states.at(-1));
      expect(rest).toMatchObject({ stop: whole.stop, execs: whole.execs });
      expect(rest.progress).toEqual(whole.progress.filter(({ epoch }) => epoch > resume.epoch));
    }
  });

  it('that ended flat has nothing left to do when it is run again', async () => {
    const whole = await run(FLAT_WISH);
    const resume = whole.states.at(-1);
    const again = await run(resume === undefined ? FLAT_WISH : { ...FLAT_WISH, resume });
    expect(again).toMatchObject({ stop: 'flat-frontier', execs: whole.execs, progress: [] });
  });
});

describe('a checkpoint', () => {
  it.each([
    ['nothing', null, 1, /\(document\)/],
    ['another document', { epoch: 1 }, 1, /execs/],
    ['text where a number belongs', { epoch: 'x' }, 1, /epoch/],
  ])('that holds %s is refused', (_, value, workers, message) => {
    expect(() => parseCampaignState(value, 'run/checkpoint.json', workers)).toThrow(message);
    expect(() => parseCampaignState(value, 'run/checkpoint.json', workers)).toThrow(
      /run\/checkpoint\.json does not hold the state of a search/,
    );
  });

  it('of another number of workers is refused', async () => {
    const { states } = await run({ subject: SORT, budget: { execs: 9000 } });
    expect(() => parseCampaignState(states[0], 'c', 2)).toThrow(/state of 2 workers/);
  });
});
