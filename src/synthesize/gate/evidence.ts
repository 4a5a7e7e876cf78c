import type { Json } from '../../core/run-record.ts';
import type { GateCheck, GateEvidence } from '../../core/synthesis.ts';

/** Names listed in a line of evidence before the rest is only counted. */
const MAX_LISTED = 12;

export function passed(check: GateCheck, text: string, figures?: Json): GateEvidence {
  return { check, passed: true, text, ...(figures === undefined ? {} : { figures }) };
}

export function failed(check: GateCheck, text: string, figures?: Json): GateEvidence {
  return { check, passed: false, text, ...(figures === undefined ? {} : { figures }) };
}

/** A figure as JSON can hold it: four significant digits, null where there is no number. */
export function figure(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** A figure for people: `0.42`, `0.0031`, `0`, `1`; one that is not zero does not look like it. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 && value !== 0 ? Number(value.toPrecision(2)) : rounded);
}

/** `p = 0.031`, `p < 0.001`. */
export function shownP(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}

/** `1 run`, `3 runs`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** `a, b, c and 4 more`. */
export function listed(items: readonly string[], limit = MAX_LISTED): string {
  if (items.length === 0) return 'nothing';
  const more = items.length - limit;
  return items.slice(0, limit).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
