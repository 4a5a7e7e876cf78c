import type { Finding } from '../../src/core/finding.ts';

/** An input that may be the slow one. */
export interface Candidate {
  /** Encoded. */
  readonly input: string;
  readonly steps: number;
  readonly size: number;
  /** When the search had it, CPU time in milliseconds. */
  readonly atMs: number;
}

/** What a search has found so far that is worth a closer look. */
export interface CandidatePool {
  add(finding: Pick<Finding, 'input' | 'reasons' | 'size' | 'steps'>, atMs: number): void;
  /** Those that were not handed out before, most promising first. */
  next(): readonly Candidate[];
}

/** By which an input may be the best: a pattern shows in its cost for its length before it is brought to any length. */
const ORDERS: readonly ((candidate: Candidate) => number)[] = [
  ({ steps }) => steps,
  ({ steps, size }) => steps / size,
  ({ steps, size }) => steps / size ** 2,
  ({ steps, size }) => Math.log(Math.max(2, steps)) / Math.log(size + 2),
];
/** Kept by each of them. */
const KEPT = 4;
/** Handed out of each of them at a time. */
const NEXT = 2;
/** Of those that run some place of the program more often than all others: a program may have several slow paths. */
const NEXT_BY_SITE = 3;
/** An input that ended its worker costs more than any that did not. */
export const DEADLY_STEPS = 2 ** 31;

export function createCandidatePool(): CandidatePool {
  const boards: Candidate[][] = ORDERS.map(() => []);
  const bySite = new Map<string, Candidate>();
  const seen = new Set<string>();
  return {
    add: ({ input, steps, size, reasons }, atMs) => {
      const candidate: Candidate = { input, steps, size, atMs };
      for (const reason of reasons) if (reason.startsWith('+max:')) bySite.set(reason, candidate);
      for (const [k, order] of ORDERS.entries()) {
        const board = boards[k] ?? [];
        const last = board.at(-1);
        if (board.length === KEPT && last !== undefined && order(last) >= order(candidate))
          continue;
        if (board.some((other) => other.input === input)) continue;
        board.push(candidate);
        board.sort((a, b) => order(b) - order(a));
        board.length = Math.min(board.length, KEPT);
      }
    },
    next: () => {
      const chosen = new Map<string, Candidate>();
      for (const board of boards)
        for (const candidate of board.slice(0, NEXT)) {
          if (!seen.has(candidate.input)) chosen.set(candidate.input, candidate);
        }
      const others = [...new Set(bySite.values())]
        .filter(({ input }) => !seen.has(input) && !chosen.has(input))
        .toSorted((a, b) => b.steps / b.size - a.steps / a.size);
      for (const candidate of others.slice(0, NEXT_BY_SITE)) chosen.set(candidate.input, candidate);
      for (const input of chosen.keys()) seen.add(input);
      return [...chosen.values()];
    },
  };
}
