import { describe, expect, it } from 'vitest';
import type { Constraint, Recipe } from '../../../../constraints/language/constraint.ts';
import { parseExpression } from '../../../../constraints/language/parse.ts';
import { parseConstraint, parseRecipe } from '../../../../constraints/language/schema.ts';
import { createRng } from '../../../../src/core/rng.ts';
import type { SynthesisContext, SynthesisHistory } from '../../../../src/core/synthesis.ts';
import { partialRankCorrelation } from '../../../../src/evaluate/size-control.ts';
import { sizeStrata } from '../../../../src/evaluate/size-strata.ts';
import { uplift } from '../../../../src/evaluate/uplift.ts';
import { gateCandidates, type GateVerdicts } from '../../../../src/synthesize/gate/gate.ts';
import { createProfileSynthesizer } from '../../../../src/synthesize/profile/synthesizer.ts';
import { type FakeProgram, fakeSynthesis } from '../../../helpers/fake-synthesis.ts';
import { brackets, lists, wordLists } from './fake-inputs.ts';
import {
  allPairs,
  bracketParser,
  equalPairs,
  hashTable,
  insertionSort,
  quickSort,
  searchTree,
  subsetSum,
  subtraction,
  thresholdProgram,
} from './fake-programs.ts';

const SIZES = [10, 20, 40];
const FIRST: SynthesisHistory = { round: 1, accepted: [], rejected: [], scores: [] };
const PORTS = { stratify: sizeStrata, uplift };

interface Proposed {
  readonly constraints: readonly Constraint[];
  readonly recipes: readonly Recipe[];
  readonly notes: readonly string[];
}

async function propose(
  context: SynthesisContext,
  history: SynthesisHistory = FIRST,
): Promise<Proposed> {
  const proposal = await createProfileSynthesizer(PORTS).propose(context, history);
  return {
    constraints: proposal.constraints.map((document) => {
      const parsed = parseConstraint(document);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.constraint;
    }),
    recipes: proposal.recipes.map((document) => {
      const parsed = parseRecipe(document);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.recipe;
    }),
    notes: proposal.notes,
  };
}

async function gate(
  context: SynthesisContext,
  { constraints }: Pick<Proposed, 'constraints'>,
): Promise<GateVerdicts> {
  return await gateCandidates(
    constraints,
    context,
    { correlate: partialRankCorrelation },
    {
      source: 'profile',
      round: 1,
      measure: { maxSteps: 1e9 },
      accepted: [],
      takenIds: new Set(),
      allowSizeOnly: false,
    },
  );
}

function manyLists(): readonly [number[]][] {
  return [7, 8, 9].flatMap((seed) => lists(SIZES, 1000, seed));
}

function keyLists(): readonly [number[]][] {
  const rng = createRng(3);
  return SIZES.flatMap((n) =>
    Array.from({ length: 12 }, (_, k): [number[]] => [
      Array.from({ length: n }, (__, i) => {
        if (k % 3 === 0) return 16 * i + k;
        return k % 3 === 1 ? rng.int(0, 5000) : 16 * rng.int(0, n >> 2);
      }),
    ]),
  );
}

function weightLists(): readonly [number[], number][] {
  const rng = createRng(9);
  return [7, 9, 11].flatMap((n) =>
    Array.from({ length: 16 }, (): [number[], number] => {
      const most = rng.pick([3, 10, 30, 100]);
      return [Array.from({ length: n }, () => rng.int(1, most)), rng.int(5, 150)];
    }),
  );
}

function numberPairs(): readonly [number, number][] {
  const rng = createRng(4);
  return Array.from({ length: 90 }, () => [
    rng.int(1, 1000),
    rng.int(1, rng.pick([3, 10, 100, 1000])),
  ]);
}

const PROGRAMS: readonly (readonly [
  name: string,
  program: FakeProgram,
  inputs: readonly (readonly unknown[])[],
  reason: RegExp,
])[] = [
  ['insertion sort', insertionSort, manyLists(), /(inversions|sortedness)\(values\)/],
  ['quicksort', quickSort, manyLists(), /(inversions|sortedness)\((values|list)\)/],
  ['a hash table', hashTable, keyLists(), /len\(chain\)/],
  [
    'a search tree',
    searchTree,
    [...wordLists(SIZES), ...wordLists([14, 28])],
    /sortedness\(words\)/,
  ],
  ['equal pairs', equalPairs, lists(SIZES), /duplicates\(values\)|maxRun\(values\)/],
  ['a bracket parser', bracketParser, brackets(SIZES), /depth\(text\)/],
  ['subtraction', subtraction, numberPairs(), /m \/ n|max\(m, n\)/],
  ['subset sum', subsetSum, weightLists(), /(max|sum|min)\(weights\) \/ target/],
];

