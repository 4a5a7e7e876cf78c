import type { Host } from '../../harness/protocol.ts';
import { OUTCOMES } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';
import type { Run } from './run.ts';

/** An execution that did not end well, with what it threw. */
export type Prize = Finding & { readonly error: string };

/** Distinct errors kept as prizes. */
const MAX_PRIZES = 64;

const STEPS_EXCEEDED = OUTCOMES.indexOf('steps-exceeded');
const THREW = OUTCOMES.indexOf('threw');
const WORTH_IT = ['threw', 'exited', 'depth-exceeded', 'steps-exceeded'] as const;
const PRIZED: ReadonlySet<number> = new Set(WORTH_IT.map((outcome) => OUTCOMES.indexOf(outcome)));

/**
 * Whether the last execution is the first of its kind: errors that differ in numbers only are one kind, and so are all
 * executions of a size band that ran out of fuel. Its key is then added.
 * @returns what it threw, empty when it ended otherwise; undefined when its kind is known.
 */
export function firstOfItsKind(keys: Set<string>, run: Run, host: Host): string | undefined {
  const error = run.outcome === THREW ? host.errorText() : '';
  const detail = run.outcome === STEPS_EXCEEDED ? String(run.level) : error.replaceAll(/\d+/g, '#');
  const key = `${run.outcome}:${detail}`;
  if (!PRIZED.has(run.outcome) || keys.has(key) || keys.size >= MAX_PRIZES) return undefined;
  keys.add(key);
  return error;
}
