import type { AcceptedRecord, ConstraintRecord, Uplift } from '../../core/synthesis.ts';
import { formatCount, formatFactor, plural } from '../figures.ts';
import { safe } from './markup.ts';

/** Rejected candidates that are listed. */
const MAX_REJECTED = 20;

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
  const rows = accepted.map((record) => {
    const { constraint, place, standing } = record;
    const where = `${constraint.where.file}:${place.line} ${place.at} (${place.functionName})`;
    return (
      `<tr><td class="number">${upliftText(record.uplift)}</td><td>${standing}</td>` +
      `<td><p>${safe(constraint.description)}</p><code>${safe(constraint.when)}</code>${letsText(record)}</td>` +
      `<td><code>${safe(where)}</code></td><td>${safe(searchText(record))}</td><td>${gateView(record)}</td></tr>`
    );
  });
  const head = ['Uplift', 'Standing', 'Condition', 'Place', 'In the search', 'Gate'];
  const cells = head.map(
    (name, i) => `<th scope="col"${i === 0 ? ' class="number"' : ''}>${name}</th>`,
  );
  return (
    `<div class="table" tabindex="0"><table><thead><tr>${cells.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>` +
    '<p class="quiet">Uplift: what inputs that satisfy the condition cost against inputs of like size that do not, with its 95 % interval.</p>'
  );
}

function upliftText(uplift: Uplift | undefined): string {
  if (uplift === undefined) return '–';
  const [low, high] = uplift.interval;
  return `<strong>${formatFactor(uplift.ratio)}</strong><br>${formatFactor(low)}–${formatFactor(high)}`;
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
    return `<li><code>${safe(id)}</code> at ${safe(failed?.check ?? 'unknown')}: ${safe(failed?.text ?? '')}<details><summary>as proposed</summary><pre class="wrap">${safe(JSON.stringify(document, null, 1))}</pre></details></li>`;
  });
  const left = rejected.length - items.length;
  const more = left > 0 ? `<li>and ${formatCount(left)} more, see run.json</li>` : '';
  return `<details><summary>${plural(rejected.length, 'candidate')} turned away by the gate</summary><ul>${items.join('')}${more}</ul></details>`;
}
