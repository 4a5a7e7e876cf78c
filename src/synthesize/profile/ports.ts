import type { Uplift } from '../../core/synthesis.ts';

/** Runs of like size, with costs as if all had one size. */
interface Stratum {
  /** Indexes into the runs. */
  readonly members: readonly number[];
  /** `logCosts[i]` belongs to `members[i]`. */
  readonly logCosts: readonly number[];
}

interface SizedCost {
  readonly size: number;
  readonly steps: number;
}

/**
 * Divides runs into strata of like size; those whose worth is 0 are left out.
 * @param groupOf group of a run: runs of a group are alike but for size and chance.
 */
export type Stratify = (
  runs: readonly SizedCost[],
  groupOf: (index: number) => number,
  worth: (members: readonly number[]) => number,
) => readonly Stratum[];

/** @returns undefined when there are too few runs of like size on either side. */
export type MeasureUplift = (
  runs: readonly (SizedCost & { readonly satisfied: boolean })[],
) => Uplift | undefined;

/** What the profile synthesizer needs of other parts. */
export interface ProfilePorts {
  readonly stratify: Stratify;
  readonly uplift: MeasureUplift;
}
