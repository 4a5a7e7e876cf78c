import { AppError, HarnessError } from '../core/errors.ts';
import type { MeasureOptions } from '../core/executor.ts';
import type {
  Constraint,
  GatedConstraint,
  Proposal,
  RejectedConstraint,
  SynthesisContext,
  SynthesisHistory,
  Synthesizer,
  Uplift,
} from '../core/synthesis.ts';
import { isRecord, readDocument } from './document.ts';
import type { Origin } from './gate/candidate.ts';
import { gateCandidates, type GateOptions, type GatePorts } from './gate/gate.ts';
import { sampleOf } from './gate/sample.ts';
import { measureUplifts, type MeasureUplift } from './measure-uplifts.ts';
import { type ApplyRecipe, type GatedRecipe, gateRecipes } from './recipes.ts';
import { selectConstraints } from './select-constraints.ts';

export interface SynthesisPorts extends GatePorts {
  readonly uplift: MeasureUplift;
  readonly applyRecipe: ApplyRecipe;
}

export interface SynthesisOptions {
  /** How the runs of the sample were measured. */
  readonly measure: MeasureOptions;
  /** Recipes of earlier rounds. */
  readonly recipes: readonly GatedRecipe[];
  /** Constraints that the search has room for, those of earlier rounds included. */
  readonly maxConstraints: number;
  /** How often a synthesizer gets its rejected candidates back. */
  readonly maxRepairs: number;
}

/** What is new since the rounds of the history. */
export interface SynthesisResult {
  /** For the search, the most promising first. */
  readonly accepted: readonly GatedConstraint[];
  /** Passed the gate, but there is no room for them. */
  readonly spare: readonly GatedConstraint[];
  readonly rejected: readonly RejectedConstraint[];
  /** Over the sample, by id; left out where there is nothing to compare. */
  readonly uplifts: ReadonlyMap<string, Uplift>;
  readonly recipes: readonly GatedRecipe[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
  /** The last round that was asked for: the next history begins above it. */
  readonly lastRound: number;
}

/** Documents of one proposal that are looked at. */
const MAX_DOCUMENTS = 64;
/** Constraints that explain size alone, when there is nothing better. */
const MAX_SIZE_ONLY = 2;

/**
 * Asks the synthesizers in order until there are enough constraints, passes what they propose through the gate, and gives
 * rejected candidates back to whoever proposed them, with the evidence.
 * @throws AppError of a synthesizer that cannot work, when no other one follows; whatever the signal was aborted with.
 */
export async function runSynthesis(
  synthesizers: readonly Synthesizer[],
  context: SynthesisContext,
  history: SynthesisHistory,
  ports: SynthesisPorts,
  options: SynthesisOptions,
): Promise<SynthesisResult> {
  const session = new Session(context, history, ports, options);
  for (const [k, synthesizer] of synthesizers.entries()) {
    if (session.hasEnough()) break;
    await session.ask(synthesizer, k < synthesizers.length - 1);
  }
  return await session.finish();
}

/** One run over all synthesizers, and what has come of it so far. */
class Session {
  readonly #context: SynthesisContext;
  readonly #history: SynthesisHistory;
  readonly #ports: SynthesisPorts;
  readonly #options: SynthesisOptions;
  readonly #accepted: GatedConstraint[] = [];
  #rejected: RejectedConstraint[] = [];
  readonly #recipes: GatedRecipe[] = [];
  readonly #notes: string[] = [];
  /** Contents of the documents that were looked at. A later round may look at them again: its sample knows more. */
  readonly #seen = new Set<string>();
  #lastRound: number;

  constructor(
    context: SynthesisContext,
    history: SynthesisHistory,
    ports: SynthesisPorts,
    options: SynthesisOptions,
  ) {
    this.#context = context;
    this.#history = history;
    this.#ports = ports;
    this.#options = options;
    this.#lastRound = history.round;
    for (const { constraint } of history.accepted) {
      this.#seen.add(`constraints ${contentOf(constraint)}`);
    }
  }

  hasEnough(): boolean {
    return this.#everAccepted().length >= this.#options.maxConstraints;
  }

  /** Lets one synthesizer propose, and mend what was rejected as long as something new comes of it. */
  async ask(synthesizer: Synthesizer, isFollowed: boolean): Promise<void> {
    const source = synthesizer.name === 'replay' ? 'llm' : synthesizer.name;
    for (let attempt = 0; attempt <= this.#options.maxRepairs && !this.hasEnough(); attempt++) {
      const round = this.#history.round + attempt;
      this.#lastRound = Math.max(this.#lastRound, round);
      const mayFail = isFollowed || attempt > 0;
      const proposal = await this.#propose(synthesizer, round, mayFail);
      if (proposal === undefined) return;
      const rejected = await this.#judge(proposal, source, round);
      if (rejected === 0) return;
    }
  }

