import type { HotLine } from '../../core/run-record.ts';
import type { AcceptedRecord } from '../../core/synthesis.ts';
import { formatCount, formatFactor } from '../figures.ts';
import { safe, safeBlock } from './markup.ts';
import type { HtmlReportInput, Limits } from './page-input.ts';
import { type LineNote, sourceView } from './source-view.ts';

/** The files that cost most, with heat, constraints in place, and a slow and a fast run side by side. */
export function sourceSection(input: HtmlReportInput, limits: Limits): string {
  const { record, nameFile, sourceOf } = input;
  const byFile = new Map<string, HotLine[]>();
  for (const line of record.hotLines) {
    byFile.set(line.file, [...(byFile.get(line.file) ?? []), line]);
  }
  const files = [...byFile].slice(0, limits.files).map(([file, hot], i) => {
    const view = sourceView({
      name: nameFile(file),
      text: sourceOf(file),
      hot,
      lines: record.comparison?.lines.filter((line) => line.file === file) ?? [],
      notes: notesOf(input, file),
    });
    return `<details${i === 0 ? ' open' : ''}><summary><code>${safe(nameFile(file))}</code></summary>${view}</details>`;
  });
  return files.length === 0 ? '' : comparisonText(input) + files.join('\n');
}

/** The constraints of a file at their lines, strongest first as the record has them. */
function notesOf({ record, constraintFile }: HtmlReportInput, file: string): readonly LineNote[] {
  return record.constraints
    .filter((one): one is AcceptedRecord => one.verdict === 'accepted')
    .filter(({ constraint }) => constraintFile(constraint.where.file) === file)
    .map((one) => ({ line: one.place.line, text: noteText(one) }));
}

function noteText({ constraint, place, standing, uplift }: AcceptedRecord): string {
  const factor = uplift === undefined ? '' : `, ${formatFactor(uplift.ratio)}`;
  return (
    `<span aria-hidden="true">◆</span> <span class="when">slow when <code>${safe(constraint.when)}</code></span> ` +
    `<span class="quiet">${safe(place.at)}, ${standing}${factor}</span>`
  );
}

function comparisonText({ record: { comparison } }: HtmlReportInput): string {
  if (comparison === undefined) return '';
  const { slow, fast } = comparison;
  return (
    `<p>Slow: the costliest test, ${formatCount(slow.steps)} steps at size ${formatCount(slow.size)}. ` +
    `Fast: a random input, ${formatCount(fast.steps)} steps at size ${formatCount(fast.size)}:</p>` +
    `<pre class="wrap" tabindex="0" role="group" aria-label="fast input">${safeBlock(fast.shown)}</pre>`
  );
}
