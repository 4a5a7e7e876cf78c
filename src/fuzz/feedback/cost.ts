import type { Feedback } from './feedback.ts';

/** Highest total steps of the size band. */
export const totalSteps: Feedback = {
  name: 'total',
  interesting: (run, _host, level, lineage) =>
    level.contends(run.steps, run.size, lineage, run.mayTie),
  claim(entry, run, _host, level) {
    if (!level.contends(run.steps, run.size, entry.lineage, run.mayTie)) return;
    if (run.steps > (level.best?.steps ?? -1)) entry.reasons.push('+total');
    level.contend(entry);
  },
};

/** Highest steps per size of the band: what a pattern costs whatever its length. */
export const stepsPerSize: Feedback = {
  name: 'rate',
  interesting: (run, _host, level) =>
    level.rate === undefined || run.steps * level.rate.size > level.rate.steps * run.size,
  claim(entry, run, host, level) {
    if (!this.interesting(run, host, level, entry.lineage)) return;
    entry.reasons.push('+rate');
    level.holdRate(entry);
  },
};

/** Highest allocation cost of the band. */
export const allocation: Feedback = {
  name: 'alloc',
  interesting: (run, _host, level) => run.allocUnits > (level.alloc?.allocUnits ?? 0),
  claim(entry, run, _host, level) {
    if (run.allocUnits <= (level.alloc?.allocUnits ?? 0)) return;
    entry.reasons.push('+alloc');
    level.holdAlloc(entry);
  },
};
