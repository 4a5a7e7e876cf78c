import type { Expression } from '../../../constraints/language/expression.ts';
import type { ValueKind } from '../../../constraints/patterns/pattern.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import type { ProgramSource } from '../../core/synthesis.ts';
import type { Observation, ProbePlace, Watch } from '../../core/watch.ts';
import { buildWatch, type WatchEntry } from '../build-watch.ts';
import { memberPaths } from './member-paths.ts';

/** A variable in scope, or a property of one, that terms can be about. */
export interface ScopeVariable {
  /** As it is written: `values`, `this.jobs`. */
  readonly path: string;
  readonly kind: ValueKind;
  /** Greatest length seen; 0 for numbers. */
  readonly longest: number;
  /** Its length differs within single runs: it is a part of something, or grows. */
  readonly changesLength: boolean;
  /** The larger the input, the longer it is: what is divided by its length is brought to scale. */
  readonly isScale: boolean;
  /** It has one value, or one length and sum, throughout every run. */
  readonly isSteady: boolean;
  /** Alike for variables that had the same values, lengths and sums in every run. */
  readonly fingerprint: string;
}

/** A place with the variables that terms are made of there. */
export interface Scope {
  readonly place: ProbePlace;
  readonly variables: readonly ScopeVariable[];
  /** Times that a run reached it at most. */
  readonly hits: number;
  /** Its function calls itself, in whatever way, more than once over. */
  readonly isRecursive: boolean;
}

/** Paths that are looked at, at each place, before the fit ones are chosen. */
const MAX_PATHS = 32;
const MAX_VARIABLES = 10;
/** Collections say more than numbers, but both should have room. */
const MAX_OF_A_SORT = 6;

/** Kinds in the order of their codes; a value that is empty now and full later is what it is when full. */
const KIND_CODES: readonly (ValueKind | undefined)[] = [
  undefined,
  'collection',
  'number',
  'text',
  'list',
  'texts',
  'numbers',
];

/** Questions that are asked of each place, by the order of their readings; depth at the top level is always 1. */
const PLACE_QUESTIONS: readonly Expression[] = ['hits', 'callDepth'].map((callee) => ({
  kind: 'call',
  callee,
  args: [],
}));
const RECURSIVE_DEPTH = 3;
/** Share of pairs of runs of which the larger one has the longer value, for its length to bring things to scale. */
const SCALE_SHARE = 0.7;
/** See QUESTIONS. */
const LENGTH_QUESTION = 2;

/** Questions that are asked of each path, by the order of their readings. */
const QUESTIONS: readonly ((path: string) => string)[] = [
  (path) =>
    `typeof ${path} === 'number' ? 2 : typeof ${path} === 'string' ? 3 : !(len(${path}) >= 0) ? 0 : ` +
    `typeof ${path}[0] === 'number' ? 6 : typeof ${path}[0] === 'string' ? 5 : typeof ${path}[0] === 'object' ? 4 : 1`,
  (path) => path,
  (path) => `len(${path})`,
  (path) => `sum(${path})`,
];

interface Asked {
  readonly place: ProbePlace;
  readonly path: string;
  readonly entries: readonly WatchEntry[];
}

/** What the variables at some places are, asked of a few runs. */
export interface Survey {
  readonly watch: Watch;
  /** @param observations of the watch. */
  readonly read: (observations: readonly Observation[]) => readonly Scope[];
}

/** Prepares the questions; whoever calls puts them to the program. */
export function createSurvey(
  places: readonly ProbePlace[],
  sources: readonly ProgramSource[],
): Survey {
  const asked = places.flatMap((place) => {
    const code = sources.find(({ file }) => file === place.file)?.code ?? '';
    const paths = [...place.variables.slice(0, MAX_PATHS / 2), ...memberPaths(place, code)];
    return paths.slice(0, MAX_PATHS).flatMap((path) => askAbout(place, path));
  });
  const aboutPlaces = places.flatMap((place) =>
    PLACE_QUESTIONS.map((expression): WatchEntry => ({ place, expression, mode: 'value' })),
  );
  return {
    watch: buildWatch([...asked.flatMap(({ entries }) => entries), ...aboutPlaces]),
    read: (observations) =>
      places.map((place, index) => ({
        place,
        ...describePlace(
          asked.length * QUESTIONS.length + index * PLACE_QUESTIONS.length,
          observations,
        ),
        variables: choose(
          asked.flatMap((one, index) => {
            const variable = one.place === place && describe(one.path, index, observations);
            return variable ? [variable] : [];
          }),
        ),
      })),
  };
}

