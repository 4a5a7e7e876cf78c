import type { ProbeListener } from '../protocol.ts';

/** Hits that no counter reaches: a probe that is due then is never due. */
const NEVER_DUE = 2 ** 31 - 1;
/** A loop that reports to a probe polls fuel only when it does so, which must be as often as other loops poll. */
const POLL_HITS = 1024;

/** What the woven probes of a program share. */
export interface Probes {
  /** See `Host.probesDue`. */
  readonly due: Int32Array;
  /** See `Host.probesPassed`. */
  readonly passed: Int32Array;
  /** `$q`: `calledAt[probe]` is the least of when the probe is due and when its site would poll next. */
  readonly calledAt: Int32Array;
  /** `$p`. */
  readonly report: (probe: number, hits: number, depth: number, ...values: unknown[]) => void;
  readonly setListener: (listener: ProbeListener) => void;
  /** To be called whenever the counters were zeroed, which is where an execution begins. */
  readonly begin: () => void;
  /** What runs until the next `begin` is not reported: modules that load before the function under test is called. */
  readonly mute: () => void;
}

/** @param integers Constructor of the loop's realm. */
export function createProbes(count: number, integers: Int32ArrayConstructor): Probes {
  const due = new integers(count);
  const calledAt = new integers(count);
  const passed = new integers(count);
  for (let probe = 0; probe < count; probe++) due[probe] = NEVER_DUE;
  let listener: ProbeListener | undefined;
  let isMuted = false;

  const report: Probes['report'] = (probe, hits, depth, ...values) => {
    passed[probe] = hits;
    let wanted = isMuted ? NEVER_DUE : (due[probe] as number);
    if (hits >= wanted) {
      // Should the listener fail, on a full stack for one, the program must not notice; the probe is then left out.
      wanted = NEVER_DUE;
      try {
        if (listener !== undefined) wanted = listener(probe, hits, depth, values);
      } catch {
        // What it would have seen is lost, which a missing reading tells.
      }
      // Beyond 31 bits, or not a number, it would be due at every hit.
      if (!(wanted < NEVER_DUE)) wanted = NEVER_DUE;
      due[probe] = wanted;
    }
    const nextPoll = (hits | (POLL_HITS - 1)) + 1;
    calledAt[probe] = wanted < nextPoll ? wanted : nextPoll;
  };
  const begin = (): void => {
    isMuted = false;
    passed.fill(0);
    for (let probe = 0; probe < count; probe++) {
      const wanted = due[probe] as number;
      calledAt[probe] = wanted < POLL_HITS ? wanted : POLL_HITS;
    }
  };
  begin();
  return {
    due,
    passed,
    calledAt,
    // Not to be inlined, as with fuel polls: it would make the program's loops up to a fifth slower, due or not.
    report: new Proxy(report, {}),
    setListener: (next) => {
      listener = next;
    },
    begin,
    mute: () => {
      isMuted = true;
    },
  };
}
