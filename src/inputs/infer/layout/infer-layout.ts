import { DataError } from '../../../core/errors.ts';
import type { StdinSpec } from '../../../core/input-spec.ts';
import { createValidator } from '../../spec/validator.ts';
import { acceptSpec } from '../../spec/variants.ts';
import { nameFields } from './names.ts';
import { observe } from './observe.ts';
import type { Plan } from './scopes.ts';
import { deriveCounts, scopesOf } from './scopes.ts';
import { findStructures } from './search.ts';
import { sortFields } from './sort-fields.ts';
import type { StatementFacts } from './statement.ts';
import { readStatement } from './statement.ts';
import type { FieldId, Item, TestText } from './structure.ts';
import { integerOf, splitTest } from './structure.ts';
import { writeItems } from './write-spec.ts';

export interface InferredLayout {
  readonly spec: StdinSpec;
  /** What was assumed, one line each. */
  readonly notes: readonly string[];
}

/** Whether a spec describes the tests: reads them all and rejects broken ones. */
export type Acceptance = (spec: StdinSpec, tests: readonly string[]) => boolean;

const MIN_TESTS = 3;
/** Tests that the structure is searched and broken on, the smallest; all others have to be read as well. */
const MAX_SEARCHED = 12;
const MAX_LINES = 3_000;
/** Structures that are written out and put to the test. */
const MAX_TRIED = 8;

/**
 * The layout of a program's stdin, from at least three example tests and what the statement says of the bounds. The
 * simplest structure that all tests have is taken: which tokens count what follows, lists, tables, repeated test cases.
 * Bounds are the statement's where it names them and the tests keep to them, else what was seen, widened.
 * @param accepts the last word on each spec, simplest structure first; InputSpec's own rule by default
 * @returns undefined when there are fewer than three tests, or nothing found is accepted
 */
export function inferLayout(facts: {
  readonly tests: readonly string[];
  readonly statement?: string;
  readonly accepts?: Acceptance;
}): InferredLayout | undefined {
  const tests = [...new Set(facts.tests)].toSorted((a, b) => a.length - b.length);
  if (tests.length < MIN_TESTS) return undefined;
  const small = tests
    .slice(0, MAX_SEARCHED)
    .map((text) => ({ text, split: splitTest(text) }))
    .filter(({ split }, i) => i < MIN_TESTS || split.raw.length <= MAX_LINES);
  const searched = small.map(({ split }) => split);
  const statement = readStatement(facts.statement ?? '');
  const accepts = facts.accepts ?? acceptByBreaking;
  for (const { items } of findStructures(searched).slice(0, MAX_TRIED)) {
    const inferred = writeLayout(items, searched, statement);
    if (inferred === undefined) continue;
    const readable = readableForms(inferred.spec, tests);
    if (readable === undefined) continue;
    if (accepts(inferred.spec, readable.slice(0, small.length))) return inferred;
  }
  return undefined;
}

const acceptByBreaking: Acceptance = (spec, tests) => acceptSpec(spec, tests).accepted;

/**
 * The tests as the spec reads them. Blank lines at the end mean nothing, unless the last line is that of an empty list.
 * @returns undefined when some test is not read, or the spec contradicts itself
 */
function readableForms(spec: StdinSpec, tests: readonly string[]): readonly string[] | undefined {
  try {
    const validate = createValidator(spec);
    const forms = tests.flatMap((test) => {
      const form = [test, `${test.trimEnd()}\n`].find((text) => validate(text) === undefined);
      return form === undefined ? [] : [form];
    });
    return forms.length === tests.length ? forms : undefined;
  } catch (error) {
    // A spec that contradicts itself describes nothing.
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/** @returns undefined when fields refer to each other in a circle that no field of its own breaks */
function writeLayout(
  items: readonly Item[],
  tests: readonly TestText[],
  facts: StatementFacts,
): InferredLayout | undefined {
  const observations = observe(items, tests);
  const isWord = (id: FieldId): boolean =>
    (observations.scalars.get(id) ?? []).some(({ value }) => integerOf(value) === undefined);
  const { names, declared } = nameFields(items, facts.declarations, isWord);
  const kept = new Set<FieldId>();
  for (;;) {
    const plan: Plan = {
      items,
      names,
      declared,
      observations,
      facts,
      derived: deriveCounts(items, kept),
      scopes: scopesOf(items),
      adopted: new Set(),
      notes: new Set(),
      cyclic: new Set(),
    };
    const { fields, layout } = writeItems(plan, items);
    const { sorted, stuck } = sortFields(fields);
    const cyclic = new Set([...stuck, ...plan.cyclic]);
    if (cyclic.size === 0) {
      const spec: StdinSpec = {
        version: 1,
        kind: 'stdin',
        fields: Object.fromEntries(sorted),
        layout,
      };
      return { spec, notes: [...plan.notes] };
    }
    // Fields that need each other's values: the token of a length becomes a field of its own.
    const next = [...plan.derived].find(([, list]) => cyclic.has(names.get(list) ?? ''));
    if (next === undefined) return undefined;
    kept.add(next[0]);
  }
}
