import type { Host } from '../../harness/protocol.ts';
import type { InputModel } from '../core/input-model.ts';
import { createRng } from '../core/rng.ts';
import { levelCap } from './levels.ts';

/** Fuel of a text for each cube of its level's largest size, and the least fuel of any. Steps. */
const CUBIC_STEPS = 4;
const LEAST_FUEL = 2 ** 18;
/** Executions as dear as the cheapest one that fuel suffices for, at any level. */
const CHEAPEST = 64;
/** Inputs that are looked at to tell whether a model has anything but texts, and their size. */
const SAMPLES = 8;
const SAMPLE_SIZE = 32;

/**
 * What executions may cost. A short text that costs more than its cube explodes, and the search has better uses for its
 * steps than to see it explode again. A number may ask for any work whatever its size.
 */
export class Fuel {
  readonly #host: Pick<Host, 'setMaxSteps'>;
  readonly #ladderMaxSteps: number;
  readonly #isText: boolean;
  #allowed: number | undefined;
  /** What the host was told last. */
  #told = -1;

  constructor(host: Pick<Host, 'setMaxSteps'>, model: InputModel, ladderMaxSteps: number) {
    this.#host = host;
    this.#ladderMaxSteps = ladderMaxSteps;
    this.#isText = isTextModel(model);
  }

  /** Executions from now on may cost so much; undefined for what those of their level may. */
  allow(maxSteps: number | undefined): void {
    this.#allowed = maxSteps;
    this.#told = -1;
  }

  /** Fills up for an execution. @param least cost of the cheapest one that there was; 0 for not known. Steps. */
  give(level: number, least: number): void {
    const maxSteps = this.#allowed ?? this.#ofLevel(level, least);
    if (maxSteps === this.#told) return;
    this.#host.setMaxSteps(maxSteps);
    this.#told = maxSteps;
  }

  #ofLevel(level: number, least: number): number {
    if (!this.#isText) return this.#ladderMaxSteps;
    const enough = Math.max(LEAST_FUEL, CUBIC_STEPS * levelCap(level) ** 3, CHEAPEST * least);
    return Math.min(this.#ladderMaxSteps, enough);
  }
}

function isTextModel(model: InputModel): boolean {
  const rng = createRng(0);
  return Array.from({ length: SAMPLES }, () => model.generate(rng, SAMPLE_SIZE)).every((genotype) =>
    model.parts(genotype).every(({ value }) => typeof value === 'string'),
  );
}
