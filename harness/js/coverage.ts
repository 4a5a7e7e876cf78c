import type { FileCoverage } from '../protocol.ts';

interface Range {
  readonly start: { readonly line: number; readonly column: number };
}

/** The counters of one module as istanbul-lib-instrument keeps them. */
interface Counters {
  readonly path: string;
  readonly statementMap: Readonly<Record<string, Range>>;
  readonly branchMap: Readonly<
    Record<string, { readonly locations: readonly Partial<Range>[]; readonly loc: Range }>
  >;
  readonly s: Record<string, number>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

/**
 * Reads and zeroes the counters under a global. They lie in the program's realm, in the open: a program that tampers with
 * them gets wrong line hits, or none, and harms nothing else.
 * @returns modules in ascending order of paths.
 */
export function takeCoverage(variable: string | undefined): readonly FileCoverage[] {
  if (variable === undefined) return [];
  const all = (globalThis as Record<string, unknown>)[variable] as
    Readonly<Record<string, Counters>> | undefined;
  if (typeof all !== 'object' || all === null) return [];
  return Object.keys(all)
    .sort()
    .map((path) => {
      const counters = all[path] as Counters;
      const coverage = { file: path, lines: linesOf(counters), branches: branchesOf(counters) };
      for (const id in counters.s) counters.s[id] = 0;
      for (const id in counters.f) counters.f[id] = 0;
      for (const id in counters.b) counters.b[id]?.fill(0);
      return coverage;
    });
}

function linesOf({ statementMap, s }: Counters): readonly number[] {
  const hits = new Map<number, number>();
  for (const id in statementMap) {
    const line = statementMap[id]?.start.line;
    if (line !== undefined) hits.set(line, Math.max(hits.get(line) ?? 0, s[id] ?? 0));
  }
  return [...hits].sort((a, b) => a[0] - b[0]).flat();
}

function branchesOf({ branchMap, b }: Counters): readonly number[] {
  const branches: number[] = [];
  for (const id in branchMap) {
    const branch = branchMap[id];
    const arms = b[id] ?? [];
    arms.forEach((hits, arm) => {
      // An `else` that is not there has no place of its own.
      const start =
        branch?.locations[arm]?.start?.line === undefined
          ? branch?.loc.start
          : branch.locations[arm]?.start;
      if (start !== undefined) branches.push(start.line, start.column, arm, hits);
    });
  }
  return branches;
}
