import { OUTCOMES } from '../../../harness/protocol.ts';
import { applyRecipe } from '../apply-recipe.ts';
import type { Entry, Level } from '../archive.ts';
import { levelOf } from '../levels.ts';
import type { SearchCore } from '../core.ts';
import type { Task } from '../run.ts';
import type { StageContext } from './stage.ts';

const STEPS_EXCEEDED = OUTCOMES.indexOf('steps-exceeded');
/** Stopped inputs that a final epoch runs again, smallest first: the larger ones follow from what they show. */
const MAX_UNCAPPED = 2;
/** Fuel that a predicted cost may use: the prediction is rough. */
const HEADROOM = 0.6;

/**
 * Takes the best patterns to the largest size whose cost still fits the final fuel, then climbs there. Few executions:
 * each may cost seconds.
 */
export function* finish(context: StageContext): Task<void> {
  const { core, maker, rng } = context;
  const target = reachableSize(core);
  const level = core.levels[levelOf(target)] as Level;
  const sources = patternsBelow(core, target);
  core.host.setMaxSteps(core.options.finalMaxSteps);
  try {
    yield* uncap(core);
    yield* followRecipes(context, target);
    for (let turn = 0; core.goOn(); turn++) {
      const best = level.best;
      const source = sources[turn % Math.max(1, sources.length)];
      const scales =
        source !== undefined && (best === undefined || best.size < target * 0.9 || turn % 3 === 0);
      if (scales) {
        const genotype = core.model.scale(rng, source.genotype, target / source.size);
        if (!core.prepare(genotype, core.options.finalMaxSteps)) continue;
        yield;
        core.settle(genotype, 'scale', source, undefined);
      } else if (best !== undefined) {
        const mutant = maker.make(best, target, undefined);
        if (mutant === undefined || !core.prepare(mutant.genotype, best.steps)) continue;
        yield;
        maker.charge(mutant);
        core.settle(mutant.genotype, mutant.op, best, undefined);
      } else {
        return;
      }
    }
  } finally {
    core.host.setMaxSteps(core.options.ladderMaxSteps);
  }
}

/** Runs the best input of a level again that was stopped at the ladder's fuel: what it costs is not known. */
function* uncap(core: SearchCore): Task<void> {
  const capped = core.levels.flatMap(({ best }) =>
    best?.outcome === STEPS_EXCEEDED && best.steps < core.options.finalMaxSteps ? [best] : [],
  );
  for (const entry of capped.slice(0, MAX_UNCAPPED)) {
    if (!core.goOn()) return;
    if (!core.prepare(entry.genotype, core.options.finalMaxSteps)) continue;
    yield;
    core.settle(entry.genotype, entry.op, entry, undefined);
  }
}

/** Recipes that have brought something make their input of the target's size, each once: no pattern is lost in scaling. */
function* followRecipes({ core, recipes, rng }: StageContext, target: number): Task<void> {
  // The final stage counts as a level of its own, above all.
  const level = core.levels.length;
  while (recipes !== undefined && core.execsLeft > 0) {
    const arm = recipes.nextProven(level);
    if (arm === undefined || !core.goOn()) return;
    const recipe = recipes.at(arm);
    const application = { model: core.model, recipe, size: target, rng };
    const genotype = applyRecipe(core.model.generate(rng, target), application);
    if (!core.prepare(genotype, core.options.finalMaxSteps)) continue;
    yield;
    core.settle(genotype, `recipe:${recipe.id}`, undefined, undefined);
  }
}

/** Uncapped entries of the levels up to the target, those with the highest predicted cost at the target first. */
function patternsBelow(core: SearchCore, target: number): readonly Entry[] {
  const exponent = Math.max(1, growthExponent(core));
  const predicted = ({ steps, size }: Entry): number => steps * (target / size) ** exponent;
  return core.levels
    .flatMap(({ contenders, rate }) => (rate === undefined ? contenders : [...contenders, rate]))
    .filter((entry, i, all) => all.indexOf(entry) === i)
    .filter(({ outcome, size }) => outcome !== STEPS_EXCEEDED && size <= target)
    .sort((a, b) => predicted(b) - predicted(a))
    .slice(0, 8);
}

/** Best uncapped entry of each level, ascending level. */
function frontier(core: SearchCore): readonly Entry[] {
  return core.levels.flatMap(({ contenders }) => {
    const best = contenders.find(({ outcome }) => outcome !== STEPS_EXCEEDED);
    return best === undefined ? [] : [best];
  });
}

/** Slope of log cost on log size between the last two doublings of the frontier; 1 when it cannot be told. */
function growthExponent(core: SearchCore): number {
  const points = frontier(core);
  const last = points.at(-1);
  const earlier = points.at(-3) ?? points.at(-2);
  if (last === undefined || earlier === undefined || last.size <= earlier.size) return 1;
  return Math.log(last.steps / Math.max(1, earlier.steps)) / Math.log(last.size / earlier.size);
}

/** The largest size whose predicted cost fits the final fuel. */
function reachableSize(core: SearchCore): number {
  const last = frontier(core).at(-1);
  if (last === undefined) return core.maxSize;
  const exponent = Math.max(0.5, growthExponent(core));
  const factor =
    ((core.options.finalMaxSteps * HEADROOM) / Math.max(1, last.steps)) ** (1 / exponent);
  return Math.max(last.size, Math.min(core.maxSize, Math.floor(last.size * factor)));
}
