import type { Outcome } from '../../harness/protocol.ts';
import { formatCount, formatFactor, formatMs, formatShare, plural } from './figures.ts';
import { findingText } from './findings-text.ts';
import type { Paint } from './paint.ts';
import { displayWidth, padEnd, padStart, printable, truncate, wrap } from './printable.ts';
import { problemLines } from './problem-lines.ts';
import type { ReportInput } from './report-input.ts';
import { callName, sizeNoun } from './report-input.ts';
import { scoreboardLines } from './scoreboard.ts';
import { shortenArguments, shortenText } from './shorten-value.ts';
import { suiteTable } from './suite-table.ts';
import { verdictOf } from './verdict.ts';

export interface SummaryOptions {
  /** Columns, at least {@link MIN_WIDTH}; narrower is taken as that. */
  readonly width: number;
  readonly paint: Paint;
  /** A command line that runs the slowest test again; undefined to leave it out. */
  readonly rerun: string | undefined;
}

export const MIN_WIDTH = 40;
/** Wider lines are hard to read. */
const MAX_WIDTH = 120;
const HOT_LINES = 5;
const CONSTRAINTS = 3;
/** Lines that cost less are not hot. */
const LEAST_SHARE = 0.001;
const INDENT = '  ';

/** The end of a run, told to somebody who has not seen slowpath before; ends with a newline. */
export function printSummary(input: ReportInput, options: SummaryOptions): string {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, options.width));
  const page: Page = { ...options, width, body: width - INDENT.length };
  const sections = [
    headline(input, page),
    solutions(input, page),
    findings(input, page),
    slowestInput(input, page),
    hottestLines(input, page),
    constraints(input, page),
    confirmation(input, page),
    alsoSeen(input, page),
    suite(input, page),
    theRun(input, page),
    notes(input, page),
    whereItIs(input, page),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

interface Page extends SummaryOptions {
  /** Columns inside the indentation. */
  readonly body: number;
}

function section(title: string, lines: readonly string[], { paint }: Page): readonly string[] {
  return lines.length === 0
    ? []
    : [paint('bold', title), ...lines.map((line) => (INDENT + line).trimEnd())];
}

function paragraphs(texts: readonly string[], page: Page): readonly string[] {
  return texts.flatMap((text) => wrap(printable(text), page.body));
}

function headline({ record, slowest }: ReportInput, page: Page): readonly string[] {
  const [first = '', ...rest] = verdictOf(record, sizeNoun(slowest));
  return [
    page.paint('bold', truncate(printable(record.target.specifier), page.width)),
    ...wrap(first, page.body).map((line) => INDENT + page.paint('yellow', line)),
    ...paragraphs(rest, page).map((line) => INDENT + line),
  ];
}

function solutions({ record }: ReportInput, page: Page): readonly string[] {
  const { problem } = record;
  return problem === undefined ? [] : section('Solutions', problemLines(problem, page.body), page);
}

/** Ways to make the program slow, each with what it takes to see it. */
function findings({ record, directory, nameFile }: ReportInput, page: Page): readonly string[] {
  const told = record.findings ?? [];
  const lines = told.flatMap((finding) => {
    const { title, input, facts, command } = findingText(finding, directory, nameFile);
    const details = [input, ...facts].map((fact) => truncate(printable(fact), page.body - 4));
    // A command is not cut, so that it can be copied.
    return [page.paint('yellow', title), ...details.map((fact) => `    ${fact}`), `    ${command}`];
  });
  return section(plural(told.length, 'finding'), lines, page);
}

function slowestInput({ record, slowest }: ReportInput, page: Page): readonly string[] {
  if (!slowest) return [];
  const lines =
    slowest.kind === 'stdin'
      ? shortenText(slowest.text, page.body)
      : wrap(
          `${callName(record.target.specifier)}(${shortenArguments(slowest.args, 4 * page.body)})`,
          page.body,
        );
  const where = record.best?.test === undefined ? '' : ` (suite/${record.best.test})`;
  return section(`Slowest input${where}`, lines, page);
}

function hottestLines({ record, nameFile }: ReportInput, page: Page): readonly string[] {
  const hot = record.hotLines
    .filter(({ share }, i) => i === 0 || share >= LEAST_SHARE)
    .slice(0, HOT_LINES);
  const places = hot.map(({ file, line }) => `${printable(nameFile(file))}:${line}`);
  const placeWidth = Math.min(Math.max(0, ...places.map(displayWidth)), Math.floor(page.body / 2));
  const lines = hot.map(({ share, code }, i) => {
    // The end of a path tells more than its beginning.
    const place = keepEnd(places[i] ?? '', placeWidth);
    const left = `${padStart(formatShare(share), 7)}  ${padEnd(place, placeWidth)}  `;
    return (
      left + page.paint('cyan', truncate(printable(code), Math.max(8, page.body - left.length)))
    );
  });
  return section('Hottest lines of the slowest input', lines, page);
}

function keepEnd(text: string, width: number): string {
  const characters = Array.from(text);
  let end = '';
  while (characters.length > 0 && displayWidth(characters.at(-1) + end) < width) {
    end = (characters.pop() ?? '') + end;
  }
  return displayWidth(text) <= width ? text : `…${end}`;
}

/** The strongest constraints; `run.json` has them all. */
function constraints({ record }: ReportInput, page: Page): readonly string[] {
  const accepted = record.constraints.filter(({ verdict }) => verdict === 'accepted');
  if (accepted.length === 0) return [];
  const shown = accepted.slice(0, CONSTRAINTS);
  const [, ...lines] = scoreboardLines(shown, {
    width: page.body,
    paint: page.paint,
    isBrief: true,
  });
  const left = accepted.length - shown.length;
  const more = left > 0 ? [`and ${formatCount(left)} more, see the report`] : [];
  return section('What slow inputs have in common', [...lines, ...more], page);
}

function confirmation({ record }: ReportInput, page: Page): readonly string[] {
  const timed = record.confirmations.filter(({ cpuMs }) => cpuMs.length > 0);
  // Tests are told by their files; what else was timed is a starting input.
  const seed = timed.find(({ input }) => !input.startsWith('tests/'));
  const lines = timed.map((one) => {
    const { input, cpuMs, outcome } = one;
    const range = `${formatMs(Math.min(...cpuMs))} to ${formatMs(Math.max(...cpuMs))}`;
    const ended = outcome === 'ok' ? '' : `, ${OUTCOME_WORDS[outcome]}`;
    const ratio =
      seed && one !== seed ? `, ${formatFactor(middle(cpuMs) / middle(seed.cpuMs))} the seed` : '';
    const figures = `${padStart(formatMs(middle(cpuMs)), 9)}  ${printable(input)}${ratio}`;
    const runs = plural(cpuMs.length, 'process', 'processes');
    return truncate(`${figures}  (${range} in ${runs}${ended})`, page.body);
  });
  return section('CPU time without instrumentation, median', lines, page);
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  ok: 'ended normally',
  threw: 'threw an error',
  'steps-exceeded': 'ran out of steps',
  'depth-exceeded': 'overflowed the stack',
  exited: 'ended the process',
  'timed-out': 'hung and was stopped',
  'out-of-memory': 'ran out of memory',
  crashed: 'crashed the process',
};

function alsoSeen({ record }: ReportInput, page: Page): readonly string[] {
  const entries = Object.entries(OUTCOME_WORDS).flatMap(([outcome, words]) => {
    const count = outcome === 'ok' ? 0 : (record.outcomes[outcome as Outcome] ?? 0);
    return count > 0 ? [{ outcome, words, count }] : [];
  });
  const lines = entries.flatMap(({ outcome, words, count }) => {
    const prize = record.prizes.find((one) => one.outcome === outcome);
    const example = prize?.error === undefined || prize.error === '' ? '' : `, e.g. ${prize.error}`;
    const where = prize ? ` (${prize.folder}/)` : '';
    return [
      truncate(printable(`${plural(count, 'execution')} ${words}${where}${example}`), page.body),
    ];
  });
  return section('Also seen', lines, page);
}

function suite({ record, tests }: ReportInput, page: Page): readonly string[] {
  if (tests.length === 0 && record.status === 'running') {
    return section(
      'Suite',
      paragraphs(['not made yet: the same command resumes the run'], page),
      page,
    );
  }
  const lines = suiteTable(tests, record.seedBest?.steps, page.body);
  return section(`Suite: ${plural(tests.length, 'test')}`, lines, page);
}

const STOP_WORDS: Readonly<Record<NonNullable<ReportInput['record']['stopReason']>, string>> = {
  'flat-frontier': 'stopped when nothing costlier turned up any more',
  execs: 'stopped at its budget of executions',
  time: 'stopped at its time limit',
  interrupt: 'stopped by you',
  error: 'stopped by an error',
};

function theRun({ record }: ReportInput, page: Page): readonly string[] {
  const speed = `${formatCount(record.execsPerSecond)} a second`;
  const stop = record.stopReason === undefined ? 'not finished' : STOP_WORDS[record.stopReason];
  const found =
    record.bestAtExecs === undefined
      ? ''
      : `, best found after ${formatCount(record.bestAtExecs)} of them`;
  const { siteCount } = record.target;
  return section(
    'Run',
    paragraphs(
      [
        `${plural(record.execs, 'execution')} in ${formatMs(record.wallMs)} (${speed})${found}; ${stop}.`,
        `${formatCount(record.sitesHit)} of ${plural(siteCount, 'site')} reached, ` +
          `${plural(record.corpus, 'input')} kept, seed ${record.seed}, inputs from ${record.target.inputModel}.`,
      ],
      page,
    ),
    page,
  );
}

function notes({ record }: ReportInput, page: Page): readonly string[] {
  return section('Notes', paragraphs(record.notes, page), page);
}

function whereItIs({ directory }: ReportInput, page: Page): readonly string[] {
  const files = [
    ['Report', `${directory}/report.html`],
    ['Suite', `${directory}/suite/`],
    ['Again', page.rerun ?? ''],
  ] as const;
  // Paths and commands are not broken into lines, so that they can be copied.
  return files
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${page.paint('bold', padEnd(name, 7))} ${printable(text)}`);
}
