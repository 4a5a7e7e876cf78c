import type { ProbeListener } from '../protocol.ts';

/** Hits that no counter reaches: a probe that is due then is never due. */
export const NEVER_DUE = 2 ** 31 - 1;

/** What the woven probes of a program share. */
export interface Probes {
  /** `$q`: `due[probe]`, see `Host.probesDue`. */
  readonly due: Int32Array;
  /** `$p`. */
  readonly report: (probe: number, hits: number, depth: number, ...values: unknown[]) => void;
  readonly setListener: (listener: ProbeListener) => void;
}

/** @param integers Constructor of the loop's realm. */
export function createProbes(count: number, integers: Int32ArrayConstructor): Probes {
  const due = new integers(count);
  for (let probe = 0; probe < count; probe++) due[probe] = NEVER_DUE;
  let listener: ProbeListener | undefined;
  const report: Probes['report'] = (probe, hits, depth, ...values) => {
    // Should the listener fail, on a full stack for one, the program must not notice; the probe is then left out.
    let next = NEVER_DUE;
    try {
      if (listener !== undefined) next = listener(probe, hits, depth, values);
    } catch {
      // What it would have seen is lost, which a missing reading tells.
    }
    due[probe] = next;
  };
  return {
    due,
    // Not to be inlined, as with fuel polls: it would make the program's loops up to a fifth slower, due or not.
    report: new Proxy(report, {}),
    setListener: (next) => {
      listener = next;
    },
  };
}
