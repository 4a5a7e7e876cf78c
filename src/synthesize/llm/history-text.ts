import type { Constraint } from '../../../constraints/language/constraint.ts';
import type { RejectedConstraint, SynthesisHistory } from '../../core/synthesis.ts';

/** Rejections, and accepted constraints, that are told. */
const MAX_TOLD = 16;
/** Characters of a document that was turned away, and of a piece of evidence. */
const MAX_DOCUMENT = 600;
const MAX_EVIDENCE = 400;

/** Constraints that the search has already, one a line. */
export function tellAccepted({ accepted }: SynthesisHistory): string {
  return accepted
    .slice(-MAX_TOLD)
    .map(({ constraint }) => `- ${tellConstraint(constraint)}`)
    .join('\n');
}

/** What was turned away last of a model's own, each with the check that it failed and what was seen. */
export function tellRejected({ rejected }: SynthesisHistory): string {
  return rejected
    .filter(({ source }) => source === 'llm')
    .slice(-MAX_TOLD)
    .map(tellRejection)
    .join('\n');
}

/** How the search fared with what it has, one a line. */
export function tellScores({ scores }: SynthesisHistory): string {
  return scores
    .slice(-MAX_TOLD)
    .map(({ id, bestMargin, satisfied, observed, finds, stepsGained }) => {
      const reached =
        satisfied > 0
          ? `satisfied by ${satisfied} of ${observed} executions`
          : `never satisfied in ${observed} executions, closest margin ${bestMargin.toPrecision(3)} of 1`;
      return `- ${id}: ${reached}; ${finds} finds, ${stepsGained} steps gained`;
    })
    .join('\n');
}

function tellConstraint({ id, where, let: names, when, description }: Constraint): string {
  const lets = Object.entries(names ?? {}).map(([name, text]) => `${name} = ${text}; `);
  const at = [where.file, where.line, where.function]
    .filter((part) => part !== undefined)
    .join(':');
  return `${id} at ${where.at} of ${at}: ${lets.join('')}${when} (${description})`;
}

function tellRejection({ document, evidence }: RejectedConstraint): string {
  const failed = evidence.filter(({ passed }) => !passed);
  const reasons = failed.map(({ check, text }) => `  ${check}: ${cut(text, MAX_EVIDENCE)}`);
  const passed = evidence.filter((item) => item.passed).map(({ check }) => check);
  const before = passed.length === 0 ? [] : [`  passed before: ${passed.join(', ')}`];
  return [`- ${cut(JSON.stringify(document), MAX_DOCUMENT)}`, ...reasons, ...before].join('\n');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
