import type { Host } from '../../harness/protocol.ts';
import type { ParsedRecipe } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';
import { createRng } from '../core/rng.ts';
import type { Level } from './archive.ts';
import { type ArmState, Bandit } from './bandit.ts';
import { createGoals } from './constraints/goals.ts';
import { lookAgain } from './constraints/look-again.ts';
import type { Watcher } from './constraints/watcher.ts';
import { uncountedNotes } from './uncounted.ts';
import { SearchCore } from './core.ts';
import { pickLevel } from './levels.ts';
import { MutantMaker } from './mutate.ts';
import { Recipes } from './recipes.ts';
import { checkRepeatable, runSeeds } from './repeatable.ts';
import type {
  BeginRequest,
  EpochReport,
  EpochRequest,
  SearchOptions,
  SeedReport,
} from './requests.ts';
import type { Runner, Task } from './run.ts';
import { finish } from './stages/finish.ts';
import { adversary, takesOrders } from './stages/adversary.ts';
import { approach } from './stages/approach.ts';
import { ascend } from './stages/ascend.ts';
import { climb } from './stages/climb.ts';
import { descend } from './stages/descend.ts';
import { generate } from './stages/generate.ts';
import { imitate } from './stages/imitate.ts';
import { lineSearch } from './stages/line-search.ts';
import { promote } from './stages/promote.ts';
import { recipe } from './stages/recipe.ts';
import { splice } from './stages/splice.ts';
import { SOURCES, type Stage, type StageContext } from './stages/stage.ts';
import type { SearchState } from './state.ts';
import { restoreLevels, saveLevels } from './state.ts';
import { Vocabulary } from './vocabulary.ts';

/** Attempts per execution before an epoch that cannot make inputs any more is ended. */
const ATTEMPTS_PER_EXEC = 3;

/** What a search may go by besides costs. */
export interface SearchAids {
  /** Needed when the options name constraints: its first expressions are their margins. */
  readonly watcher?: Watcher | undefined;
  readonly recipes?: readonly ParsedRecipe[] | undefined;
}

/** What a turn that found nothing to do is charged as: left free, a stage that never applies would have most turns. */
const IDLE_TURN_EXECS = 64;

/** One shard's search. Between two epochs its whole state is a {@link SearchState}. */
export class Search {
  readonly #core: SearchCore;
  readonly #maker: MutantMaker;
  readonly #recipes: Recipes | undefined;
  readonly #stages: readonly Stage[];
  /** Stages that every search has: the first ones. */
  readonly #ownStages: number;
  readonly #stageArms: Bandit;
  readonly #sourceArms: Bandit;

