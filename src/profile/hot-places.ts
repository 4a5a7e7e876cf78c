import type { SiteTable } from '../core/site.ts';
import type { ProfiledRun, ProgramSource } from '../core/synthesis.ts';
import type { ProbePlace } from '../core/watch.ts';
import { bandOf } from './size-bands.ts';

export interface HotPlacesOptions {
  /** Runs with hits. */
  readonly runs: readonly ProfiledRun[];
  readonly sites: SiteTable;
  /** Where it is looked up who calls whom; without them only callers that enclose what they call are known. */
  readonly sources: readonly ProgramSource[];
  /** Name of the target's function, as its author wrote it; its entry is always among the places. */
  readonly entryName?: string;
  /** Places at most. Default 12. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 12;
/** Functions that every run enters once are where the input arrives: so many of them are always watched. */
const OUTERMOST = 3;
/** What a function is worth that calls or encloses another one, as a part of that one's worth. */
const CALLER_SHARE = 0.7;
/** A fast run that costs less than this part of a slow one shows a contrast. */
const CONTRAST = 1 / 1.2;
/** … when its size is within this factor. */
const LIKE_SIZE = 1.25;

/** Steps of parts of the program, as shares of a run's cost: where they are, and where slow runs have more of them. */
interface Heat {
  /** `function[functionId]`, `site[site]`; 0 to 2. */
  readonly functions: ReadonlyMap<number, number>;
  readonly sites: ReadonlyMap<number, number>;
}

/**
 * Chooses the places whose values tell most about why slow runs are slow: entries of functions and loops, by the share of
 * the steps that slow runs spend there plus the share of what they cost more than fast runs of like size. A function that
 * calls or encloses a hot one counts almost as much as that one: its parameters are often what tells slow from fast.
 * @param places of the whole program; other than entries and loops are left out
 * @returns hottest first, without places that no run reached or where no variable can be read.
 */
export function hotPlaces(
  places: readonly ProbePlace[],
  { runs, sites, sources, entryName, limit = DEFAULT_LIMIT }: HotPlacesOptions,
): readonly ProbePlace[] {
  const heat = measureHeat(runs, sites);
  const functions = functionsOf(sites, sources);
  const inclusive = withCallers(functions, heat.functions);
  const loops = loopSites(sites);
  const reached = places.flatMap((place) => {
    if (place.variables.length === 0) return [];
    if (place.at === 'entry') {
      const own = functions.find((one) => isEntryOf(place, one));
      const worth = own && inclusive.get(own.id);
      return worth === undefined ? [] : [{ place, worth, functionId: own?.id }];
    }
    if (place.at !== 'loop') return [];
    const site = loops.get(`${place.file}:${place.line}:${place.column}`);
    const worth = site === undefined ? undefined : heat.sites.get(site);
    return worth === undefined ? [] : [{ place, worth, functionId: undefined }];
  });
  const hottestFirst = reached.toSorted((a, b) => b.worth - a.worth);
  const once = enteredOnce(runs, sites);
  const isNamed = ({ place }: { readonly place: ProbePlace }): boolean =>
    place.functionName === entryName;
  const outermost = hottestFirst
    .filter(({ functionId }) => functionId !== undefined && once.has(functionId))
    .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
    .slice(0, OUTERMOST);
  const kept = new Set([...new Set([...outermost, ...hottestFirst])].slice(0, limit));
  return hottestFirst.filter((one) => kept.has(one)).map(({ place }) => place);
}

/** A function that a module begins with stands where the module's top level stands: names tell them apart. */
function isEntryOf(place: ProbePlace, { file, at, name }: FunctionText): boolean {
  return file === place.file && at === place.functionAt && name === place.functionName;
}

/** Mean shares over the costliest run of each size band, and over what it costs more than its cheapest like-size run. */
function measureHeat(runs: readonly ProfiledRun[], { sites }: SiteTable): Heat {
  const functions = new Map<number, number>();
  const bySite = new Map<number, number>();
  const slow = costliestPerBand(runs);
  const contrasts = slow.map((run) => ({ run, fast: cheapestLike(run, runs) }));
  const contrasting = contrasts.filter(({ fast }) => fast !== undefined).length;
  const add = (site: number, steps: number): void => {
    const id = sites[site]?.functionId;
    if (id === undefined) return;
    functions.set(id, (functions.get(id) ?? 0) + steps);
    bySite.set(site, (bySite.get(site) ?? 0) + steps);
  };
  for (const { run, fast } of contrasts) {
    eachHit(run, (site, count) => add(site, count / run.steps / slow.length));
    if (fast === undefined) continue;
    const whole = (run.steps - fast.steps) * contrasting;
    eachHit(run, (site, count) => add(site, count / whole));
    eachHit(fast, (site, count) => add(site, -count / whole));
  }
  return { functions, sites: bySite };
}

function costliestPerBand(runs: readonly ProfiledRun[]): readonly ProfiledRun[] {
  const bands = new Map<number, ProfiledRun>();
  for (const run of runs) {
    const known = bands.get(bandOf(run.size));
    if (run.steps > (known?.steps ?? 0)) bands.set(bandOf(run.size), run);
  }
  return [...bands.values()];
}

/** As in pairs, the fast run is not the smaller one. */
function cheapestLike(
  { size, steps }: ProfiledRun,
  runs: readonly ProfiledRun[],
): ProfiledRun | undefined {
  let cheapest: ProfiledRun | undefined;
  for (const run of runs) {
    if (run.size < size || run.size > LIKE_SIZE * size || run.steps > CONTRAST * steps) continue;
    if (cheapest === undefined || run.steps < cheapest.steps) cheapest = run;
  }
  return cheapest;
}

function eachHit({ hits }: ProfiledRun, visit: (site: number, count: number) => void): void {
  if (hits === undefined) return;
  for (let k = 0; k < hits.length; k += 2) visit(hits[k] ?? -1, hits[k + 1] ?? 0);
}

interface FunctionText {
  readonly id: number;
  /** Absolute path. */
  readonly file: string;
  /** `line:column` of its start; see ProbePlace.functionAt. */
  readonly at: string;
  readonly name: string;
  /** 1-based lines, both inclusive. The last one is a guess: sites do not tell where a function ends. */
  readonly start: number;
  readonly end: number;
  readonly code: string;
}

/** Every function and top level of the program, with its text: from its first line to the next function or its last site. */
function functionsOf(
  { files, sites }: SiteTable,
  sources: readonly ProgramSource[],
): readonly FunctionText[] {
  const lines = new Map(sources.map(({ file, code }) => [file, code.split(/\r\n|\r|\n/)]));
  const lastLine = new Map<number, number>();
  for (const { functionId, line } of sites) {
    lastLine.set(functionId, Math.max(lastLine.get(functionId) ?? 0, line));
  }
  const entries = sites.filter(({ kind }) => kind === 'function' || kind === 'module');
  return entries.map((entry) => {
    const last = lastLine.get(entry.functionId) ?? entry.line;
    const next = entries
      .filter(({ file, line }) => file === entry.file && line > last)
      .reduce((first, { line }) => Math.min(first, line), Infinity);
    const file = files[entry.file] ?? '';
    const text = lines.get(file) ?? [];
    const end = Math.max(last, Math.min(text.length, next - 1));
    return {
      id: entry.functionId,
      file,
      at: `${entry.line}:${entry.column}`,
      name: entry.functionName,
      start: entry.line,
      end,
      code: text.slice(entry.line - 1, end).join('\n'),
    };
  });
}

/** Raises what callers and enclosing functions are worth, from the hottest function outwards. */
function withCallers(
  functions: readonly FunctionText[],
  heat: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const worth = new Map(heat);
  const settled = new Set<number>();
  for (;;) {
    const hottest = functions
      .filter(({ id }) => worth.has(id) && !settled.has(id))
      .reduce<FunctionText | undefined>(
        (most, one) =>
          most === undefined || (worth.get(one.id) ?? 0) > (worth.get(most.id) ?? 0) ? one : most,
        undefined,
      );
    if (hottest === undefined) return worth;
    settled.add(hottest.id);
    const share = CALLER_SHARE * (worth.get(hottest.id) ?? 0);
    for (const caller of functions) {
      // One that no run entered called nobody.
      if (settled.has(caller.id) || !worth.has(caller.id) || !reaches(caller, hottest)) continue;
      worth.set(caller.id, Math.max(worth.get(caller.id) ?? 0, share));
    }
  }
}

function reaches(caller: FunctionText, callee: FunctionText): boolean {
  const encloses =
    caller.file === callee.file && caller.start <= callee.start && callee.end <= caller.end;
  return encloses || mentions(caller.code, callee.name);
}

/** Whether a text has a call of something of that name, or hands it on; a word search, no syntax. */
function mentions(code: string, name: string): boolean {
  if (!/^#?[\p{L}\p{N}_$]+$/u.test(name)) return false;
  for (let at = code.indexOf(name); at >= 0; at = code.indexOf(name, at + 1)) {
    const around = `${code[at - 1] ?? ' '}${code[at + name.length] ?? ' '}`;
    if (!/[\p{L}\p{N}_$]/u.test(around)) return true;
  }
  return false;
}

/** Functions that each run enters exactly once. */
function enteredOnce(runs: readonly ProfiledRun[], { sites }: SiteTable): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const run of runs) {
    eachHit(run, (site, count) => {
      const found = sites[site];
      if (found?.kind !== 'function' || count !== 1) return;
      counts.set(found.functionId, (counts.get(found.functionId) ?? 0) + 1);
    });
  }
  return new Set([...counts].filter(([, count]) => count === runs.length).map(([id]) => id));
}

function loopSites({ files, sites }: SiteTable): ReadonlyMap<string, number> {
  const loops = new Map<string, number>();
  for (const [site, { kind, file, line, column }] of sites.entries()) {
    if (kind === 'loop') loops.set(`${files[file] ?? ''}:${line}:${column}`, site);
  }
  return loops;
}
