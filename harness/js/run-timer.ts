import type { Host } from '../protocol.ts';
import { apply } from './intrinsics.ts';
import type { RunTiming } from './messages.ts';

/** Times executions by the real clocks, which must be taken before the program's replace them. */
export interface RunTimer {
  wrap(run: Host['run']): Host['run'];
  /** Ends the timing of an execution that was pending. */
  stop(): void;
  /** Timing of the last execution that is over; undefined when there was none. */
  last(): RunTiming | undefined;
}

/** @param clocks the real ones. */
export function createRunTimer(clocks: RealClocks): RunTimer {
  let startCpuUs = 0;
  let startWallNs = 0n;
  let timing: RunTiming | undefined;
  const stop = (): void => {
    const wallNs = Number(clocks.wallNs() - startWallNs);
    timing = { cpuNs: (clocks.cpuUs() - startCpuUs) * 1000, wallNs };
  };
  return {
    wrap: (run) => (input) => {
      startCpuUs = clocks.cpuUs();
      startWallNs = clocks.wallNs();
      const isOver = run(input);
      if (isOver) stop();
      return isOver;
    },
    stop,
    last: () => timing,
  };
}

export interface RealClocks {
  readonly cpuUs: () => number;
  readonly wallNs: () => bigint;
}

/** The clocks of this process as they are now. */
export function captureClocks(): RealClocks {
  const { cpuUsage } = process;
  const wallNs = process.hrtime.bigint;
  return {
    cpuUs: () => {
      const { user, system } = apply(cpuUsage as () => NodeJS.CpuUsage, process, []);
      return user + system;
    },
    wallNs: () => wallNs(),
  };
}
