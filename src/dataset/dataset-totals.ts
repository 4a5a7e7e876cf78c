import { isRunnable } from './languages.ts';
import { type ProblemRecord, TEST_GROUPS, type TestGroup } from './problem-record.ts';

/** What a dataset holds, counted while its problems pass by. */
export interface DatasetTotals {
  readonly problems: number;
  readonly solutions: number;
  readonly tests: number;
  readonly testsByGroup: Readonly<Record<TestGroup, number>>;
  /** Solutions by language, by name. */
  readonly languages: Readonly<Record<string, number>>;
  /** Solutions in languages that slowpath does not run here: kept in the data. */
  readonly notRunnable: number;
  /** Problems by licence; the empty string stands for none stated. */
  readonly licences: Readonly<Record<string, number>>;
  /** Problems whose stress tests were found by a search of slowpath. */
  readonly searched: number;
  /** Problems with a validator (input spec). */
  readonly withSpec: number;
}

export interface TotalsCounter {
  add(problem: ProblemRecord): void;
  totals(): DatasetTotals;
}

export function createTotals(): TotalsCounter {
  const count = { problems: 0, solutions: 0, tests: 0, notRunnable: 0, searched: 0, withSpec: 0 };
  const testsByGroup: Record<TestGroup, number> = {
    public: 0,
    private: 0,
    generated: 0,
    stress: 0,
  };
  const languages = new Map<string, number>();
  const licences = new Map<string, number>();
  const increase = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  return {
    add({ solutions, tests, licence = '', run, spec }) {
      count.problems++;
      count.solutions += solutions.length;
      count.tests += tests.length;
      if (run !== undefined) count.searched++;
      if (spec !== undefined) count.withSpec++;
      increase(licences, licence);
      for (const { group } of tests) testsByGroup[group]++;
      for (const { language } of solutions) {
        increase(languages, language);
        if (!isRunnable(language)) count.notRunnable++;
      }
    },
    totals: () => ({
      ...count,
      testsByGroup: { ...testsByGroup },
      languages: sorted(languages),
      licences: sorted(licences),
    }),
  };
}

function sorted(map: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** `12 public, 3 stress`, without the groups that are empty. */
export function groupsInWords(byGroup: DatasetTotals['testsByGroup']): string {
  const parts = TEST_GROUPS.filter((group) => byGroup[group] > 0).map(
    (group) => `${byGroup[group]} ${group}`,
  );
  return parts.length === 0 ? 'none' : parts.join(', ');
}
