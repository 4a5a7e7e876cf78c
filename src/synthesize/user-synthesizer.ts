import { DataError } from '../core/errors.ts';
import type { Proposal, Synthesizer } from '../core/synthesis.ts';

const FORM = 'expected { "version": 1, "constraints": [...], "recipes": [...] }';

/**
 * Proposes what a user wrote, once; each constraint passes the gate like any other.
 * @param document what `constraints.json` holds, unchecked
 * @throws DataError when it is not such a file at all
 */
export function createUserSynthesizer(document: unknown): Synthesizer {
  const proposal = readFile(document);
  return {
    name: 'user',
    propose: async (_context, { round }) =>
      round === 1 ? proposal : { constraints: [], recipes: [], notes: [] },
  };
}

function readFile(document: unknown): Proposal {
  if (typeof document !== 'object' || document === null)
    throw new DataError(`The file of constraints holds something else: ${FORM}.`);
  const { version, constraints = [], recipes = [] } = document as Readonly<Record<string, unknown>>; // checked below
  if (version !== 1) throw new DataError(`The file of constraints has no "version": 1: ${FORM}.`);
  if (!Array.isArray(constraints) || !Array.isArray(recipes))
    throw new DataError(`"constraints" and "recipes" must be lists: ${FORM}.`);
  return { constraints, recipes, notes: [] };
}
