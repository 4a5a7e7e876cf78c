import type { HotLine } from './run-record.ts';
import type { Site, SiteTable } from './site.ts';

/** Lines beyond this many characters are cut: minified files have one. */
const MAX_CODE = 200;

/**
 * Where one execution spent its steps, by source line, costliest first. Hits are summed over the sites of a line, so the
 * shares of all lines add up to 1. O(hits + lines log lines).
 * @param hits sparse, see Measurement.hits
 * @param sourceOf text of a source file; undefined when it cannot be read
 * @param limit lines at most
 */
export function hotLines(
  hits: Int32Array,
  table: SiteTable,
  sourceOf: (file: string) => string | undefined,
  limit: number,
): readonly HotLine[] {
  const lines = new Map<string, { site: Site; steps: number; what: Map<string, number> }>();
  let total = 0;
  for (let k = 0; k < hits.length; k += 2) {
    const site = table.sites[hits[k] ?? -1];
    const steps = hits[k + 1] ?? 0;
    if (!site || steps <= 0) continue;
    total += steps;
    const key = `${site.file}:${site.line}`;
    const line = lines.get(key) ?? { site, steps: 0, what: new Map<string, number>() };
    const what = site.work === undefined ? site.kind : `${site.kind}:${site.work}`;
    line.steps += steps;
    line.what.set(what, (line.what.get(what) ?? 0) + steps);
    lines.set(key, line);
  }
  const sources = new Map<number, readonly string[]>();
  const codeAt = (site: Site): string => {
    let text = sources.get(site.file);
    if (!text) {
      text = (sourceOf(table.files[site.file] ?? '') ?? '').split(/\r\n|\r|\n/);
      sources.set(site.file, text);
    }
    return (text[site.line - 1] ?? '').trim().slice(0, MAX_CODE);
  };
  return [...lines.values()]
    .toSorted((a, b) => b.steps - a.steps || a.site.file - b.site.file || a.site.line - b.site.line)
    .slice(0, limit)
    .map(({ site, steps, what }) => ({
      file: table.files[site.file] ?? '',
      line: site.line,
      functionName: site.functionName,
      what: [...what].toSorted((a, b) => b[1] - a[1]).map(([name]) => name),
      steps,
      share: steps / total,
      code: codeAt(site),
    }));
}
