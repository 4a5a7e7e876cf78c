import { gzipSync } from 'node:zlib';
import { formatCount, formatFactor } from '../figures.ts';
import { callName, type ReportTest } from '../report-input.ts';
import { shortenArguments, shortenText } from '../shorten-value.ts';
import { originOfTest } from '../suite-table.ts';
import { jsonForScript, safe, safeBlock } from './markup.ts';
import type { HtmlReportInput, Limits } from './page-input.ts';
import { printTable } from './section.ts';

/** Characters of the line that stands for a closed test. */
const BRIEF = 130;
const COLUMNS = 9;

export interface SuiteView {
  /** HTML of the table. */
  readonly table: string;
  /** HTML of the files that the page's script copies and saves. */
  readonly files: string;
}

/**
 * The suite as a table: each test in a row, and below it what it holds, to open, copy and save. Files are embedded
 * compressed and as Base64, so that nothing of them is markup, and so that they come out byte by byte.
 */
export function suiteView(input: HtmlReportInput, limits: Limits): SuiteView {
  const { tests, record } = input;
  if (tests.length === 0) return { table: '<p>No input was worth keeping.</p>', files: '' };
  const embedded: Record<string, string> = {};
  let budget = limits.embeddedBytes;
  const seedSteps = record.seedBest?.steps ?? 0;
  const rows = tests.map((test) => {
    const bytes = input.bytesOf(test);
    const packed = bytes && bytes.length <= limits.testBytes ? pack(bytes) : undefined;
    const fits = packed !== undefined && packed.length <= budget;
    if (fits) {
      embedded[test.file] = packed;
      budget -= packed.length;
    }
    return row(test, bytes, seedSteps) + contents(test, bytes, fits, input, limits);
  });
  const table = printTable(
    'Costliest first. Below each test is its input: open it to read, copy or save the file.',
    [
      'Test',
      { number: 'Steps' },
      { number: 'Size' },
      { number: 'Bytes' },
      { number: '× start' },
      'Hottest line',
      'Role',
      'Made by',
      'Outcome',
    ],
    rows,
    'suite',
  );
  const files = `<script type="application/json" id="slowpath-tests">${jsonForScript(embedded)}</script>`;
  return { table, files };
}

function pack(bytes: Uint8Array): string {
  return gzipSync(bytes).toString('base64');
}

function row(test: ReportTest, bytes: Uint8Array | undefined, seedSteps: number): string {
  const factor = seedSteps > 0 ? formatFactor(test.steps / seedSteps) : '';
  const number = (text: string): string => `<td class="number">${text}</td>`;
  return (
    `<tr class="test"><th scope="row"><code>${safe(nameOf(test))}</code></th>` +
    `${number(formatCount(test.steps))}${number(formatCount(test.size))}${number(bytes === undefined ? '' : formatCount(bytes.length))}${number(factor)}` +
    `<td><code>${safe(test.hot[0]?.site ?? '')}</code></td><td>${safe(test.role)}</td>` +
    `<td>${safe(originOfTest(test))}</td><td>${safe(test.outcome)}</td></tr>`
  );
}

function nameOf({ file }: ReportTest): string {
  return file.replace(/^tests\//, '');
}

/** The row below a test: what it holds, shortened; opened, as the file has it. */
function contents(
  test: ReportTest,
  bytes: Uint8Array | undefined,
  isEmbedded: boolean,
  input: HtmlReportInput,
  limits: Limits,
): string {
  if (bytes === undefined)
    return `<tr class="input"><td colspan="${COLUMNS}"><p class="quiet">The file is missing.</p></td></tr>`;
  const path = `${input.directory}/suite/${test.file}`;
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * limits.shown));
  const left = bytes.length > 4 * limits.shown || text.length > limits.shown;
  const shown = safeBlock(text.slice(0, limits.shown));
  const note = left
    ? `<p class="quiet">The first ${formatCount(Math.min(limits.shown, text.length))} characters of ${formatCount(bytes.length)} bytes are shown${isEmbedded ? '; copied and saved is all of it' : ''}. The file: <code>${safe(path)}</code></p>`
    : '';
  const buttons = isEmbedded
    ? `<p class="buttons" hidden data-file="${safe(test.file)}"><button type="button" class="copy-test">Copy ${safe(nameOf(test))}</button> <button type="button" class="save-test">Save ${safe(nameOf(test))}</button></p>`
    : `<p class="quiet">Too large to be embedded whole: copy it from <code>${safe(path)}</code></p>`;
  return (
    `<tr class="input"><td colspan="${COLUMNS}"><details><summary><code>${safe(briefOf(test, input))}</code></summary>` +
    `${buttons}<pre class="wrap" tabindex="0" role="group" aria-label="${safe(nameOf(test))}">${shown}${left ? ' …' : ''}</pre>${note}</details></td></tr>`
  );
}

/** A test in a line that people can read. */
function briefOf(test: ReportTest, { inputOf, record }: HtmlReportInput): string {
  const value = inputOf(test);
  if (value === undefined) return 'what it holds';
  return value.kind === 'stdin'
    ? shortenText(value.text, BRIEF / 2, 3).join(' ⏎ ')
    : `${callName(record.target.specifier)}(${shortenArguments(value.args, BRIEF)})`;
}
