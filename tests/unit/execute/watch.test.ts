import { describe, expect, it } from 'vitest';
import {
  PULSE_BUSY,
  PULSE_COUNT,
  PULSE_EXECUTIONS,
  PULSE_POLLS,
} from '../../../harness/js/messages.ts';
import { createWatch } from '../../../harness/js/watch.ts';

const LIMITS = { hangTimeoutMs: 1000, memoryMb: 100 };

/** A watch whose gauges the test moves by hand; looks every `stepMs` of wall time. */
function scene(): {
  pulse: Int32Array;
  look: (wallMs: number, cpuMs: number, rssMb?: number) => string | undefined;
} {
  let now = 0;
  let cpu = 0;
  let rss = 50;
  const watch = createWatch({ nowMs: () => now, cpuMs: () => cpu, rssMb: () => rss });
  const pulse = new Int32Array(PULSE_COUNT);
  pulse[PULSE_BUSY] = 1;
  return {
    pulse,
    look: (wallMs, cpuMs, rssMb = 50) => {
      now += wallMs;
      cpu += cpuMs;
      rss = rssMb;
      return watch(pulse, LIMITS)?.outcome;
    },
  };
}

describe('the watch over a worker', () => {
  it('lets it be while executions or polls go on', () => {
    const { pulse, look } = scene();
    for (let i = 1; i <= 100; i++) {
      pulse[i % 2 === 0 ? PULSE_EXECUTIONS : PULSE_POLLS] = i;
      expect(look(900, 900)).toBeUndefined();
    }
  });

  it('sees a hang once it has used the time-out without progress', () => {
    const { look } = scene();
    expect(look(50, 50)).toBeUndefined();
    expect(look(900, 900)).toBeUndefined();
    expect(look(200, 200)).toBe('timed-out');
  });

  it('sees a worker that sleeps for ever', () => {
    const { look } = scene();
    expect(look(50, 1)).toBeUndefined();
    expect(look(1100, 1)).toBe('timed-out');
  });

  it('is patient with a worker that other processes starve, but not for ever', () => {
    const { look } = scene();
    look(50, 10);
    expect(look(2000, 300)).toBeUndefined();
    expect(look(2000, 300)).toBeUndefined();
    expect(look(2000, 100)).toBe('timed-out');
  });

  it('does not mind an idle worker', () => {
    const { pulse, look } = scene();
    pulse[PULSE_BUSY] = 0;
    look(50, 0);
    expect(look(1_000_000, 0)).toBeUndefined();
  });

  it('starts anew with every worker', () => {
    let now = 0;
    const watch = createWatch({ nowMs: () => now, cpuMs: () => now, rssMb: () => 1 });
    const busy = (): Int32Array =>
      Int32Array.from({ length: PULSE_COUNT }, (_, i) => (i === PULSE_BUSY ? 1 : 0));
    watch(busy(), LIMITS);
    now = 5000;
    expect(watch(busy(), LIMITS)).toBeUndefined();
  });

  it('ends a process that grew beyond its heap and as much again', () => {
    const { look } = scene();
    expect(look(50, 50, 450)).toBeUndefined();
    expect(look(50, 50, 460)).toBe('out-of-memory');
  });
});
