import type { ValueKind } from '../../../constraints/patterns/pattern.ts';
import type { InputPlace, ProfiledRun, SynthesisContext } from '../../core/synthesis.ts';
import type { ScopeVariable } from './survey.ts';
import type { TermReadings } from './term-readings.ts';

/** Runs of different lengths in which a variable has to be as long as an input place to be taken for it. */
const MIN_LENGTHS = 4;

/** Finds the input place that a variable holds the value of. */
export type MatchInput = (
  variable: ScopeVariable,
  readings: TermReadings,
) => InputPlace | undefined;

/**
 * A variable is taken for an input place of its kind when it has its name, or when it stays the same in each run and
 * has always the place's length or value, or there is no other place of that kind.
 */
export function createMatchInput(
  { inputs, show, target }: Pick<SynthesisContext, 'inputs' | 'show' | 'target'>,
  runs: readonly ProfiledRun[],
): MatchInput {
  const measures = new Map<InputPlace, readonly number[]>();
  if (target.kind === 'function') {
    const args = runs.map(({ input }) => parseArgs(show(input)));
    for (const place of inputs) {
      const digits = /^args\[(\d+)\]$/.exec(place.place)?.[1];
      if (digits === undefined) continue;
      measures.set(
        place,
        args.map((list) => measureOf(list[Number(digits)])),
      );
    }
  }
  return ({ path, kind, isSteady }, readings) => {
    const fitting = inputs.filter((place) => place.kind === inputKind(kind));
    const named = fitting.find(({ place, names }) => place === path || names.includes(path));
    if (named !== undefined) return named;
    if (!isSteady) return undefined;
    const seen = readings(kind === 'number' ? path : `len(${path})`);
    const equal = fitting.filter((place) => isSame(measures.get(place) ?? [], seen));
    if (equal.length === 1) return equal[0];
    return fitting.length === 1 && target.kind === 'stdin' && kind !== 'number'
      ? fitting[0]
      : undefined;
  };
}

function inputKind(kind: ValueKind): InputPlace['kind'] {
  switch (kind) {
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'numbers':
    case 'texts':
    case 'list':
    case 'collection':
      return 'list';
  }
}

function parseArgs(shown: string): readonly unknown[] {
  try {
    const args: unknown = JSON.parse(shown);
    return Array.isArray(args) ? args : [];
  } catch {
    // Arguments that JSON has no form for are compared with nothing.
    return [];
  }
}

function measureOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN;
}

/** @param seen least and greatest by run, undefined when nobody looked. */
function isSame(
  measures: readonly number[],
  seen: readonly (readonly [number, number])[] | undefined,
): boolean {
  if (seen === undefined) return false;
  const equal = new Set<number>();
  for (const [run, [least, greatest]] of seen.entries()) {
    const measure = measures[run] ?? Number.NaN;
    if (Number.isNaN(greatest) || Number.isNaN(measure)) continue;
    if (measure !== greatest && measure !== least) return false;
    equal.add(measure);
  }
  return equal.size >= MIN_LENGTHS;
}