/** What the programs above get, worked out once. */
const PROPOSALS = new Map<FakeProgram, Promise<Proposed>>();

async function proposalFor(
  program: FakeProgram,
  inputs: readonly (readonly unknown[])[],
): Promise<Proposed> {
  const known = PROPOSALS.get(program) ?? propose(fakeSynthesis(program, inputs));
  PROPOSALS.set(program, known);
  return await known;
}

describe('what is proposed', () => {
  it.each(PROGRAMS)('for %s names the reason', async (_, program, inputs, reason) => {
    const { constraints } = await proposalFor(program, inputs);
    expect(constraints.map(({ when }) => when)).toContainEqual(expect.stringMatching(reason));
  });

  it.each(PROGRAMS)('for %s passes the gate', async (_, program, inputs) => {
    const context = fakeSynthesis(program, inputs);
    const { accepted, rejected } = await gate(context, await proposalFor(program, inputs));
    expect(rejected.map(({ evidence }) => evidence.at(-1)?.text)).toEqual([]);
    expect(accepted.length).toBeGreaterThan(0);
  });

  it('holds what satisfying it costs, in words', async () => {
    const { constraints } = await propose(fakeSynthesis(equalPairs, lists(SIZES)));
    expect(constraints[0]?.description).toMatch(
      /^[A-Z].*: of \d+ profiled runs, the \d+ that satisfy it cost [\d.]+ times as much as others of like size\.$/,
    );
    expect(
      constraints.every(({ source, expects }) => source === 'profile' && expects === 'slower'),
    ).toBe(true);
  });

  it('is not much, and not the same thing twice', async () => {
    for (const [, program, inputs] of PROGRAMS) {
      const { constraints, recipes } = await proposalFor(program, inputs);
      expect(constraints.length).toBeLessThanOrEqual(12);
      const ids = [...constraints, ...recipes].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is the same for equal evidence', async () => {
    const once = await propose(fakeSynthesis(quickSort, lists(SIZES)));
    const again = await propose(fakeSynthesis(quickSort, lists(SIZES)));
    expect(again).toEqual(once);
  });

  it('takes three observations', async () => {
    const context = fakeSynthesis(insertionSort, manyLists());
    await propose(context);
    expect(context.observed).toHaveLength(3);
  });
});

describe('a threshold', () => {
  it.each([0.3, 0.6])('is fitted to where the data part, at %d', async (limit) => {
    const rng = createRng(6);
    const inputs = SIZES.flatMap((n) =>
      Array.from({ length: 20 }, (_, k): [number[]] => {
        const different = Math.max(1, Math.round(n * (1 - k / 20)));
        return [
          Array.from({ length: n }, (__, i) => (i < different ? i : rng.int(0, different - 1))),
        ];
      }),
    );
    const context = fakeSynthesis(thresholdProgram(limit), inputs);
    const { constraints } = await propose(context);
    const fitted = constraints.flatMap(({ when }) => {
      const [, operator, value] = /duplicates\(values\) (>=?) ([\d.]+)$/.exec(when) ?? [];
      return operator === undefined ? [] : [Number(value)];
    });
    expect(fitted).toHaveLength(1);
    expect(Math.abs((fitted[0] ?? 0) - limit)).toBeLessThanOrEqual(0.05);
  });
});

describe('where data explains nothing', () => {
  it('size does, and nothing is said about data', async () => {
    const context = fakeSynthesis(allPairs, lists(SIZES));
    const { constraints, notes } = await propose(context);
    expect(constraints.length).toBeGreaterThan(0);
    for (const { when } of constraints) expect(when).toMatch(/^len\(values\) > \d+$/);
    expect(notes.join()).toMatch(/nothing that was looked at tells slow inputs from fast ones/);
  });

  it('noise is not explained by data', async () => {
    let explained = 0;
    for (let seed = 0; seed < 10; seed++) {
      const rng = createRng(seed);
      const noise = new Map<string, number>();
      const program: FakeProgram = {
        ...allPairs,
        run: (args, look) => {
          const { steps, output } = allPairs.run(args, look);
          const key = JSON.stringify(args);
          if (!noise.has(key)) noise.set(key, 1 + 3 * rng.unit());
          return { steps: Math.round(steps * (noise.get(key) ?? 1)), output };
        },
      };
      const { constraints } = await propose(fakeSynthesis(program, lists(SIZES)));
      if (constraints.some(({ when }) => !when.startsWith('len(values)'))) explained++;
    }
    expect(explained).toBeLessThanOrEqual(2);
  });

  it('too few runs say nothing', async () => {
    const { constraints, notes } = await propose(
      fakeSynthesis(insertionSort, lists([8]).slice(0, 5)),
    );
    expect(constraints).toEqual([]);
    expect(notes).toEqual(['only 5 inputs to compare: too few to tell a cause from chance']);
  });

  it('costs that do not differ say nothing', async () => {
    const program: FakeProgram = {
      ...allPairs,
      run: (args, look) => ({ ...allPairs.run(args, look), steps: 7 }),
    };
    const { constraints } = await propose(fakeSynthesis(program, lists(SIZES)));
    expect(constraints).toEqual([]);
  });
});

describe('a later round', () => {
  it('proposes nothing that was accepted, whatever the threshold', async () => {
    const context = fakeSynthesis(insertionSort, manyLists());
    const { accepted } = await gate(context, await propose(context));
    const other = fakeSynthesis(insertionSort, lists([16, 32, 40], 900, 8));
    const { constraints } = await propose(other, { ...FIRST, round: 2, accepted });
    const shape = ({ where, when }: Constraint): string =>
      `${where.function} ${where.at} ${when.replaceAll(/-?\d[\d.]*/g, '0')}`;
    const before = accepted.map(({ constraint }) => shape(constraint));
    for (const constraint of constraints) expect(before).not.toContain(shape(constraint));
  });

  it('has nothing to add about the same runs', async () => {
    const context = fakeSynthesis(insertionSort, manyLists());
    const synthesizer = createProfileSynthesizer(PORTS);
    const first = await synthesizer.propose(context, FIRST);
    const { accepted } = await gate(context, { constraints: first.constraints as Constraint[] }); // its own
    const again = await synthesizer.propose(context, { ...FIRST, round: 2, accepted });
    expect(again).toEqual({ constraints: [], recipes: [], notes: [] });
  });

  it('does not repeat what was rejected', async () => {
    const context = fakeSynthesis(equalPairs, lists(SIZES));
    const { constraints } = await propose(context);
    const rejected = constraints.map((document) => ({
      document: JSON.parse(JSON.stringify(document)),
      id: document.id,
      source: 'profile' as const,
      round: 1,
      evidence: [],
    }));
    const again = await propose(context, { ...FIRST, round: 2, rejected });
    const before = constraints.map(({ when }) => when);
    for (const { when } of again.constraints) expect(before).not.toContain(when);
  });
});

describe('recipes', () => {
  it('are written in what the inputs have', async () => {
    const { constraints, recipes } = await propose(fakeSynthesis(subtraction, numberPairs()));
    const recipe = recipes.find(({ input }) => 'args[0]' in input && 'args[1]' in input);
    expect(Number(recipe?.input['args[0]'])).toBeGreaterThan(900);
    expect(Number(recipe?.input['args[1]'])).toBe(1);
    expect(constraints.map(({ id }) => id)).toContain(recipe?.reaches);
  });

  it('write nests in the brackets of the input', async () => {
    const { recipes } = await propose(fakeSynthesis(bracketParser, brackets(SIZES)));
    expect(recipes.map(({ input }) => input['args[0]'])).toContain(`i < n / 2 ? "(" : ")"`);
  });

  it('follow a variable of another name to the input that it equals', async () => {
    const inputs = equalPairs.inputs.map((place) => ({ ...place, names: ['args'] }));
    const context = fakeSynthesis({ ...equalPairs, inputs }, lists([10, 14, 20, 28, 40]));
    const { recipes } = await propose(context);
    expect(recipes.map(({ input }) => Object.keys(input))).toContainEqual(['args[0]']);
  });

  it('leave out what stands for no input', async () => {
    const context = fakeSynthesis({ ...equalPairs, inputs: [] }, lists(SIZES));
    const { constraints, recipes } = await propose(context);
    expect(constraints.length).toBeGreaterThan(0);
    expect(recipes).toEqual([]);
  });

  it('are expressions, all of them', async () => {
    for (const [, program, inputs] of PROGRAMS) {
      const { recipes } = await proposalFor(program, inputs);
      for (const expression of recipes.flatMap(({ input }) => Object.values(input))) {
        expect(parseExpression(expression)).toMatchObject({ ok: true });
      }
    }
  });
});
