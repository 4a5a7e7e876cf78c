import type { ProgramImage, ShardOptions } from '../protocol.ts';
import { createVirtualClock, installClock } from './clock.ts';
import { OUTCOME_STEPS, STOP_SIGNAL } from './fuel.ts';
import { blockNetwork, publishReplacements } from './network.ts';
import { createOutput, installConsole, type Output } from './output.ts';
import { createProcessGuard, type ProcessGuard } from './process-guard.ts';
import { createProgramRandom, installRandom } from './random.ts';
import { createStdin } from './stdin.ts';
import { installStandardFiles } from './stdio-fs.ts';
import { createVirtualTimers, type VirtualTimers } from './timers.ts';

/** The world as the program sees it: input and output, clock, timers, randomness, process. */
export interface Environment {
  readonly output: Output;
  readonly guard: ProcessGuard;
  readonly timers: VirtualTimers;
  /** Replaces what the program can reach; before anything of it is loaded. */
  install(): void;
  /** Lets ES modules see the replacements too. */
  publish(): void;
  /** Before every execution: the same world each time. */
  begin(input: unknown[] | string): void;
  /** After every execution: drops what it left behind. */
  end(): void;
}

/** @param stop Ends the execution with an outcome; @param exit The program ends its process; does not return. */
export function createEnvironment(
  image: ProgramImage,
  options: ShardOptions,
  stop: (outcome: number) => void,
  exit: (code: number | undefined) => never,
): Environment {
  const isStdin = image.entry.kind === 'stdin';
  /** Most functions touch none of this: then there is nothing to reset, and one look tells. */
  const traces = new Int32Array(1);
  const clock = createVirtualClock(traces);
  const timers = createVirtualTimers(clock, traces);
  const random = createProgramRandom(options.programSeed, traces);
  const stdin = createStdin();
  const output = createOutput(traces, isStdin, () => {
    stop(OUTCOME_STEPS);
    throw STOP_SIGNAL;
  });
  const guard = createProcessGuard(stdin, output, exit, image.entry.module);
  let resetConsole = (): void => undefined;

  return {
    output,
    guard,
    timers,
    install: () => {
      blockNetwork();
      installRandom(random);
      if (!options.realClock) {
        installClock(clock);
        timers.install();
      }
      installStandardFiles(stdin, output);
      resetConsole = installConsole(output);
      guard.install();
    },
    publish: publishReplacements,
    begin: (input) => {
      if (traces[0] !== 0) {
        traces[0] = 0;
        clock.reset();
        random.reset();
        output.reset();
      }
      if (typeof input !== 'string') return;
      stdin.begin(input);
      resetConsole();
      guard.reset();
    },
    end: () => {
      if (traces[0] !== 0) timers.clear();
      if (isStdin) guard.dropListeners();
    },
  };
}
