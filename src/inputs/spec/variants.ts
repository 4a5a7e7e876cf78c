import type { InputSpec } from '../../core/input-spec.ts';
import type { Rng } from '../../core/rng.ts';
import { createRng } from '../../core/rng.ts';
import { breakText } from './break-text.ts';
import { breakPart } from './break-value.ts';
import type { SpecModel } from './compile.ts';
import { compileSpec } from './compile.ts';
import { OWN_REALM } from './own-realm.ts';
import type { LayoutPlan } from './layout-plan.ts';
import { planLayout } from './layout-plan.ts';
import { compilePrinter } from './layout-print.ts';
import { createValidator } from './validator.ts';

/** An input made from a valid one that must not be accepted. */
export interface BrokenVariant {
  /** What was done: `token dropped`, `count off by one`, `value past its bound` … */
  readonly kind: string;
  readonly value: unknown[] | string;
}

/** Parts of one input that are broken, at most. */
const MAX_BROKEN_PARTS = 6;
/** Share of broken variants that a spec must reject. */
const MIN_REJECTED = 0.95;
/** Failures that are told in words, at most. */
const MAX_FAILURES = 10;
const VARIANT_SEED = 7;

/**
 * Broken variants of a valid input: of each kind that is certain to be invalid by the rules that the spec states, some.
 * Where breaking may give another valid input (a token less of a line of any length), there is none.
 * @returns none when the input itself is not valid
 */
export function brokenVariants(
  rng: Rng,
  spec: InputSpec,
  value: readonly unknown[] | string,
): BrokenVariant[] {
  return createBreaker(spec)(rng, value);
}

function createBreaker(
  spec: InputSpec,
): (rng: Rng, value: readonly unknown[] | string) => BrokenVariant[] {
  const model = compileSpec(spec, { maxSize: Infinity });
  const plan = spec.kind === 'stdin' ? planLayout(spec) : undefined;
  return (rng, value) => {
    const g = model.fromValue(value);
    if (g === undefined) return [];
    const write = writer(model, plan);
    const broken = pickParts(rng, model, g).flatMap((part) => breakPart(rng, spec, g, part));
    const out = broken.map(({ kind, g: bad }) => ({ kind, value: write(bad) }));
    if (plan !== undefined)
      out.push(...breakText(rng, plan, g).map(({ kind, text }) => ({ kind, value: text })));
    if (spec.kind === 'function') out.push(...breakArity(model, g));
    return out;
  };
}

function writer(
  model: SpecModel,
  plan: LayoutPlan | undefined,
): (g: unknown) => unknown[] | string {
  if (plan === undefined) return (g) => model.build(g, OWN_REALM);
  const print = compilePrinter(plan);
  return (g) => print(g);
}

function pickParts(rng: Rng, model: SpecModel, g: unknown): ReturnType<SpecModel['parts']> {
  const parts = model.parts(g);
  if (parts.length <= MAX_BROKEN_PARTS) return parts;
  return Array.from({ length: MAX_BROKEN_PARTS }, () => rng.pick(parts));
}

/** One argument too many. One too few may be an optional one left out. */
function breakArity(model: SpecModel, g: unknown): BrokenVariant[] {
  const args = model.build(g, OWN_REALM);
  return Array.isArray(args) ? [{ kind: 'trailing argument', value: [...args, 7] }] : [];
}

export interface Acceptance {
  /** Every good test parses, and enough broken ones are rejected. */
  readonly accepted: boolean;
  /** Good tests that parse. */
  readonly parsed: number;
  readonly tests: number;
  /** Broken variants that were tried. */
  readonly variants: number;
  /** Share of them that is rejected; 1 when there are none. */
  readonly rejected: number;
  /** What went wrong, one line each, shortened. */
  readonly failures: readonly string[];
}

/**
 * Whether a spec describes what known-good inputs look like: all of them parse, and at least 95 % of broken variants of them
 * are rejected.
 * @throws DataError when the spec contradicts itself
 */
export function acceptSpec(
  spec: InputSpec,
  goodTests: readonly (readonly unknown[] | string)[],
): Acceptance {
  const validate = createValidator(spec);
  const makeBroken = createBreaker(spec);
  const rng = createRng(VARIANT_SEED);
  const failures: string[] = [];
  let [parsed, variants, rejected] = [0, 0, 0];
  for (const [index, test] of goodTests.entries()) {
    const wrong = validate(test);
    if (wrong !== undefined) {
      failures.push(`test ${index + 1}: ${wrong}`);
      continue;
    }
    parsed++;
    for (const { kind, value } of makeBroken(rng, test)) {
      variants++;
      if (validate(value) === undefined) failures.push(`test ${index + 1}: accepted with ${kind}`);
      else rejected++;
    }
  }
  const share = variants === 0 ? 1 : rejected / variants;
  return {
    accepted: parsed === goodTests.length && share >= MIN_REJECTED,
    parsed,
    tests: goodTests.length,
    variants,
    rejected: share,
    failures: failures.slice(0, MAX_FAILURES),
  };
}
