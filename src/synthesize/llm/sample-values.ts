import type { Expression } from '../../../constraints/language/expression.ts';
import type { ContrastPair, ProgramSource, SynthesisContext } from '../../core/synthesis.ts';
import type { Observation, Probe, ProbePlace, WatchedExpression } from '../../core/watch.ts';

/** Places, and variables of each, that are looked at. */
const MAX_PLACES = 8;
const MAX_VARIABLES = 8;
/** Pairs whose runs are looked at. */
const MAX_PAIRS = 2;

/** What is asked of a variable: its number, or what its collection looks like. */
const QUESTIONS: readonly { readonly text: (name: string) => string; readonly callee?: string }[] =
  [
    { text: (name) => name },
    { text: (name) => `len(${name})`, callee: 'len' },
    { text: (name) => `distinct(${name})`, callee: 'distinct' },
    { text: (name) => `sortedness(${name})`, callee: 'sortedness' },
    { text: (name) => `maxRun(${name})`, callee: 'maxRun' },
    { text: (name) => `depth(${name})`, callee: 'depth' },
  ];

interface AskedExpression extends WatchedExpression {
  readonly text: string;
  /** About what a collection holds: not worth a line when it is the same all over. */
  readonly isDerived: boolean;
}

/**
 * Least and greatest values of the variables in scope at hot places, in the slow and the fast runs of the first pairs: a
 * table for each place. Runs the program, as often as there are pairs, twice.
 * @returns empty when nothing there is a number or a collection
 */
export async function sampleValues(context: SynthesisContext): Promise<string> {
  const places = distinctPlaces(context.places).slice(0, MAX_PLACES);
  const pairs = context.pairs.slice(0, MAX_PAIRS);
  if (places.length === 0 || pairs.length === 0) return '';
  const probes = places.map((place): Probe => ({
    place,
    variables: place.variables.slice(0, MAX_VARIABLES),
    tracksDepth: false,
  }));
  const expressions = probes.flatMap(({ variables }, probe) =>
    variables.flatMap((name) => askedOf(name, probe)),
  );
  const watched = expressions.map(({ probe, expression, mode }) => ({ probe, expression, mode }));
  const inputs = pairs.flatMap(({ slow, fast }) => [slow.input, fast.input]);
  const observations = await context.observe({ probes, expressions: watched }, inputs, {
    maxSteps: fuelFor(pairs),
  });
  return places
    .map((place, probe) => {
      const rows = expressions.flatMap((asked, index) =>
        asked.probe === probe ? rowOf(asked, index, observations) : [],
      );
      return rows.length === 0 ? '' : `${nameOf(place, context.sources)}\n${rows.join('\n')}`;
    })
    .filter((table) => table !== '')
    .join('\n\n');
}

/** A list of places may name one more than once, for its loop and for its function. */
function distinctPlaces(places: readonly ProbePlace[]): readonly ProbePlace[] {
  const seen = new Set<string>();
  return places.filter(({ file, at, line, column }) => {
    const key = `${file}:${at}:${line}:${column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function askedOf(name: string, probe: number): readonly AskedExpression[] {
  const variable: Expression = { kind: 'variable', name };
  return QUESTIONS.map(({ text, callee }) => ({
    probe,
    expression: callee === undefined ? variable : { kind: 'call', callee, args: [variable] },
    mode: 'value',
    text: text(name),
    isDerived: callee !== undefined && callee !== 'len',
  }));
}

/** The runs are known to end; twice their cost leaves room for what an observation may add. */
function fuelFor(pairs: readonly ContrastPair[]): number {
  return 2 * Math.max(...pairs.map(({ slow }) => slow.steps)) + 1000;
}

/** `  len(a)   slow 1 to 2000 | fast 1 to 1998`; nothing where it was never a number, or tells nothing. */
function rowOf(
  { text, isDerived }: AskedExpression,
  index: number,
  observations: readonly Observation[],
): readonly string[] {
  const slow = rangeOf(
    index,
    observations.filter((_, i) => i % 2 === 0),
  );
  const fast = rangeOf(
    index,
    observations.filter((_, i) => i % 2 === 1),
  );
  if (slow === '-' && fast === '-') return [];
  if (isDerived && slow === fast && !slow.includes(' ')) return [];
  return [`  ${text.padEnd(24)} slow ${slow} | fast ${fast}`];
}

function rangeOf(index: number, observations: readonly Observation[]): string {
  let [min, max] = [Infinity, -Infinity];
  for (const { readings } of observations) {
    const [least, greatest] = [readings[2 * index] ?? NaN, readings[2 * index + 1] ?? NaN];
    if (least < min) min = least;
    if (greatest > max) max = greatest;
  }
  if (min > max) return '-';
  return min === max ? figure(min) : `${figure(min)} to ${figure(max)}`;
}

/** Four significant digits: a prompt is no place for more. */
function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function nameOf(place: ProbePlace, sources: readonly ProgramSource[]): string {
  const file = sources.find((source) => source.file === place.file)?.name ?? place.file;
  return `"at": "${place.at}", "file": "${file}", "function": "${place.functionName}", "line": ${place.line}`;
}
