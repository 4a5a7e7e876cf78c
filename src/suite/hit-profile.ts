/**
 * Where an execution spent its steps, regardless of how many: logarithms of site hits, scaled to unit length. Two inputs
 * of one pattern and different sizes have nearly the same profile.
 */
export interface HitProfile {
  /** Ascending site numbers. */
  readonly sites: readonly number[];
  /** `weights[k]` belongs to `sites[k]`; squares add up to 1 (or there are none). */
  readonly weights: readonly number[];
  /** The costliest site; -1 without any hit. Of equals the lowest. */
  readonly hottest: number;
}

/** @param hits sparse, see Measurement.hits */
export function hitProfile(hits: Int32Array): HitProfile {
  const sites: number[] = [];
  const logs: number[] = [];
  let hottest = -1;
  let most = 0;
  for (let k = 0; k < hits.length; k += 2) {
    const count = hits[k + 1] ?? 0;
    if (count <= 0) continue;
    const site = hits[k] ?? 0;
    sites.push(site);
    logs.push(Math.log1p(count));
    if (count > most) {
      most = count;
      hottest = site;
    }
  }
  const length = Math.hypot(...logs);
  return { sites, weights: logs.map((log) => log / length), hottest };
}

/** Cosine similarity, 0 to 1; O(sites of both). After MdPerfFuzz (Li et al., ASE 2021), with logarithms. */
export function similarity(a: HitProfile, b: HitProfile): number {
  let sum = 0;
  let j = 0;
  for (const [i, site] of a.sites.entries()) {
    while (j < b.sites.length && (b.sites[j] ?? 0) < site) j++;
    if (b.sites[j] === site) sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0);
  }
  return a.sites.length === 0 && b.sites.length === 0 ? 1 : Math.min(1, sum);
}
