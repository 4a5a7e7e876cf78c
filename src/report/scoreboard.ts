import type { Json } from '../core/run-record.ts';
import type {
  AcceptedRecord,
  ConstraintRecord,
  GateEvidence,
  RejectedRecord,
  Standing,
} from '../core/synthesis.ts';
import { formatCount, formatFactor, plural } from './figures.ts';
import type { Paint, Style } from './paint.ts';
import { displayWidth, printable, wrap } from './printable.ts';

export interface ScoreboardOptions {
  /** Columns, at least {@link MIN_WIDTH}; narrower is taken as that. */
  readonly width: number;
  readonly paint: Paint;
  /** Leaves out what the gate saw, and counts rejected candidates instead of telling each. */
  readonly isBrief?: boolean;
}

const MIN_WIDTH = 24;
/** Wider lines are hard to read. */
const MAX_WIDTH = 120;
const INDENT = '  ';

const STANDING_STYLES: Readonly<Record<Standing, Style>> = {
  strong: 'green',
  weak: 'yellow',
  'wrong-way': 'red',
  unmeasured: 'dim',
};

/** What became of every candidate, for people; ends with a newline. Texts of any origin are safe to print. */
export function printScoreboard(
  records: readonly ConstraintRecord[],
  options: ScoreboardOptions,
): string {
  return `${scoreboardLines(records, options).join('\n')}\n`;
}

/** The same as lines, for a page that holds more. */
export function scoreboardLines(
  records: readonly ConstraintRecord[],
  options: ScoreboardOptions,
): readonly string[] {
  const accepted = records.filter((record) => record.verdict === 'accepted');
  const rejected = records.filter((record) => record.verdict === 'rejected');
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, options.width));
  const page: Page = { ...options, width, body: width - INDENT.length };
  const blocks = [
    ...accepted.map((record) => acceptedBlock(record, page)),
    ...(options.isBrief === true
      ? [rejectedCounts(rejected, page)]
      : rejected.map((record) => rejectedBlock(record, page))),
  ];
  const counts = `${plural(accepted.length, 'constraint')} accepted, ${formatCount(rejected.length)} rejected`;
  const separator = options.isBrief === true ? [] : [''];
  return [
    ...wrap(counts, width).map((line) => options.paint('bold', line)),
    ...blocks.flatMap((lines) => (lines.length === 0 ? [] : [...separator, ...lines])),
  ];
}

interface Page extends ScoreboardOptions {
  /** Columns inside the indentation. */
  readonly body: number;
}

function acceptedBlock(record: AcceptedRecord, page: Page): readonly string[] {
  const { constraint, place, standing, evidence } = record;
  const where = `${constraint.where.file}:${place.line} ${place.at} (${place.functionName})`;
  const lets = Object.entries(constraint.let ?? {}).map(([name, text]) => `${name} = ${text}`);
  return [
    ...heading(constraint.id, standing, STANDING_STYLES[standing], upliftText(record), page),
    ...paragraph(constraint.description, page),
    ...paragraph(`${where}: ${constraint.when}`, page, 'cyan'),
    ...(lets.length === 0 ? [] : paragraph(`where ${lets.join(', ')}`, page, 'cyan')),
    ...paragraph(searchText(record), page),
    ...(page.isBrief === true ? [] : gateLines(evidence, page)),
  ];
}

/** Id, verdict and the figures of it: in one line where there is room. */
function heading(
  id: string,
  verdict: string,
  style: Style,
  figures: string,
  page: Page,
): readonly string[] {
  const name = printable(id);
  const line = `${name}  ${verdict}  ${figures}`.trimEnd();
  return displayWidth(line) <= page.width
    ? [`${page.paint('bold', name)}  ${page.paint(style, verdict)}  ${figures}`.trimEnd()]
    : [
        ...wrap(name, page.width).map((part) => page.paint('bold', part)),
        ...paragraph(`${verdict} ${figures}`.trimEnd(), page, style),
      ];
}

function upliftText({ uplift }: AcceptedRecord): string {
  if (uplift === undefined) return '';
  const { ratio, interval, pValue, satisfied, unsatisfied } = uplift;
  const [low, high] = interval.map(formatFactor);
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  const inputs = `holds in ${formatCount(satisfied)} of ${plural(satisfied + unsatisfied, 'input')}`;
  return `${formatFactor(ratio)} (${low ?? ''} to ${high ?? ''}), ${p}, ${inputs}`;
}

function searchText({ score }: AcceptedRecord): string {
  if (score === undefined) return '';
  const { satisfied, observed, bestMargin, finds } = score;
  const looked = `${formatCount(observed)} executions looked at`;
  const reached =
    satisfied > 0
      ? `satisfied by ${formatCount(satisfied)} of ${looked}`
      : `not satisfied in ${looked}, least margin ${bestMargin.toPrecision(2)}`;
  return `search: ${reached}, ${plural(finds, 'find')}`;
}

function rejectedBlock({ id, document, evidence }: RejectedRecord, page: Page): readonly string[] {
  const failed = evidence.at(-1)?.check ?? 'unknown';
  return [
    ...heading(id, 'rejected', 'red', failed, page),
    ...paragraph(documentText(document), page, 'cyan'),
    ...gateLines(evidence, page),
  ];
}

/** Place and condition, as far as the document has them. */
function documentText(document: Json): string {
  if (!isRecord(document)) return JSON.stringify(document);
  const { where, when } = document;
  if (typeof when !== 'string') return JSON.stringify(document);
  if (where === undefined || !isRecord(where)) return when;
  const { file, line, at, function: name } = where;
  const named = [file, line].flatMap(text).join(':');
  const inside = text(name).map((inner) => `(${inner})`);
  return `${[named, ...text(at), ...inside].join(' ')}: ${when}`;
}

/** The value as text; nothing of none. */
function text(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function gateLines(evidence: readonly GateEvidence[], page: Page): readonly string[] {
  return evidence.flatMap(({ check, passed, text: seen }) => {
    const [first = '', ...rest] = wrap(printable(`${check}: ${seen}`), page.body - 3);
    const mark = passed ? page.paint('green', 'ok') : page.paint('red', 'no');
    return [`${INDENT}${mark} ${first}`, ...rest.map((line) => `${INDENT}   ${line}`)];
  });
}

/** `3 at separates-its-pair, 1 at parses`. */
function rejectedCounts(rejected: readonly RejectedRecord[], page: Page): readonly string[] {
  const counts = new Map<string, number>();
  for (const { evidence } of rejected) {
    const check = evidence.at(-1)?.check ?? 'unknown';
    counts.set(check, (counts.get(check) ?? 0) + 1);
  }
  const told = [...counts].map(([check, count]) => `${formatCount(count)} at ${check}`);
  return told.length === 0 ? [] : paragraph(`rejected: ${told.join(', ')}`, page, 'dim');
}

function paragraph(content: string, { body, paint }: Page, style?: Style): readonly string[] {
  if (content === '') return [];
  return wrap(printable(content), body).map(
    (line) => INDENT + (style === undefined ? line : paint(style, line)),
  );
}
