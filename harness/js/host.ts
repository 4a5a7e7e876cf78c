import { isBuiltin } from 'node:module';
import { types } from 'node:util';
import type { Draw, Host, ProgramImage, ShardOptions } from '../protocol.ts';
import { CELL_OUTCOME, CELL_STOPPED, OUTCOMES } from '../protocol.ts';
import type { Drawer } from './choices.ts';
import { createDrawer, inputSpecOf, widenLengths } from './choices.ts';
import { digestText, digestValue } from './digest.ts';
import { createCompareCalls } from './compare-calls.ts';
import { createComparisons } from './comparisons.ts';
import { takeCoverage } from './coverage.ts';
import { createDrain } from './drain.ts';
import type { Entry } from './entry.ts';
import { findEntry, LoadFailure } from './entry.ts';
import { createEnvironment } from './environment.ts';
import {
  createFuel,
  isStackOverflow,
  OUTCOME_DEPTH,
  OUTCOME_EXITED,
  OUTCOME_THREW,
  STOP_SIGNAL,
} from './fuel.ts';
import { apply, promiseThen } from './intrinsics.ts';
import { createJournal, type Journal } from './journal.ts';
import { PULSE_EXECUTIONS } from './messages.ts';
import { createProbes } from './probes.ts';
import { createProgram, type Instrumentation, type Program } from './program.ts';
import { createRealm } from './realm.ts';
import type { CreateRegexCounter } from './regex/counter.ts';
import { showValue } from './show-value.ts';
import { createBuiltins } from './snapshot.ts';
import { describeThrown } from './thrown.ts';
import { createWork } from './work.ts';

/** Fuel of the program's loading, which no option limits. Steps. */
const LOAD_MAX_STEPS = 2 ** 30;
/** Executions between two looks at the builtins and at forgotten microtasks. */
const CHECK_INTERVAL = 16_384;
/** A throw counts as this many executions: it may come from a builtin that the program broke. */
const THROW_WEIGHT = 128;

/** What the worker drives: the host of the loop, and the parts that the loop does not see. */
export interface HostControl {
  readonly host: Host;
  readonly journal: Journal;
  /**
   * Loads the program; rejects with what it threw, or a LoadFailure.
   * @returns the InputSpec in its definition, if it has a definition with one: unchecked, but plain data.
   */
  load(): Promise<unknown>;
  /** Goes on with a pending execution. @returns true when it is over. */
  resume(): boolean;
}

/** What comes from the loop's realm, where the program cannot reach it. */
export interface LoopRealm {
  readonly integers: Int32ArrayConstructor;
  readonly createCounter: CreateRegexCounter;
}

/**
 * Puts the program and everything around it together.
 * @param wake Asks for a call of `resume` from the event loop.
 */
