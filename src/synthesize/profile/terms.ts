import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import { PATTERNS } from '../../../constraints/patterns/catalogue.ts';
import { fillHoles, type Pattern } from '../../../constraints/patterns/pattern.ts';
import type { ProbePlace } from '../../core/watch.ts';
import { affordableTerms } from './affordable-terms.ts';
import type { Scope, ScopeVariable } from './survey.ts';

/** The length of a variable has to be greater than this. */
export interface Guard {
  readonly path: string;
  readonly length: number;
}

/** A pattern with variables of a place for its holes. */
export interface Term {
  readonly pattern: Pattern;
  readonly place: ProbePlace;
  /** What stands for each hole, as text. */
  readonly fillings: Readonly<Record<string, string>>;
  /** The term as text. */
  readonly text: string;
  /** Without it the term means nothing; undefined when it always means something. */
  readonly guard: Guard | undefined;
  /** What is watched: the term where the guard holds, else undefined. */
  readonly expression: Expression;
  /** Names, calls and operators in the term. */
  readonly complexity: number;
  /** All its variables stay the same throughout every run: it is about what the place was given. */
  readonly isSteady: boolean;
}

const MAX_TERMS = 1500;
const MAX_TERMS_OF_PLACE = 400;
/** Elements of lists and texts that a run of the largest inputs may be looked at for, about 30 ms. */
const MAX_ELEMENTS_LOOKED_AT = 6e6;

/**
 * Instantiates the patterns over the variables of each place, the simplest first. When there are too many, every place
 * has its share.
 * @param characters literals for patterns of characters
 */
export function instantiateTerms(
  scopes: readonly Scope[],
  characters: readonly string[],
): readonly Term[] {
  // What stays the same is looked at once, where that costs least.
  const seen = new Set<string>();
  const budget = MAX_ELEMENTS_LOOKED_AT / Math.max(1, scopes.length);
  const termsByPlace = new Map(
    scopes
      .toSorted((a, b) => a.hits - b.hits)
      .map((scope) => {
        const fresh = termsOf(scope, characters).filter((term) => isNew(term, scope, seen));
        return [scope, affordableTerms(fresh, scope, budget)];
      }),
  );
  const byPlace = scopes.map((scope) => termsByPlace.get(scope) ?? []);
  const terms: Term[] = [];
  for (let rank = 0; rank < MAX_TERMS_OF_PLACE; rank++) {
    for (const own of byPlace) {
      const term = own[rank];
      if (term !== undefined && terms.length < MAX_TERMS) terms.push(term);
    }
  }
  return terms;
}

/** Whether no place before had the same term over the same values. */
function isNew(
  { pattern, text, guard, fillings, isSteady }: Term,
  scope: Scope,
  seen: Set<string>,
): boolean {
  if (!isSteady || pattern.about === 'work') return true;
  const values = Object.values(fillings).map(
    (path) => scope.variables.find((variable) => variable.path === path)?.fingerprint,
  );
  const key = JSON.stringify([scope.place.file, text, guard, values]);
  const wasSeen = seen.has(key);
  seen.add(key);
  return !wasSeen;
}

function termsOf(scope: Scope, characters: readonly string[]): readonly Term[] {
  return PATTERNS.filter((pattern) => isMeaningful(pattern, scope))
    .flatMap((pattern) =>
      assignments(pattern, scope.variables).flatMap((assigned) =>
        literalsFor(pattern, characters).flatMap((literals) =>
          guardsFor(pattern, assigned).flatMap((guard) => {
            const fillings = { ...pathsOf(assigned), ...literals };
            const isSteady = [...assigned.values()].every((variable) => variable.isSteady);
            const term = readTerm(pattern, scope.place, fillings, guard);
            return term === undefined ? [] : [{ ...term, isSteady }];
          }),
        ),
      ),
    )
    .slice(0, MAX_TERMS_OF_PLACE);
}

function isMeaningful({ needs }: Pattern, { isRecursive, hits }: Scope): boolean {
  if (needs === undefined) return true;
  return needs === 'recursion' ? isRecursive : hits > 1;
}

type Assignment = ReadonlyMap<string, ScopeVariable>;

/** Every way to put different variables of fitting kinds into the holes. */
function assignments(
  { holes, symmetric, steady, scales }: Pattern,
  variables: readonly ScopeVariable[],
): readonly Assignment[] {
  let found: readonly Assignment[] = [new Map()];
  for (const [hole, kinds] of Object.entries(holes)) {
    found = found.flatMap((assigned) =>
      variables
        .filter(({ kind }) => kinds.includes(kind))
        .filter(({ isSteady }) => isSteady || steady?.includes(hole) !== true)
        .filter(({ isScale }) => isScale || scales?.includes(hole) !== true)
        .filter((variable) => ![...assigned.values()].includes(variable))
        .map((variable) => new Map([...assigned, [hole, variable]])),
    );
  }
  if (symmetric === undefined) return found;
  const [first, second] = symmetric;
  const rank = (assigned: Assignment, hole: string): number =>
    variables.findIndex((variable) => variable === assigned.get(hole));
  return found.filter((assigned) => rank(assigned, first) < rank(assigned, second));
}

function literalsFor(
  { character }: Pattern,
  characters: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  if (character === undefined) return [{}];
  return characters.map((one) => ({ [character]: JSON.stringify(one) }));
}

function pathsOf(assigned: Assignment): Readonly<Record<string, string>> {
  return Object.fromEntries([...assigned].map(([hole, { path }]) => [hole, path]));
}

/** Shares of what is never longer than this mean nothing. */
const SHORTEST = 6;

/**
 * Lengths above which shares mean something, for the lengths there are; none when all are short. Where a variable holds
 * ever smaller parts, small ones would decide whatever the large ones look like: then a larger length is tried as well.
 */
function guardsFor({ guard }: Pattern, assigned: Assignment): readonly (Guard | undefined)[] {
  const variable = guard === undefined ? undefined : assigned.get(guard);
  if (variable === undefined) return [undefined];
  const { path, longest, changesLength } = variable;
  if (longest < SHORTEST) return [];
  const least = longest >= 64 ? 8 : longest >= 16 ? 4 : 2;
  const levels = changesLength && longest >= 8 * least ? [least, 4 * least] : [least];
  return levels.map((length) => ({ path, length }));
}

function readTerm(
  pattern: Pattern,
  place: ProbePlace,
  fillings: Readonly<Record<string, string>>,
  guard: Guard | undefined,
): Omit<Term, 'isSteady'> | undefined {
  const text = fillHoles(pattern.term, fillings);
  const watched = guard === undefined ? text : `${guardText(guard)} ? ${text} : undefined`;
  const parsed = parseExpression(watched, { variables: place.variables });
  if (!parsed.ok) return undefined;
  const complexity = text.match(/[\w$.]+|[-+*/%[]/g)?.length ?? 0;
  return {
    pattern,
    place,
    fillings,
    text,
    guard,
    expression: parsed.expression,
    complexity,
  };
}

/** A guard as a condition. */
export function guardText({ path, length }: Guard): string {
  return `len(${path}) > ${length}`;
}
