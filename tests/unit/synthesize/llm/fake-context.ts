import type { FileCoverage } from '../../../../harness/protocol.ts';
import type {
  ContrastPair,
  ProfiledRun,
  ProgramSource,
  SynthesisContext,
  SynthesisHistory,
} from '../../../../src/core/synthesis.ts';
import type { ProbePlace, Watch } from '../../../../src/core/watch.ts';

export const DEDUPE: ProgramSource = {
  file: '/project/dedupe.js',
  name: 'dedupe.js',
  code: `export function dedupe(items) {
  const seen = [];
  for (const item of items) {
    let known = false;
    for (let i = 0; i < seen.length; i++) {
      if (seen[i] === item) known = true;
    }
    if (!known) seen.push(item);
  }
  return seen;
}
`,
};

const PLACE: ProbePlace = {
  file: DEDUPE.file,
  at: 'loop',
  line: 3,
  column: 2,
  functionName: 'dedupe',
  functionAt: '1:7',
  variables: ['item', 'seen', 'items'],
};

function run(input: readonly number[], steps: number): ProfiledRun {
  return {
    input: JSON.stringify([input]),
    origin: 'generated',
    outcome: 'ok',
    steps,
    allocUnits: input.length,
    size: input.length,
    hits: undefined,
    error: '',
    outputDigest: '',
  };
}

function coverage(...lines: readonly number[]): readonly FileCoverage[] {
  return [{ file: DEDUPE.file, lines, branches: [] }];
}

const SLOW = run(
  Array.from({ length: 100 }, (_, i) => i),
  15_000,
);
const FAST = run(
  Array.from({ length: 100 }, () => 7),
  500,
);

const PAIR: ContrastPair = {
  id: 'pair-1',
  slow: SLOW,
  fast: FAST,
  ratio: 30,
  similarity: 0.2,
  lines: [{ file: DEDUPE.file, line: 6, slowHits: 4950, fastHits: 99 }],
  slowCoverage: coverage(2, 1, 3, 1, 4, 100, 5, 100, 6, 4950, 8, 100, 10, 1),
  fastCoverage: coverage(2, 1, 3, 1, 4, 100, 5, 100, 6, 99, 8, 100, 10, 1),
};

export interface FakeContext extends SynthesisContext {
  /** Watches that were asked for. */
  readonly watches: readonly Watch[];
}

/** A small quadratic program, measured once; values are invented: reading k of input j is from j to k. */
export function fakeContext(changes: Partial<SynthesisContext> = {}): FakeContext {
  const watches: Watch[] = [];
  return {
    target: { specifier: 'dedupe.js#dedupe', kind: 'function' },
    sources: [DEDUPE],
    places: [PLACE],
    locate: () => ({ problem: 'nobody asks' }),
    inputs: [
      {
        place: 'args[0]',
        names: ['items'],
        kind: 'list',
        description: 'list of integers 0 to 1,000, up to 500 long',
      },
    ],
    runs: [SLOW, FAST],
    pairs: [PAIR],
    observe: async (watch, inputs) => {
      watches.push(watch);
      return await Promise.resolve(
        inputs.map((_, j) => ({
          ...SLOW,
          readings: Float64Array.from(watch.expressions.flatMap((__, k) => [j, k])),
        })),
      );
    },
    show: (input) => input,
    seed: 1,
    signal: new AbortController().signal,
    watches,
    ...changes,
  };
}

export const FIRST_ROUND: SynthesisHistory = { round: 1, accepted: [], rejected: [], scores: [] };

/** A round after one constraint passed, and one did not. */
export const SECOND_ROUND: SynthesisHistory = {
  round: 2,
  accepted: [
    {
      constraint: {
        id: 'few-repeats',
        source: 'llm',
        description: 'different items make the list grow',
        where: { file: 'dedupe.js', function: 'dedupe', line: 3, at: 'loop' },
        let: { share: 'len(seen) / len(items)' },
        when: 'share > 0.5',
        expects: 'slower',
      },
      place: PLACE,
      round: 1,
      evidence: [{ check: 'parses', passed: true, text: 'share > 0.5' }],
    },
  ],
  rejected: [
    {
      id: 'long',
      source: 'llm',
      round: 1,
      document: {
        id: 'long',
        where: { file: 'dedupe.js', line: 3, at: 'loop' },
        when: 'len(items) > 10',
      },
      evidence: [
        { check: 'parses', passed: true, text: 'len(items) > 10' },
        { check: 'in-scope', passed: true, text: 'items' },
        { check: 'separates-its-pair', passed: false, text: 'it holds in both runs of pair-1' },
      ],
    },
  ],
  scores: [
    { id: 'few-repeats', bestMargin: 0, satisfied: 40, observed: 900, finds: 3, stepsGained: 4100 },
    { id: 'other', bestMargin: 0.4321, satisfied: 0, observed: 900, finds: 0, stepsGained: 0 },
  ],
};

/** An answer in the form that servers hold models to. */
export function answer(
  constraints: readonly object[] = [constraintAnswer('few-distinct')],
  recipes: readonly object[] = [],
): string {
  return JSON.stringify({
    analysis: 'The inner loop walks all that was seen.',
    constraints,
    recipes,
  });
}

export function constraintAnswer(id: string, when = 'share > 0.5'): object {
  return {
    id,
    description: 'different items make the list grow',
    where: { file: 'dedupe.js', function: null, line: 3, at: 'loop' },
    let: [{ name: 'share', expression: 'len(seen) / len(items)' }],
    when,
  };
}

export function recipeAnswer(id: string, reaches: string | null = null): object {
  return {
    id,
    description: 'all different',
    reaches,
    input: [{ place: 'items', expression: 'i' }],
  };
}
