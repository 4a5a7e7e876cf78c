import { chainOfOps } from '../build-suite.ts';
import type { NewTest } from '../suite-file.ts';
import type {
  BuildProblemSuiteOptions,
  SuiteSolution,
  TestDraft,
  TestOrigin,
} from './problem-suite-options.ts';
import { isSamePath, ratioOf, type ScoredInput, stepsOn } from './scored-input.ts';
import { declaredPairs } from './separation.ts';

/** What inputs made by a recipe are called, before the recipe's id. */
const RECIPE = 'recipe:';

/** Everything that a suite tells of a test: costs, contrast, provenance, growth, expected output. */
export async function describeTest<G>(
  { input, origin }: TestDraft,
  role: NewTest['role'],
  calibratedFrom: TestOrigin | undefined,
  options: BuildProblemSuiteOptions<G>,
): Promise<NewTest> {
  const { finding, runs, slowest, finder } = input;
  const { solutions } = options;
  const { provenance } = finding;
  const { expected, oracle } = await options.expect(finding.input);
  const findings = solutions[finder]?.findings ?? options.found;
  const byId = new Map(findings.map((one) => [one.provenance.id, one]));
  const worst = runs[slowest];
  const growths = solutions.flatMap(({ growth }, k) => (growth === undefined ? [] : [k]));
  const ops = chainOfOps(finding, byId);
  const isSmaller = finding.size < origin.size || stepsOn(input, slowest) !== origin.steps;
  return {
    input: options.render(finding.input),
    ...(expected === undefined ? {} : { expected }),
    role,
    size: worst?.size ?? finding.size,
    steps: worst?.steps ?? finding.steps,
    allocUnits: worst?.allocUnits ?? finding.allocUnits,
    outcome: worst?.outcome ?? finding.outcome,
    outputDigest: worst?.outputDigest ?? '',
    isSeed: false,
    provenance: {
      id: provenance.id,
      parents: [...provenance.parents],
      ops,
      execs: provenance.execs,
      ...(finder < 0 ? {} : { solution: solutions[finder]?.name ?? '' }),
    },
    ...(isSmaller ? { minimisedFrom: origin } : {}),
    ...(calibratedFrom === undefined ? {} : { calibratedFrom }),
    hot: solutions[slowest]?.hottest(worst?.hits ?? new Int32Array()) ?? [],
    ...(growths.includes(slowest) ? { growth: growths.indexOf(slowest) } : {}),
    costs: Object.fromEntries(
      solutions.map(({ name }, k) => [
        name,
        { steps: runs[k]?.steps ?? 0, outcome: runs[k]?.outcome ?? 'crashed' },
      ]),
    ),
    ...contrastOf(input, solutions),
    ...recipeOf(ops, solutions[finder]),
    oracle,
  };
}

/** The first is the costliest; the others are the first of their slow path, or a further size of one. */
export function rolesOf(inputs: readonly ScoredInput[]): readonly NewTest['role'][] {
  return inputs.map((input, k) => {
    if (k === 0) return 'costliest';
    return inputs.slice(0, k).some((other) => isSamePath(other, input)) ? 'size' : 'path';
  });
}

/** The recipe that an input descends from, if it descends from one. */
function recipeOf(
  ops: readonly string[],
  solution: SuiteSolution | undefined,
): Pick<NewTest, 'recipe'> {
  const id = ops.find((op) => op.startsWith(RECIPE))?.slice(RECIPE.length);
  const recipe = solution?.recipes.find((one) => one.id === id);
  return recipe === undefined ? {} : { recipe: { id: recipe.id, input: { ...recipe.input } } };
}

/** The pair of different classes that a test sets furthest apart; nothing when all classes are the same. */
function contrastOf(
  input: ScoredInput,
  solutions: readonly SuiteSolution[],
): Pick<NewTest, 'contrast'> {
  const pairs = declaredPairs(solutions.map(({ rank }) => rank));
  const [best] = pairs.toSorted((a, b) => ratioOf(input, b) - ratioOf(input, a));
  if (best === undefined) return {};
  const [slower, faster] = best.map((k) => solutions[k]?.name ?? '') as [string, string];
  return { contrast: { slower, faster, ratio: Math.round(ratioOf(input, best) * 1e4) / 1e4 } };
}
