import { OUTCOMES } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import type { Entry } from './archive.ts';

const NO_PARENTS: readonly number[] = [];

/** An entry as the parent process is told of it; it must have its corpus number. */
export function findingOf(entry: Entry, model: InputModel): Finding {
  const { steps, allocUnits, size, number, parents, op, execs } = entry;
  return {
    input: model.encode(entry.genotype),
    outcome: OUTCOMES[entry.outcome] ?? 'crashed',
    steps,
    allocUnits,
    size,
    reasons: [...entry.reasons, ...entry.goalReasons],
    provenance: { id: number, parents, op, execs },
  };
}

/** Whether it was kept for a reason that is worth telling. */
export function isTold({ reasons, goalReasons }: Entry): boolean {
  return reasons.length > 0 || goalReasons.length > 0;
}

/** Corpus numbers of the nearest ancestors that have one. */
export function parentIds(parent: Entry | undefined, donor: Entry | undefined): readonly number[] {
  const first = parent === undefined ? NO_PARENTS : numberOf(parent);
  return donor === undefined ? first : [...new Set([...first, ...numberOf(donor)])];
}

function numberOf(entry: Entry): readonly number[] {
  return entry.number >= 0 ? [entry.number] : entry.parents;
}
