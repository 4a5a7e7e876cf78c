import type { StageRecord } from '../../core/run-record.ts';

/** How long each stage of a problem's campaign took, wall time in milliseconds. */
interface StageTimes {
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Says how much of the stage that ran last was another one: its time is told apart. */
  split(name: string, ms: number, execs: number): void;
  readonly records: readonly StageRecord[];
}

export function createStageTimes(clock: () => number): StageTimes {
  const records: StageRecord[] = [];
  return {
    records,
    async run(name, work) {
      const began = clock();
      const result = await work();
      records.push({ name, execs: 0, ms: Math.round(clock() - began) });
      return result;
    },
    split(name, ms, execs) {
      const whole = records.pop();
      const part = { name, execs, ms: Math.round(ms) };
      records.push(part);
      if (whole !== undefined) records.push({ ...whole, ms: Math.max(0, whole.ms - part.ms) });
    },
  };
}

/** A watch that starts with the first look at it. */
interface Stopwatch {
  /** Milliseconds since the first look. */
  look(): number;
  /** Milliseconds between the first look and the last one; 0 before. */
  readonly lastMs: number;
}

export function createStopwatch(clock: () => number): Stopwatch {
  let began: number | undefined;
  let last = 0;
  return {
    look() {
      began ??= clock();
      last = clock();
      return last - began;
    },
    get lastMs() {
      return last - (began ?? last);
    },
  };
}
