import { AppError } from '../core/errors.ts';
import type { ReportIssue } from '../dataset/data-issues.ts';
import type { ProblemRecord } from '../dataset/problem-record.ts';
import { parseInputSpec } from '../inputs/spec/schema.ts';
import { createValidator, type Validator } from '../inputs/spec/validator.ts';
import { fromTaggedJson } from '../suite/tagged-json.ts';

/** The problem with every test marked as valid or not by its own spec; as it is when it has none that can be used. */
export function markValidTests(problem: ProblemRecord, report: ReportIssue): ProblemRecord {
  const validate = validatorOf(problem, report);
  if (validate === undefined) return problem;
  return {
    ...problem,
    tests: problem.tests.map((test) => ({
      ...test,
      valid: isValid(validate, problem.kind, test.input),
    })),
  };
}

function validatorOf({ id, spec }: ProblemRecord, report: ReportIssue): Validator | undefined {
  if (spec === undefined) return undefined;
  try {
    return createValidator(parseInputSpec(spec, `${id}: spec`));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report({ where: id, message: `${error.message}: its tests are not validated` });
    return undefined;
  }
}

function isValid(validate: Validator, kind: ProblemRecord['kind'], input: string): boolean {
  if (kind === 'stdio') return validate(input) === undefined;
  try {
    const args = fromTaggedJson(JSON.parse(input));
    return Array.isArray(args) && validate(args as unknown[]) === undefined;
  } catch (error) {
    // A tagged form that nobody knows, or nesting that is too deep.
    if (error instanceof AppError || error instanceof SyntaxError) return false;
    throw error;
  }
}
