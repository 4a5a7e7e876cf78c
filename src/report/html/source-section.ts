import type { HotLine, RunRecord } from '../../core/run-record.ts';
import type { AcceptedRecord } from '../../core/synthesis.ts';
import { formatCount, formatFactor } from '../figures.ts';
import { safe, safeBlock } from './markup.ts';
import type { HtmlReportInput, Limits } from './page-input.ts';
import { type LineNote, sourceView } from './source-view.ts';

/** Lines of a file that only the fast run has, which count as hot. */
const FAST_LINES = 10;

/** The files that cost most, with heat, constraints in place, and a slow and a fast run side by side. */
export function sourceSection(input: HtmlReportInput, limits: Limits): string {
  const { record, nameFile, sourceOf } = input;
  const byFile = new Map<string, HotLine[]>();
  for (const line of record.hotLines) {
    byFile.set(line.file, [...(byFile.get(line.file) ?? []), line]);
  }
  const slowFiles = [...byFile.keys()];
  for (const [file, hot] of fastFiles(record, byFile)) byFile.set(file, hot);
  const files = [...byFile].slice(0, limits.files).map(([file, hot], i) => {
    const isFast = !slowFiles.includes(file);
    const view = sourceView({
      name: nameFile(file),
      text: sourceOf(file),
      hot,
      lines: record.comparison?.lines.filter((line) => line.file === file) ?? [],
      notes: notesOf(input, file),
    });
    const what = isFast
      ? ' <span class="quiet">the fast run; shares are of its own steps</span>'
      : '';
    return `<details${i === 0 || isFast ? ' open' : ''}><summary><code>${safe(nameFile(file))}</code>${what}</summary>${view}</details>`;
  });
  return files.length === 0 ? '' : comparisonText(input) + files.join('\n');
}

/** Of a problem: the files of the fast solution, with the lines that its steps go to. */
function fastFiles(
  { comparison, problem }: RunRecord,
  slow: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, HotLine[]> {
  const files = new Map<string, HotLine[]>();
  if (comparison === undefined || problem === undefined) return files;
  const { lines, fast } = comparison;
  const own = lines
    .filter(({ file, fastHits }) => fastHits > 0 && !slow.has(file))
    .toSorted((a, b) => b.fastHits - a.fastHits)
    .slice(0, FAST_LINES);
  for (const { file, line, fastHits: steps } of own) {
    const share = steps / Math.max(1, fast.steps);
    const hot = { file, line, functionName: '', what: [], steps, share, code: '' };
    files.set(file, [...(files.get(file) ?? []), hot]);
  }
  return files;
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

function comparisonText({ record: { comparison, problem } }: HtmlReportInput): string {
  if (comparison === undefined) return '';
  const { slow, fast } = comparison;
  const slowText = `<p>Slow: the costliest test, ${formatCount(slow.steps)} steps at size ${formatCount(slow.size)}`;
  return problem === undefined
    ? `${slowText}. Fast: a random input, ${formatCount(fast.steps)} steps at size ${formatCount(fast.size)}:</p>` +
        `<pre class="wrap" tabindex="0" role="group" aria-label="fast input">${safeBlock(fast.shown)}</pre>`
    : `${slowText} on <code>${safe(problem.slowest ?? '')}</code>. Fast: the same test on <code>${safe(fast.shown)}</code>, ${formatCount(fast.steps)} steps.</p>`;
}