  constructor(
    host: Host,
    model: InputModel,
    runner: Runner,
    options: SearchOptions,
    state?: SearchState,
    aids: SearchAids = {},
  ) {
    const { without } = options;
    const uniform = without.includes('bandit');
    this.#core = new SearchCore(
      host,
      model,
      runner,
      options,
      createGoals(options, aids.watcher, state?.goals),
      new Vocabulary(state?.vocabulary),
      state?.hearing,
    );
    if (state !== undefined) restore(this.#core, state);
    host.setFresh(this.#core.totals.fresh);
    host.setSampled(true);
    host.setMaxSteps(options.ladderMaxSteps);
    this.#maker = new MutantMaker(this.#core, createRng(options.seed), {
      sequence: state?.sequenceArms,
      number: state?.numberArms,
    });
    const hasRecipes = (aids.recipes ?? []).length > 0 && !without.includes('recipes');
    this.#recipes = hasRecipes
      ? new Recipes(aids.recipes ?? [], { uniform, state: state?.recipes })
      : undefined;
    const own = [
      climb,
      generate,
      ...(without.includes('line-search') ? [] : [lineSearch]),
      ...(without.includes('splice') ? [] : [splice]),
      ...(without.includes('ladder') ? [] : [ascend]),
      ...(without.includes('dictionary') ? [] : [imitate, approach]),
      ...(without.includes('adversary') || !takesOrders(model) ? [] : [adversary]),
    ];
    const aided = [
      ...(this.#core.goals?.isRewarded === true
        ? [{ stage: descend, arm: state?.goals?.stage }]
        : []),
      ...(hasRecipes ? [{ stage: recipe, arm: state?.recipes?.stage }] : []),
    ];
    this.#ownStages = own.length;
    this.#stages = [...own, ...aided.map(({ stage }) => stage)];
    this.#stageArms = new Bandit(
      this.#stages.map(({ name }) => name),
      {
        uniform: false,
        arms: [...own.map((_, k) => state?.stageArms[k]), ...aided.map(({ arm }) => arm)],
      },
    );
    this.#sourceArms = new Bandit(SOURCES, {
      uniform,
      ...(state === undefined ? {} : { arms: state.sourceArms }),
    });
  }

  /** Runs the seeds, and a few generated inputs; finds out whether the program keeps state or is nondeterministic. */
  begin({ seeds, quarantine, journal }: BeginRequest): Task<SeedReport> {
    this.#core.quarantine = new Set(quarantine);
    this.#core.journalAll = journal;
    return runSeeds(this.#core, seeds);
  }

  /** After a restore: the first call of a program may build tables, which the search that is gone on with had behind it. */
  *warmUp(): Task<null> {
    const core = this.#core;
    for (const level of core.levels) {
      const [entry] = level.entries();
      if (entry === undefined || !core.prepare(entry.genotype, 0)) continue;
      yield;
      break;
    }
    return null;
  }

  *epoch(request: EpochRequest): Task<EpochReport> {
    const core = this.#core;
    const { options, totals } = core;
    const execsBefore = totals.execs;
    const stepsBefore = totals.steps;
    const rng = createRng(options.seed, options.shard, request.epoch);
    this.#maker.reseed(rng);
    core.quarantine = new Set(request.quarantine);
    core.journalAll = request.journal;
    core.prizes = [];
    core.teller = options.shard;
    core.execsLeft = request.execs;
    core.attemptsLeft = request.execs * ATTEMPTS_PER_EXEC;
    core.stepsLeft = request.steps;
    const context: StageContext = {
      core,
      maker: this.#maker,
      sourceArms: this.#sourceArms,
      recipes: this.#recipes,
      rng,
    };
    yield* this.#takeIn(request.imports);
    if (request.stage === 'final') yield* finish(context);
    // The turns stand here and not in a task of their own: each task around a stage costs every execution some percent.
    while (request.stage !== 'final' && core.mayGoOn) {
      yield* lookAgain(core);
      const level = pickLevel(core.efforts);
      if (this.#isPromotionDue(context, level)) {
        yield* promote.run(context, level);
        core.attemptsLeft--;
        if (!(core.levels[level] as Level).isEmpty) continue;
      }
      const arm = this.#pickStage(context, level);
      const before = totals.execs;
      const reward = yield* (this.#stages[arm] as Stage).run(context, level);
      core.attemptsLeft--;
      const execs = totals.execs - before;
      // It may take one execution to see that there is nothing to do.
      this.#stageArms.charge(arm, execs > 1 || reward > 0 ? execs : IDLE_TURN_EXECS);
      if (reward > 0) this.#stageArms.reward(arm, reward, 0);
    }
    const notes = [...(yield* checkRepeatable(core)), ...uncountedNotes(core.host)];
    core.learn();
    this.#maker.sequenceArms.turn();
    this.#maker.numberArms.turn();
    this.#stageArms.turn();
    this.#sourceArms.turn();
    core.goals?.arms.turn();
    this.#recipes?.arms.turn();
    return this.#report(
      request.epoch,
      totals.execs - execsBefore,
      totals.steps - stepsBefore,
      notes,
    );
  }

  snapshot(): SearchState {
    const core = this.#core;
    const saved = saveLevels(core.levels, core.model);
    const arms = this.#stageArms.state();
    const armOf = (stage: Stage): ArmState | undefined => arms[this.#stages.indexOf(stage)];
    const sitesHit: number[] = [];
    core.siteHit.forEach((hit, site) => {
      if (hit === 1) sitesHit.push(site);
    });
    return {
      version: 1,
      totals: { ...core.totals, outcomes: [...core.totals.outcomes] },
      ...saved,
      efforts: core.efforts.map((effort) => ({ ...effort })),
      sitesHit,
      sequenceArms: this.#maker.sequenceArms.state(),
      numberArms: this.#maker.numberArms.state(),
      stageArms: arms.slice(0, this.#ownStages),
      sourceArms: this.#sourceArms.state(),
      prizes: [...core.prizeKeys],
      vocabulary: core.vocabulary.state(),
      hearing: core.hearing.state(),
      ...(core.goals && { goals: { ...core.goals.state(), stage: armOf(descend) } }),
      ...(this.#recipes && { recipes: { ...this.#recipes.state(), stage: armOf(recipe) } }),
    };
  }

  /** Whether patterns of smaller sizes are tried at this one before anything else. */
  #isPromotionDue({ core, rng }: StageContext, level: number): boolean {
    if (level === 0 || core.options.without.includes('ladder')) return false;
    return (
      core.efforts[level]?.promotionDue === true ||
      (core.levels[level] as Level).isEmpty ||
      rng.oneIn(12)
    );
  }

  /** New recipes have their turn first, then what reached something new, then an empty level is filled, then what pays. */
  #pickStage({ core, rng }: StageContext, level: number): number {
    if (this.#recipes?.isDue(level) === true) return this.#stages.indexOf(recipe);
    // Every second turn: a large program has something new for thousands of executions.
    if (this.#stages.includes(imitate) && rng.oneIn(2) && core.hearing.isDue(core))
      return this.#stages.indexOf(imitate);
    return (core.levels[level] as Level).isEmpty
      ? this.#stages.indexOf(generate)
      : this.#stageArms.pick(rng);
  }

  /** Runs what other shards found. */
  *#takeIn(imports: EpochRequest['imports']): Task<void> {
    const core = this.#core;
    for (const { input, id } of imports) {
      const genotype = core.model.decode(input);
      if (!core.prepare(genotype, 0)) continue;
      yield;
      const { entry } = core.settle(genotype, 'import', undefined, undefined);
      if (entry !== undefined) entry.number = id;
    }
  }

  #report(epoch: number, execs: number, steps: number, notes: readonly string[]): EpochReport {
    const core = this.#core;
    const { totals, levels } = core;
    const frontier = levels.flatMap(({ best }) =>
      best === undefined ? [] : [{ size: best.size, steps: best.steps }],
    );
    const best = frontier.reduce((a, b) => (b.steps > a.steps ? b : a), { steps: 0, size: 0 });
    return {
      epoch,
      execs,
      steps,
      finds: core.takeFinds(),
      prizes: core.prizes,
      totals: {
        execs: totals.execs,
        steps: totals.steps,
        frontierAgeExecs: totals.execs - totals.movedAtExecs,
        frontierAgeSteps: totals.steps - totals.movedAtSteps,
        sitesHit: core.siteHit.reduce((sum, hit) => sum + hit, 0),
        corpus: levels.reduce((sum, level) => sum + level.entries().length, 0),
        outcomes: [...totals.outcomes],
        costRange: totals.costRange,
      },
      best,
      frontier,
      mutators: [...this.#maker.sequenceArms.report(), ...this.#maker.numberArms.report()],
      stages: this.#stageArms.report(),
      constraints: core.goals?.report() ?? [],
      recipes: this.#recipes?.arms.report() ?? [],
      notes,
    };
  }
}

function restore(core: SearchCore, state: SearchState): void {
  Object.assign(core.totals, state.totals, { outcomes: [...state.totals.outcomes] });
  const { goals } = core;
  const constraints = goals?.isRewarded === true ? goals.ids : [];
  restoreLevels(state, core.model, core.host.counts.length, constraints).forEach((level, k) => {
    core.levels[k] = level;
  });
  if (goals?.isRewarded === true)
    goals.unseen = core.levels
      .flatMap((level) => level.entries())
      .filter(({ margins }) => margins === undefined)
      .sort((a, b) => a.id - b.id);
  state.efforts.forEach((effort, k) => {
    core.efforts[k] = { ...effort };
  });
  for (const site of state.sitesHit) core.siteHit[site] = 1;
  for (const key of state.prizes) core.prizeKeys.add(key);
}