export function createHost(
  image: ProgramImage,
  options: ShardOptions,
  pulse: Int32Array,
  journalFd: number,
  { integers, createCounter }: LoopRealm,
  wake: () => void,
): HostControl {
  const isStdin = image.entry.kind === 'stdin';
  const fuel = createFuel(image, pulse, integers);
  const { counts, touched, cells, touch, poll, caught } = fuel;
  const journal = createJournal(journalFd);
  const builtins = createBuiltins();
  const realm = createRealm(builtins.restore);
  const environment = createEnvironment(image, options, fuel.stop, (code) => {
    fuel.stop(isStdin && (code ?? 0) === 0 ? (cells[CELL_OUTCOME] as number) : OUTCOME_EXITED);
    throw STOP_SIGNAL;
  });
  const comparisons = createComparisons(image.attentive?.comparisonCount ?? 0, image.siteCount);
  const work = createWork(counts, cells, fuel.pollWork, createCounter, comparisons);
  const probes = createProbes(image.probeCount ?? 0, integers);
  const compareCalls = createCompareCalls(comparisons);
  const instrumentation = { counts, touch, poll, caught, work, probes, compareCalls };
  const plain = createVersion(image, instrumentation);
  /** Where probes stand in a version of their own, only executions that are looked at pay for them. */
  const probed =
    image.probed === undefined
      ? plain
      : createVersion({ ...image, modules: image.probed }, instrumentation);
  /** What tells its comparisons is loaded by the first execution that is listened to. */
  const attentive =
    image.attentive &&
    createVersion({ ...image, modules: image.attentive.modules }, instrumentation, true);
  let isProbed = false;
  let version = plain;
  const chooseVersion = (): void => {
    const unheard = isProbed ? probed : plain;
    version = comparisons.isArmed ? (attentive ?? unheard) : unheard;
  };

  const clear = (): void => {
    fuel.clear();
    work.beginExecution();
    probes.begin();
    if (image.coverageVariable !== undefined) takeCoverage(image.coverageVariable);
  };

  let drawer: Drawer | undefined;
  let isFresh = isStdin;
  let untilCheck = CHECK_INTERVAL;
  let input: unknown[] | string = '';
  let result: unknown;
  let thrown: unknown;
  let hasThrown = false;

  /** What an error that came out of the program means. */
  const fail = (error: unknown): void => {
    if (cells[CELL_STOPPED] !== 0) return;
    if (isStackOverflow(error)) return fuel.stop(OUTCOME_DEPTH);
    thrown = error;
    hasThrown = true;
    fuel.stop(OUTCOME_THREW);
  };
  const start = (): unknown => {
    const { program } = version;
    if (isStdin) {
      program.renew();
      return program.load();
    }
    if (!isFresh && !version.isSoiled) return callEntry(version.entry as Entry);
    version.isSoiled = false;
    probes.mute();
    program.renew();
    const exports = program.load();
    return program.isAsync
      ? apply(promiseThen, exports as Promise<unknown>, [callLoaded])
      : callLoaded(exports);
  };
  /** What loading cost is no cost of the call, and what it compared is none of its comparisons. */
  const callLoaded = (exports: unknown): unknown => {
    version.entry = findEntry(image, exports);
    clear();
    if (comparisons.isArmed) comparisons.arm(true);
    return callEntry(version.entry);
  };
  const callEntry = ({ target, self }: Entry): unknown => apply(target, self, input as unknown[]);

  const finish = (): void => {
    if (isStdin) {
      const code = environment.guard.exitCode() ?? 0;
      if (cells[CELL_STOPPED] === 0 && code !== 0) fuel.stop(OUTCOME_EXITED);
    }
    fuel.settle();
    environment.end();
    if (cells[CELL_STOPPED] !== 0) version.isSoiled = !hasThrown;
    untilCheck -= hasThrown ? THROW_WEIGHT : 1;
    if (untilCheck <= 0) {
      untilCheck = CHECK_INTERVAL;
      drain.flush();
      // A program that breaks builtins once does so every time.
      if (builtins.restore()) untilCheck = 1;
    }
  };
  const drain = createDrain({
    environment,
    cells,
    pulse,
    mayBeAsync: image.mayBeAsync,
    hasUnlistedWork: image.mayBeAsync && usesThreadPool(image),
    isStdin,
    fail,
    finish,
    settle: (value) => {
      result = value;
    },
    stop: fuel.stop,
    wake,
  });

  const run = (next: unknown[] | string): boolean => {
    clear();
    pulse[PULSE_EXECUTIONS] = ((pulse[PULSE_EXECUTIONS] as number) + 1) | 0;
    input = next;
    result = undefined;
    if (hasThrown) {
      thrown = undefined;
      hasThrown = false;
    }
    environment.begin(next);
    if (isFresh) builtins.dropGlobals();
    let value: unknown;
    try {
      value = start();
    } catch (error) {
      fail(error);
    }
    if (!isStdin && !image.mayBeAsync && (typeof value !== 'object' || value === null)) {
      result = value;
      finish();
      return true;
    }
    return drain.begin(value);
  };

  const host: Host = {
    counts,
    touched,
    functionStart: fuel.functionStart,
    cells,
    realm,
    setMaxSteps: fuel.setMaxSteps,
    setFresh: (fresh) => {
      isFresh = fresh || isStdin;
    },
    setSampled: work.setSampled,
    run,
    errorText: () => (hasThrown ? describeThrown(thrown) : ''),
    outputDigest: () => {
      if (cells[CELL_STOPPED] !== 0 && !isStdin) return '';
      if (isStdin) return digestText(environment.output.text());
      // A function that returns nothing shows its result in what it was given.
      return digestValue(result === undefined ? [input] : result);
    },
    outputText: (maxChars) => {
      if (cells[CELL_STOPPED] !== 0) return undefined;
      if (!isStdin) return showValue(result === undefined ? input : result, maxChars);
      const text = environment.output.text();
      return text.length <= maxChars ? text : undefined;
    },
    probesDue: probes.due,
    probesPassed: probes.passed,
    setProbed: (next) => {
      isProbed = next;
      chooseVersion();
    },
    setProbeListener: probes.setListener,
    lateNumber: (decide) => ({ valueOf: () => decide() }),
    isProxy: types.isProxy,
    takeCoverage: () => takeCoverage(image.coverageVariable),
    takeHints: work.takeHints,
    listen: (isListening) => {
      comparisons.arm(isListening);
      chooseVersion();
    },
    heard: comparisons.heard,
    distances: comparisons.distances,
    patterns: work.seenPatterns,
    journal: (text) => journal.write(text),
    draw: (choices, seed, cap): Draw | undefined => {
      // Arbitraries of a definition are instrumented with it: they get fuel of their own.
      clear();
      try {
        return drawer?.draw(choices, seed, cap);
      } catch (error) {
        // As with too many draws.
        if (cells[CELL_STOPPED] !== 0) return undefined;
        // The arbitrary runs on builtins that the program may have broken; with whole ones it has no excuse.
        if (!builtins.restore()) throw error;
        return drawer?.draw(choices, seed, cap);
      }
    },
  };

  return {
    host,
    journal,
    load: async () => {
      environment.install();
      const versions = new Set([plain, probed]);
      for (const { program } of versions) await program.preload();
      await attentive?.program.preload();
      if (image.definition !== undefined) await widenLengths(image);
      environment.publish();
      builtins.remember();
      fuel.setMaxSteps(LOAD_MAX_STEPS);
      clear();
      environment.begin(isStdin ? '' : []);
      // Stdin programs run anew for every input: there is nothing to load before.
      if (!isStdin) {
        try {
          for (const each of versions) each.entry = findEntry(image, await each.program.load());
        } catch (error) {
          if (cells[CELL_STOPPED] === 0) throw error;
          throw new LoadFailure(`its top level did not finish loading: ${stopReason(cells)}`);
        }
      }
      let inputSpec: unknown;
      if (image.definition !== undefined) {
        const { module: definitionId } = image.definition;
        const definition = await plain.program.exportsOf(definitionId);
        inputSpec = inputSpecOf(definition);
        if (inputSpec === undefined) drawer = createDrawer(definitionId, definition, realm);
      }
      environment.end();
      // What a library does to builtins while it loads is its business, and is there in every execution.
      builtins.remember();
      clear();
      return inputSpec;
    },
    resume: () => drain.resume(),
  };
}

/** The program with its own instances of its modules. */
interface Version {
  readonly program: Program;
  entry: Entry | undefined;
  /** The next execution needs new instances although nobody asked: the last one was cut off half-way. */
  isSoiled: boolean;
}

/** @param isLate it is loaded by the first execution that runs it. */
function createVersion(
  image: ProgramImage,
  instrumentation: Instrumentation,
  isLate = false,
): Version {
  return { program: createProgram(image, instrumentation), entry: undefined, isSoiled: isLate };
}

function stopReason(cells: Int32Array): string {
  return OUTCOMES[cells[CELL_OUTCOME] as number] ?? 'stopped';
}

/** Whether the program may wait for work of Node's thread pool, or of libraries that nobody knows. */
function usesThreadPool(image: ProgramImage): boolean {
  return image.modules.some((module) =>
    Object.values(module.resolutions).some((resolution) => {
      if (resolution.kind !== 'native') return false;
      return !isBuiltin(resolution.specifier) || /zlib|crypto|dns/.test(resolution.specifier);
    }),
  );
}
