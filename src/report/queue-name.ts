import { OUTCOMES, type Outcome } from '../../harness/protocol.ts';
import type { Finding } from '../core/finding.ts';

/**
 * Names of corpus files, readable and reversible, after AFL's habit:
 *
 *     id:000123,src:000045+000017,op:pump,execs:90210,size:400,steps:91234,alloc:7,+max:site17,+total
 *
 * `id` corpus number · `src` parents (left out without any) · `op` what made it · `execs` executions before it ·
 * `size` scalars · `steps` and `alloc` cost · `outcome` when it is not `ok` · one `+…` per reason it was kept.
 * Numbers are decimal, ids padded to six digits. Characters other than letters, digits, `.`, `_` and `-` are written as
 * percent-encoded UTF-8. Between a key and its value stands `:`, or `=` on file systems that forbid colons; both are read.
 * A name has at most {@link MAX_NAME_LENGTH} characters: reasons that do not fit are counted in `+more:N`.
 */
export type QueueName = Omit<Finding, 'input'>;

export type NameSeparator = ':' | '=';

export const MAX_NAME_LENGTH = 200;

/** Parents that a name lists at most. */
const MAX_PARENTS = 4;
/** Longest name of an operation, encoded. */
const MAX_OP = 40;

export function printQueueName(finding: QueueName, separator: NameSeparator = ':'): string {
  const { provenance } = finding;
  const pair = (key: string, value: string | number): string => `${key}${separator}${value}`;
  const parents = provenance.parents.slice(0, MAX_PARENTS).map(printId).join('+');
  let name = [
    pair('id', printId(provenance.id)),
    ...(parents === '' ? [] : [pair('src', parents)]),
    pair('op', encodeUpTo(provenance.op, MAX_OP)),
    pair('execs', provenance.execs),
    pair('size', finding.size),
    pair('steps', finding.steps),
    pair('alloc', finding.allocUnits),
    ...(finding.outcome === 'ok' ? [] : [pair('outcome', finding.outcome)]),
  ].join(',');
  const { reasons } = finding;
  for (const [index, reason] of reasons.entries()) {
    const part = `,+${encodeReason(reason, separator)}`;
    const more = `,+more${separator}${reasons.length - index}`;
    const isLast = index === reasons.length - 1;
    if (name.length + part.length + (isLast ? 0 : more.length) > MAX_NAME_LENGTH) {
      return name + more;
    }
    name += part;
  }
  return name;
}

/** @returns undefined when the text is not a corpus name: other files may lie in the folder. */
export function parseQueueName(name: string): QueueName | undefined {
  const separator = name.charAt(2);
  if (separator !== ':' && separator !== '=') return undefined;
  const fields = new Map<string, string>();
  const reasons: string[] = [];
  for (const part of name.split(',')) {
    if (part.startsWith('+')) {
      const reason = decodeReason(part.slice(1), separator);
      if (reason === undefined) return undefined;
      reasons.push(reason);
    } else {
      const cut = part.indexOf(separator);
      if (cut < 0 || fields.has(part.slice(0, cut))) return undefined;
      fields.set(part.slice(0, cut), part.slice(cut + 1));
    }
  }
  const number = (key: string): number => parseCount(fields.get(key));
  const source = fields.get('src');
  const parents = source === undefined ? [] : source.split('+').map(parseCount);
  const op = decode(fields.get('op') ?? '');
  const outcome = parseOutcome(fields.get('outcome'));
  const [id, execs, size, steps, allocUnits] = [
    number('id'),
    number('execs'),
    number('size'),
    number('steps'),
    number('alloc'),
  ];
  const counts = [id, execs, size, steps, allocUnits, ...parents];
  if (op === undefined || outcome === undefined || counts.some(Number.isNaN)) return undefined;
  return { outcome, steps, allocUnits, size, reasons, provenance: { id, parents, op, execs } };
}

function printId(id: number): string {
  return String(id).padStart(6, '0');
}

function parseCount(text: string | undefined): number {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
}

function parseOutcome(text: string | undefined): Outcome | undefined {
  return text === undefined ? 'ok' : OUTCOMES.find((outcome) => outcome === text);
}

function encode(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/gu, (character) =>
    Array.from(
      new TextEncoder().encode(character),
      (byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
    ).join(''),
  );
}

/** As many whole characters as fit into `length` once encoded. */
function encodeUpTo(text: string, length: number): string {
  let encoded = '';
  for (const character of text) {
    const next = encoded + encode(character);
    if (next.length > length) break;
    encoded = next;
  }
  return encoded;
}

function decode(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9._-]|%[0-9A-F]{2})*$/.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    // Percent codes that are no UTF-8: not a name of ours.
    return undefined;
  }
}

/** A reason is `+word` or `+word:detail`; the plus is not part of the encoded text, the colon is the separator. */
function encodeReason(reason: string, separator: NameSeparator): string {
  return reason.replace(/^\+/, '').split(':').map(encode).join(separator);
}

function decodeReason(text: string, separator: string): string | undefined {
  const parts = text.split(separator).map(decode);
  return parts.includes(undefined) ? undefined : `+${parts.join(':')}`;
}
