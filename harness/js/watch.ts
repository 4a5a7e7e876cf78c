import type { ShardDeath, ShardOptions } from '../protocol.ts';
import { PULSE_BUSY, PULSE_COUNT } from './messages.ts';

/** What the watcher can read of its process. */
export interface Gauges {
  /** CPU time of the whole process so far. Milliseconds. */
  readonly cpuMs: () => number;
  /** Resident memory of the whole process. Megabytes. */
  readonly rssMb: () => number;
  readonly nowMs: () => number;
}

/** Below this share of a core the worker counts as asleep, not as starved by other processes. */
const ASLEEP_SHARE = 0.01;
/** With this many time-outs gone by without progress, the reason no longer matters. */
const PATIENCE = 5;
/** Buffers outside the heap may take as much as the heap, and this much more. Megabytes. */
const NATIVE_SLACK_MB = 256;

/**
 * Watches a worker's pulse: call it at intervals.
 * A worker hangs when its pulse stands still for the time-out *and* it had that much CPU time, or none at all (it sleeps
 * in `Atomics.wait`). So a machine that is busy elsewhere, or was suspended, does not make programs look stuck.
 * @returns why the worker must end, or undefined.
 */
export function createWatch(
  gauges: Gauges,
): (
  pulse: Int32Array,
  options: Pick<ShardOptions, 'hangTimeoutMs' | 'memoryMb'>,
) => Omit<ShardDeath, 'journal'> | undefined {
  const last = new Int32Array(PULSE_COUNT);
  let watched: Int32Array | undefined;
  let sinceMs = 0;
  let sinceCpuMs = 0;

  return (pulse, { hangTimeoutMs, memoryMb }) => {
    const rssMb = gauges.rssMb();
    if (rssMb > 2 * memoryMb + NATIVE_SLACK_MB) {
      return { outcome: 'out-of-memory', detail: `the process grew to ${Math.round(rssMb)} MB` };
    }
    let moved = watched !== pulse || pulse[PULSE_BUSY] === 0;
    for (let cell = 0; cell < PULSE_COUNT; cell++) {
      const value = pulse[cell] as number;
      moved ||= value !== last[cell];
      last[cell] = value;
    }
    watched = pulse;
    const nowMs = gauges.nowMs();
    const cpuMs = gauges.cpuMs();
    if (moved) {
      sinceMs = nowMs;
      sinceCpuMs = cpuMs;
      return undefined;
    }
    const wallMs = nowMs - sinceMs;
    const usedMs = cpuMs - sinceCpuMs;
    if (wallMs < hangTimeoutMs) return undefined;
    const isStarved = usedMs < 0.8 * hangTimeoutMs && usedMs > ASLEEP_SHARE * wallMs;
    if (isStarved && wallMs < PATIENCE * hangTimeoutMs) return undefined;
    return { outcome: 'timed-out', detail: `no progress for ${Math.round(wallMs)} ms` };
  };
}
