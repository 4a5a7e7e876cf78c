import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { askEngine } from './ask-engine.ts';
import type { CaseVerdict, CheckReply, StressFiles } from './messages.ts';
import { engineOptions, type StressOptions } from './stress-options.ts';

/** What a test runner offers. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  test(name: string, body: () => Promise<void>, timeoutMs: number): void;
  /** Directory of the test file that is being read; undefined when the runner does not tell. */
  directory(): string | undefined;
}

/** What the environment asks for. */
export interface StressMode {
  /** `SLOWPATH_FUZZ=1`: search, and save new cases. */
  readonly fuzz: boolean;
  /** `SLOWPATH_UPDATE=1`: accept what is measured now. */
  readonly update: boolean;
}

/** Replaying takes a second or two; machines that run tests are busy. */
const REPLAY_TIMEOUT_MS = 180_000;
const SEARCH_TIMEOUT_MS = 1_800_000;
const DEFAULT_TOLERANCE = 0.1;
const FOLDER = '__stress__';

export function readMode(env: Readonly<Record<string, string | undefined>>): StressMode {
  const isOn = (value: string | undefined): boolean =>
    value !== undefined && value !== '' && value !== '0' && value !== 'false';
  return { fuzz: isOn(env['SLOWPATH_FUZZ']), update: isOn(env['SLOWPATH_UPDATE']) };
}

/** `parse "a"` → `parse-a`. */
function slugOf(name: string): string {
  const slug = name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'stress' : slug;
}

/** Registers the cases of a committed suite as tests, or the search for them. */
export function registerStress(
  runner: TestRunner,
  mode: StressMode,
  name: string,
  target: string,
  options: StressOptions,
): void {
  const directory = options.directory ?? runner.directory();
  if (directory === undefined)
    throw new Error(
      `stress("${name}"): the test file is not known\nhint: pass { directory: import.meta.dirname }`,
    );
  const suite = resolve(directory, options.suite ?? join(FOLDER, slugOf(name)));
  const place: Place = {
    suite,
    baseline: join(dirname(suite), `${basename(suite)}.baseline.json`),
    target,
    cwd: directory,
    options: engineOptions(options),
    tolerance: options.tolerance ?? DEFAULT_TOLERANCE,
    allowOtherNode: options.allowOtherNode ?? false,
  };
  runner.describe(name, () => {
    if (mode.fuzz) registerSearch(runner, place, options);
    else if (mode.update) registerUpdate(runner, place);
    else registerCases(runner, place);
  });
}

interface Place extends StressFiles {
  readonly target: string;
  readonly cwd: string;
  readonly options: ReturnType<typeof engineOptions>;
  readonly tolerance: number;
  readonly allowOtherNode: boolean;
}

function registerSearch(runner: TestRunner, place: Place, options: StressOptions): void {
  const { time, execs, workers } = options;
  const { allowOtherNode: _, ...files } = place;
  runner.test(
    'searches for slow inputs and saves them',
    async () => {
      await askEngine({ kind: 'search', ...files, time, execs, workers });
    },
    SEARCH_TIMEOUT_MS,
  );
}

function registerUpdate(runner: TestRunner, place: Place): void {
  runner.test(
    'accepts what its cases cost now',
    async () => {
      await askEngine({ kind: 'check', ...place, update: true });
    },
    REPLAY_TIMEOUT_MS,
  );
}

function registerCases(runner: TestRunner, place: Place): void {
  const cases = readCases(place.suite);
  if (cases.length === 0) {
    runner.test(
      'has cases to replay',
      async () => {
        throw new Error(
          `there is no suite at ${place.suite}\nhint: search for cases with SLOWPATH_FUZZ=1, and commit them`,
        );
      },
      REPLAY_TIMEOUT_MS,
    );
    return;
  }
  // One replay of the whole suite, which the first test that runs begins.
  let replay: Promise<CheckReply> | undefined;
  const expectOk = async (pick: (reply: CheckReply) => CaseVerdict | undefined): Promise<void> => {
    replay ??= askEngine({ kind: 'check', ...place, update: false });
    const verdict = pick(await replay);
    if (verdict === undefined)
      throw new Error(
        'this case was not replayed\nhint: search for cases anew with SLOWPATH_FUZZ=1',
      );
    if (!verdict.isOk) throw new Error(verdict.message);
  };
  for (const { file, role, size } of cases) {
    runner.test(
      `${basename(file)}: ${role}, size ${size}`,
      async () => await expectOk(({ tests }) => tests[file]),
      REPLAY_TIMEOUT_MS,
    );
  }
  runner.test(
    'grows with size as it did',
    async () => await expectOk(({ growth }) => growth),
    REPLAY_TIMEOUT_MS,
  );
}

interface StressCase {
  readonly file: string;
  readonly role: string;
  readonly size: number;
}

/** Only what names a test: the engine checks the suite when it replays it. */
function readCases(suite: string): readonly StressCase[] {
  const path = join(suite, 'suite.json');
  if (!existsSync(path)) return [];
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const tests: unknown =
    typeof json === 'object' && json !== null && 'tests' in json ? json.tests : undefined;
  return Array.isArray(tests) ? tests.filter(isCase) : [];
}

function isCase(value: unknown): value is StressCase {
  return (
    typeof value === 'object' &&
    value !== null &&
    'file' in value &&
    typeof value.file === 'string' &&
    'role' in value &&
    typeof value.role === 'string' &&
    'size' in value &&
    typeof value.size === 'number'
  );
}
