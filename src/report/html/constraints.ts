import type { AcceptedRecord, ConstraintRecord, Uplift } from '../../core/synthesis.ts';
import { formatCount, formatFactor, plural } from '../figures.ts';
import { drawRange } from './chart.ts';
import { safe } from './markup.ts';
import { printTable } from './section.ts';

/** Rows that stand open; the rest is folded. */
const MAX_OPEN = 8;
/** Rejected candidates that are listed. */
const MAX_REJECTED = 20;
/** Intervals beyond this are drawn up to it. */
const MAX_UPLIFT = 1e6;

/** What slow inputs have in common: every constraint with its uplift, and what the gate turned away. Empty for none. */
export function constraintsView(records: readonly ConstraintRecord[]): string {
  const accepted = records.filter((record) => record.verdict === 'accepted');
  const rejected = records.filter((record) => record.verdict === 'rejected');
  return accepted.length === 0 && rejected.length === 0
    ? ''
    : scoreboard(accepted) + turnedAway(rejected);
}

function scoreboard(accepted: readonly AcceptedRecord[]): string {
  if (accepted.length === 0) return '<p>No condition passed the gate.</p>';
  const domain = domainOf(accepted.flatMap(({ uplift }) => uplift ?? []));
  const rows = accepted.map((record) => {
    const { constraint, place, standing } = record;
    const where = `${constraint.where.file}:${place.line} ${place.at} (${place.functionName})`;
    return (
      `<tr><td class="uplift">${upliftView(record.uplift, domain)}</td><td><span class="tag ${standing}">${standing}</span></td>` +
      `<td class="wide"><code class="when">${safe(constraint.when)}</code>${letsText(record)}<p class="quiet">${safe(constraint.description)}</p></td>` +
      `<td><code>${safe(where)}</code></td><td>${safe(searchText(record))}</td><td>${gateView(record)}</td></tr>`
    );
  });
  const heads = ['Uplift', 'Standing', 'Condition', 'Place', 'In the search', 'Gate'];
  const left = rows.slice(MAX_OPEN);
  const more =
    left.length === 0
      ? ''
      : `<details><summary>${plural(left.length, 'more condition')}</summary>${printTable('More conditions', heads, left, 'scoreboard')}</details>`;
  const open = printTable(
    'Uplift: what inputs that satisfy the condition cost against inputs of like size that do not, with its 95 % interval, on a logarithmic axis; the firm line is 1×.',
    heads,
    rows.slice(0, MAX_OPEN),
    'scoreboard',
  );
  return open + more;
}

/** Powers of ten around all intervals, and 1×. */
function domainOf(uplifts: readonly Uplift[]): readonly [number, number] {
  const bounds = uplifts
    .flatMap(({ ratio, interval }) => [ratio, ...interval])
    .filter((bound) => bound > 0 && bound <= MAX_UPLIFT);
  const low = Math.floor(Math.log10(Math.min(1, ...bounds)));
  const high = Math.ceil(Math.log10(Math.max(10, ...bounds)));
  return [10 ** low, 10 ** high];
}

function upliftView(uplift: Uplift | undefined, domain: readonly [number, number]): string {
  if (uplift === undefined) return '<span class="quiet">not measured</span>';
  const { ratio, interval } = uplift;
  const [low, high] = interval;
  return (
    `<strong>${formatFactor(ratio)}</strong> <span class="quiet">${formatFactor(low)}–${formatFactor(high)}</span>` +
    drawRange(interval, ratio, domain)
  );
}

function letsText({ constraint }: AcceptedRecord): string {
  const lets = Object.entries(constraint.let ?? {}).map(([name, text]) => `${name} = ${text}`);
  return lets.length === 0 ? '' : ` where <code>${safe(lets.join(', '))}</code>`;
}

function searchText({ score }: AcceptedRecord): string {
  if (score === undefined) return 'not used';
  const { satisfied, observed, finds } = score;
  return `${formatCount(satisfied)} of ${plural(observed, 'execution')} looked at, ${plural(finds, 'find')}`;
}

function gateView({ evidence }: Pick<ConstraintRecord, 'evidence'>): string {
  const passed = evidence.filter((one) => one.passed).length;
  const items = evidence.map(({ check, passed: ok, text }) => {
    return `<li>${ok ? '✓' : '✗'} ${safe(check)}: ${safe(text)}</li>`;
  });
  return `<details><summary>${passed} of ${plural(evidence.length, 'check')}</summary><ul>${items.join('')}</ul></details>`;
}

function turnedAway(
  rejected: readonly Extract<ConstraintRecord, { verdict: 'rejected' }>[],
): string {
  if (rejected.length === 0) return '';
  const items = rejected.slice(0, MAX_REJECTED).map(({ id, document, evidence }) => {
    const failed = evidence.at(-1);
    return `<li><code>${safe(id)}</code> at ${safe(failed?.check ?? 'unknown')}: ${safe(failed?.text ?? '')}<details><summary>as proposed</summary><pre class="wrap" tabindex="0">${safe(JSON.stringify(document, null, 1))}</pre></details></li>`;
  });
  const left = rejected.length - items.length;
  const more = left > 0 ? `<li>and ${formatCount(left)} more, see run.json</li>` : '';
  return `<details><summary>${plural(rejected.length, 'candidate')} turned away by the gate</summary><ul>${items.join('')}${more}</ul></details>`;
}
