import type { FileCoverage } from '../protocol.ts';
import { apply, getOwnPropertyDescriptor, ownKeys } from './intrinsics.ts';

interface Position {
  readonly line?: number;
  readonly column?: number;
}

/** The counters of one module as istanbul-lib-instrument keeps them, by numbers of statements, functions and branches. */
interface Counters {
  readonly statementMap: Readonly<Record<string, { readonly start: Position }>>;
  readonly branchMap: Readonly<
    Record<
      string,
      {
        readonly locations: readonly { readonly start: Position }[];
        readonly loc: { readonly start: Position };
      }
    >
  >;
  readonly s: Record<string, number>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

const { create } = Object;
const { sort } = Array.prototype;

/**
 * Reads and zeroes the counters under a global. They lie in the program's realm, in the open: a program that tampers with
 * them gets wrong line hits, or none, and harms nothing else.
 * @returns modules in ascending order of paths.
 */
export function takeCoverage(variable: string | undefined): readonly FileCoverage[] {
  if (variable === undefined) return [];
  const all: unknown = getOwnPropertyDescriptor(globalThis, variable)?.value;
  if (typeof all !== 'object' || all === null) return [];
  try {
    // What istanbul-lib-instrument puts there, unless the program did; then something below throws, or is nonsense.
    const modules = all as Readonly<Record<string, Counters>>;
    const taken: FileCoverage[] = [];
    const files = keysOf(modules);
    apply(sort, files, []);
    for (let i = 0; i < files.length; i++) {
      const file = files[i] as string;
      const counters = modules[file] as Counters;
      taken[i] = { file, lines: linesOf(counters), branches: branchesOf(counters) };
      zero(counters);
    }
    return taken;
  } catch {
    // Told by its absence.
    return [];
  }
}

/** Own keys, whatever the program made enumerable on prototypes. */
function keysOf(object: object): string[] {
  return ownKeys(object) as string[];
}

function linesOf({ statementMap, s }: Counters): readonly number[] {
  // Keys that are integers are listed in ascending order.
  const most = create(null) as Record<string, number>;
  const ids = keysOf(statementMap);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as string;
    const line = statementMap[id]?.start.line;
    const hits = s[id] ?? 0;
    if (line !== undefined && hits >= (most[line] ?? 0)) most[line] = hits;
  }
  const lines: number[] = [];
  const found = keysOf(most);
  for (let i = 0; i < found.length; i++) {
    const line = found[i] as string;
    lines[2 * i] = +line;
    lines[2 * i + 1] = most[line] as number;
  }
  return lines;
}

function branchesOf({ branchMap, b }: Counters): readonly number[] {
  const branches: number[] = [];
  const ids = keysOf(branchMap);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as string;
    const branch = branchMap[id];
    const arms = b[id] ?? [];
    for (let arm = 0; arm < arms.length; arm++) {
      // An `else` that is not there has no place of its own.
      let start = branch?.locations[arm]?.start;
      if (start?.line === undefined) start = branch?.loc.start;
      const at = branches.length;
      branches[at] = start?.line ?? 0;
      branches[at + 1] = start?.column ?? 0;
      branches[at + 2] = arm;
      branches[at + 3] = arms[arm] as number;
    }
  }
  return branches;
}

function zero({ s, f, b }: Counters): void {
  const statements = keysOf(s);
  for (let i = 0; i < statements.length; i++) s[statements[i] as string] = 0;
  const functions = keysOf(f);
  for (let i = 0; i < functions.length; i++) f[functions[i] as string] = 0;
  const branches = keysOf(b);
  for (let i = 0; i < branches.length; i++) {
    const arms = b[branches[i] as string] ?? [];
    for (let arm = 0; arm < arms.length; arm++) arms[arm] = 0;
  }
}
