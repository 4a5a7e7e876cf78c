import { CELL_TOUCHED } from '../../../harness/protocol.ts';
import type { Feedback } from './feedback.ts';

/** A site's maximum must rise by an eighth to count, or the corpus would fill with steps of one. */
function beats(hits: number, max: number): boolean {
  return hits > max + (max >> 3);
}

/** Hits of a site, and how much more of them than size alone explains (see `Level.growthOf`), that are worth telling. */
const TOLD_HITS = 64;
const TOLD_GROWTH = 2.5;

/**
 * Per-site maxima of the size band (PerfFuzz, ISSTA 2018, with relative acceptance); the first hit of a site at all is
 * new coverage.
 */
export const siteMaxima: Feedback = {
  name: 'site',
  interesting(_run, host, level) {
    const { counts, touched, functionStart, cells } = host;
    const max = level.siteMax;
    const functions = cells[CELL_TOUCHED] as number;
    for (let k = 0; k < functions; k++) {
      const f = touched[k] as number;
      const end = functionStart[f + 1] as number;
      for (let site = functionStart[f] as number; site < end; site++) {
        const hits = counts[site] as number;
        if (hits !== 0 && beats(hits, max[site] as number)) return true;
      }
    }
    return false;
  },
  claim(entry, _run, host, level) {
    const { counts, touched, functionStart, cells } = host;
    const functions = cells[CELL_TOUCHED] as number;
    let growing = -1;
    let most = TOLD_GROWTH;
    for (let k = 0; k < functions; k++) {
      const f = touched[k] as number;
      const end = functionStart[f + 1] as number;
      for (let site = functionStart[f] as number; site < end; site++) {
        const hits = counts[site] as number;
        const max = level.siteMax[site] as number;
        if (hits === 0 || !beats(hits, max)) continue;
        if (entry.reasons.length < 4)
          entry.reasons.push(`${max === 0 ? '+new' : '+max'}:site${site}`);
        level.holdSite(site, hits, entry);
        if (hits < TOLD_HITS || level.below?.sites[site] === undefined) continue;
        const growth = level.growthOf(site);
        if (growth < most) continue;
        growing = site;
        most = growth;
      }
    }
    if (growing >= 0) entry.reasons.push(`+grows:site${growing}`);
  },
};