  async #propose(
    synthesizer: Synthesizer,
    round: number,
    mayFail: boolean,
  ): Promise<Proposal | undefined> {
    const rejected = [...this.#history.rejected, ...this.#rejected];
    const { scores } = this.#history;
    try {
      const history = { round, accepted: this.#everAccepted(), rejected, scores };
      return await synthesizer.propose(this.#context, history);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (!mayFail || !isExpected(error)) throw error;
      this.#notes.push(`--synth ${synthesizer.name} gave up: ${error.message}`);
      return undefined;
    }
  }

  /** @returns how many new candidates were rejected. */
  async #judge(proposal: Proposal, source: Constraint['source'], round: number): Promise<number> {
    this.#notes.push(...proposal.notes.filter((note) => !this.#notes.includes(note)));
    const documents = this.#fresh(proposal.constraints, 'constraints');
    const options = this.#gateOptions(source, round);
    const verdicts = await gateCandidates(documents, this.#context, this.#ports, options);
    this.#accepted.push(...verdicts.accepted);
    this.#rejected.push(...verdicts.rejected);
    const recipes = this.#fresh(proposal.recipes, 'recipes');
    const { applyRecipe } = this.#ports;
    const gated = gateRecipes(recipes, this.#context.inputs, applyRecipe, {
      source,
      accepted: [...this.#options.recipes, ...this.#recipes],
      constraintIds: verdicts.ids,
    });
    this.#recipes.push(...gated.accepted);
    this.#notes.push(
      ...gated.rejected.map(({ id, reason }) => `recipe ${id} was left out: ${reason}`),
    );
    return verdicts.rejected.length;
  }

  /** Those that were not looked at before. */
  #fresh(documents: readonly unknown[], what: 'constraints' | 'recipes'): readonly unknown[] {
    const fresh = documents.filter((document) => {
      const content = `${what} ${contentOf(document)}`;
      const isNew = !this.#seen.has(content);
      this.#seen.add(content);
      return isNew;
    });
    if (fresh.length > MAX_DOCUMENTS) {
      this.#notes.push(
        `of ${fresh.length} ${what} of one proposal the first ${MAX_DOCUMENTS} were looked at`,
      );
    }
    return fresh.slice(0, MAX_DOCUMENTS);
  }

  async finish(): Promise<SynthesisResult> {
    if (this.#everAccepted().length === 0) await this.#acceptSizeOnly();
    const { measure, maxConstraints } = this.#options;
    const inputs = sampleOf(this.#context).runs.map(({ input }) => input);
    const uplifts = await measureUplifts(
      this.#accepted,
      inputs,
      async (...asked) => await this.#context.observe(...asked),
      measure,
      this.#ports.uplift,
    );
    const room = Math.max(0, maxConstraints - this.#history.accepted.length);
    const { chosen, spare } = selectConstraints(this.#accepted, uplifts, room);
    return {
      accepted: chosen,
      spare,
      rejected: this.#rejected,
      uplifts,
      recipes: this.#recipes,
      notes: this.#notes,
      lastRound: this.#lastRound,
    };
  }

  /** Lets in what explains cost by size alone, of what was rejected for that; for when there is nothing better. */
  async #acceptSizeOnly(): Promise<void> {
    for (const { source, round } of originsOf(this.#rejected)) {
      const again = this.#rejected.filter(
        (one) => one.source === source && one.round === round && maySizeExplain(one),
      );
      const ids = new Set(again.map(({ id }) => id));
      const taken = [...this.#takenIds()].filter((id) => !ids.has(id));
      const documents = again.map(({ document, id }) =>
        isRecord(document) ? { ...document, id } : document,
      );
      const options = this.#gateOptions(source, round);
      const { accepted } = await gateCandidates(documents, this.#context, this.#ports, {
        ...options,
        takenIds: new Set(taken),
        allowSizeOnly: true,
      });
      for (const one of accepted.slice(0, MAX_SIZE_ONLY - this.#accepted.length)) {
        this.#accepted.push(one);
        this.#rejected = this.#rejected.filter(({ id }) => id !== one.constraint.id);
      }
      if (this.#accepted.length >= MAX_SIZE_ONLY) return;
    }
  }

  #gateOptions(source: Constraint['source'], round: number): GateOptions {
    const { measure } = this.#options;
    const accepted = this.#everAccepted();
    const takenIds = this.#takenIds();
    return { source, round, measure, accepted, takenIds, allowSizeOnly: false };
  }

  #everAccepted(): readonly GatedConstraint[] {
    return [...this.#history.accepted, ...this.#accepted];
  }

  #takenIds(): ReadonlySet<string> {
    const rejected = [...this.#history.rejected, ...this.#rejected];
    return new Set([
      ...this.#everAccepted().map(({ constraint }) => constraint.id),
      ...rejected.map(({ id }) => id),
    ]);
  }
}

/** Errors that leave the other synthesizers with a chance. A shard that does not start leaves nobody one. */
function isExpected(error: unknown): error is Error {
  if (error instanceof AppError) return !(error instanceof HarnessError);
  return error instanceof Error && error.name === 'TimeoutError';
}

/** What a document says, whatever it calls itself. */
function contentOf(value: unknown): string {
  const { json } = readDocument(value);
  if (!isRecord(json)) return JSON.stringify(json);
  const { id: _id, source: _source, description: _description, ...rest } = json;
  return JSON.stringify(rest);
}

function maySizeExplain({ evidence }: RejectedConstraint): boolean {
  const check = evidence.at(-1)?.check;
  return check === 'separates-its-pair' || check === 'direction';
}

/** Who proposed, and when, without duplicates. */
function originsOf(rejected: readonly RejectedConstraint[]): readonly Origin[] {
  const origins = rejected.map(({ source, round }): Origin => ({ source, round }));
  return [
    ...new Map(origins.map((origin) => [`${origin.source} ${origin.round}`, origin])).values(),
  ];
}
