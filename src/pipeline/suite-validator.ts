import type { ModelDescription } from '../core/executor.ts';
import { acceptSpec } from '../inputs/spec/variants.ts';
import type { NewSuite } from '../suite/suite-file.ts';
import type { TestInput } from '../suite/test-file.ts';

/** Share of broken variants that a validator must reject to be worth its name. */
const MIN_REJECTED = 0.95;

/**
 * Holds the input spec of a suite against its tests in both directions: it must accept every one of them, and reject inputs
 * made from them that break a rule.
 * @returns nothing where no spec says what inputs look like (arbitraries)
 */
export function validateSuite(
  model: ModelDescription,
  inputs: readonly TestInput[],
): NonNullable<NewSuite['validator']> | undefined {
  if (model.kind !== 'spec' || inputs.length === 0) return undefined;
  const { parsed, tests, variants, rejected } = acceptSpec(
    model.spec,
    inputs.map((input) => (input.kind === 'stdin' ? input.text : input.args)),
  );
  return { tests, accepted: parsed, variants, rejected: Math.round(rejected * 1e4) / 1e4 };
}

/** What is wrong with a validator, one line; undefined when it is good in both directions. */
export function validatorFault(validator: NewSuite['validator']): string | undefined {
  if (validator === undefined) return undefined;
  const { tests, accepted, rejected } = validator;
  if (accepted < tests)
    return `the input spec does not accept ${tests - accepted} of the ${tests} tests`;
  if (rejected >= MIN_REJECTED) return undefined;
  const share = Math.floor(rejected * 100);
  return `the input spec rejects only ${share} % of inputs that were broken on purpose: it is too loose to tell valid tests`;
}
