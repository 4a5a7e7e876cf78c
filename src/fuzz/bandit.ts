import type { Rng } from '../core/rng.ts';
import type { ArmReport } from './requests.ts';

/** Plain data: part of the search's state. */
export interface ArmState {
  execs: number;
  finds: number;
  stepsGained: number;
  /** Decayed counts that the weights are made of. */
  recentExecs: number;
  recentReward: number;
}

/** Share of the choices that stay uniform, so that an arm can come back. */
const EXPLORATION = 0.25;
/** What an epoch's counts are worth one epoch later. */
const DECAY = 0.9;
/** Keeps weights positive when nothing pays. */
const LEAST_REWARD = 1e-3;
/** Executions' worth of the average arm that every arm is credited with: shrinks rates that rest on little evidence. */
const PRIOR_EXECS = 50;

/**
 * Chooses among arms in proportion to their recent reward per execution (probability matching with decay; the
 * yields of mutators change as a search goes on, so old evidence has to fade). Deterministic given the rng.
 */
export class Bandit {
  readonly #names: readonly string[];
  readonly #arms: ArmState[];
  readonly #cumulative: Float64Array;
  readonly #uniform: boolean;

  /** @param options arms that are not known begin anew. */
  constructor(
    names: readonly string[],
    options: { uniform: boolean; arms?: readonly (ArmState | undefined)[] },
  ) {
    this.#names = names;
    this.#arms = names.map((_, i) => ({ ...(options.arms?.[i] ?? createArm()) }));
    this.#cumulative = new Float64Array(names.length);
    this.#uniform = options.uniform;
    this.#weigh();
  }

  pick(rng: Rng): number {
    const count = this.#names.length;
    if (this.#uniform || rng.unit() < EXPLORATION) return rng.int(0, count - 1);
    const cumulative = this.#cumulative;
    const point = rng.unit() * (cumulative[count - 1] as number);
    let arm = 0;
    while (arm < count - 1 && (cumulative[arm] as number) <= point) arm++;
    return arm;
  }

  /** Executions made with this arm. */
  charge(arm: number, execs: number): void {
    const state = this.#arms[arm] as ArmState;
    state.execs += execs;
    state.recentExecs += execs;
  }

  /** The arm had nothing to do on what it was given: a fraction of a failure. */
  refuse(arm: number): void {
    (this.#arms[arm] as ArmState).recentExecs += 0.25;
  }

  /** The execution earned a place in the archive; `reward` in [0, 1] says how much it was worth. */
  reward(arm: number, reward: number, stepsGained: number): void {
    const state = this.#arms[arm] as ArmState;
    state.finds++;
    state.recentReward += reward;
    state.stepsGained += stepsGained;
  }

  /** At the end of an epoch: fade the evidence and weigh anew. */
  turn(): void {
    for (const arm of this.#arms) {
      arm.recentExecs *= DECAY;
      arm.recentReward *= DECAY;
    }
    this.#weigh();
  }

  state(): readonly ArmState[] {
    return this.#arms.map((arm) => ({ ...arm }));
  }

  report(): readonly ArmReport[] {
    return this.#arms.map(({ execs, finds, stepsGained }, i) => ({
      name: this.#names[i] ?? '',
      execs,
      finds,
      stepsGained,
    }));
  }

  #weigh(): void {
    let reward = LEAST_REWARD;
    let execs = PRIOR_EXECS;
    for (const arm of this.#arms) {
      reward += arm.recentReward;
      execs += arm.recentExecs;
    }
    const average = reward / execs;
    let sum = 0;
    this.#arms.forEach((arm, i) => {
      sum += (arm.recentReward + PRIOR_EXECS * average) / (arm.recentExecs + PRIOR_EXECS);
      this.#cumulative[i] = sum;
    });
  }
}

function createArm(): ArmState {
  return { execs: 0, finds: 0, stepsGained: 0, recentExecs: 0, recentReward: 0 };
}