/** Nothing for what is no name in the language. */
function askAbout(place: ProbePlace, path: string): readonly Asked[] {
  const entries = QUESTIONS.flatMap((question): readonly WatchEntry[] => {
    const parsed = parseExpression(question(path), { variables: place.variables });
    return parsed.ok ? [{ place, expression: parsed.expression, mode: 'value' }] : [];
  });
  return entries.length === QUESTIONS.length ? [{ place, path, entries }] : [];
}

/** @param first index of the first question about it. */
function describePlace(
  first: number,
  observations: readonly Observation[],
): Pick<Scope, 'hits' | 'isRecursive'> {
  const [hits = [], depths = []] = [first, first + 1].map((index) =>
    rangesOf(index, observations).map(([, greatest]) => greatest),
  );
  return {
    hits: Math.max(0, ...hits),
    isRecursive: Math.max(1, ...depths) >= RECURSIVE_DEPTH,
  };
}

/** @returns undefined for what is neither a number that varies nor a collection. */
function describe(
  path: string,
  index: number,
  observations: readonly Observation[],
): ScopeVariable | undefined {
  const rangesFor = (question: number): readonly Range[] =>
    rangesOf(index * QUESTIONS.length + question, observations);
  const kind = KIND_CODES[Math.max(0, ...rangesFor(0).map(([, greatest]) => greatest))];
  if (kind === undefined) return undefined;
  const fingerprint = QUESTIONS.map((_, question) => rangesFor(question).join()).join(';');
  if (kind === 'number') {
    const ranges = rangesFor(1);
    const values = ranges.flat();
    const varies = values.some((value) => value !== values[0]);
    const isSteady = !ranges.some(isWide);
    return varies
      ? { path, kind, longest: 0, changesLength: false, isScale: false, isSteady, fingerprint }
      : undefined;
  }
  const lengths = rangesFor(LENGTH_QUESTION);
  const changesLength = lengths.some(isWide);
  return {
    path,
    kind,
    longest: Math.max(0, ...lengths.map(([, greatest]) => greatest)),
    changesLength,
    isScale: growsWithSize(index, observations),
    isSteady: !changesLength && !rangesFor(3).some(isWide),
    fingerprint,
  };
}

/** Whether the length of a path orders the runs much as their sizes do: Goodman and Kruskal's share of pairs. */
function growsWithSize(index: number, observations: readonly Observation[]): boolean {
  const lengths = observations.flatMap(({ size, readings }) => {
    const length = readings[2 * (index * QUESTIONS.length + LENGTH_QUESTION) + 1] ?? Number.NaN;
    return Number.isNaN(length) ? [] : [{ size, length }];
  });
  let same = 0;
  let pairs = 0;
  for (const a of lengths) {
    for (const b of lengths) {
      if (a.size <= b.size) continue;
      pairs++;
      if (a.length > b.length) same++;
    }
  }
  return same >= SCALE_SHARE * Math.max(1, pairs);
}

type Range = readonly [least: number, greatest: number];

/** Readings of one expression, of the runs in which it had any. */
function rangesOf(expression: number, observations: readonly Observation[]): readonly Range[] {
  return observations.flatMap(({ readings }) => {
    const least = readings[2 * expression] ?? Number.NaN;
    const greatest = readings[2 * expression + 1] ?? Number.NaN;
    return Number.isNaN(least) ? [] : [[least, greatest] as const];
  });
}

function isWide([least, greatest]: Range): boolean {
  return least !== greatest;
}

/** The innermost ones, of either sort, in their order. */
function choose(variables: readonly ScopeVariable[]): readonly ScopeVariable[] {
  const numbers = variables.filter(({ kind }) => kind === 'number').slice(0, MAX_OF_A_SORT);
  const collections = variables.filter(({ kind }) => kind !== 'number').slice(0, MAX_OF_A_SORT);
  const room = MAX_VARIABLES - collections.length;
  const chosen = new Set([...collections, ...numbers.slice(0, room)]);
  return variables.filter((variable) => chosen.has(variable));
}
