import type { Place } from '../../constraints/language/constraint.ts';
import { closest } from '../core/suggest.ts';
import type { ProbePlace } from '../core/watch.ts';

/** A place, and how far what it is named after reaches: what finding it from a document takes. */
export interface SourcePlace extends ProbePlace {
  /** Last line of the statement or function; of a loop's head. */
  readonly endLine: number;
}

/** Why a document names no place, for whoever wrote it. */
export interface PlaceProblem {
  readonly problem: string;
}

/** Most names or lines that a problem lists. */
const MAX_LISTED = 6;

/**
 * Finds the place that a document names. A line need not be hit exactly: any line of a loop's head names the loop, any line of a
 * statement that spans several names the statement, any line of a function names its entry and exit.
 * @param places of all modules, see {@link listPlaces}.
 * @param fileMatches whether a module, by its absolute path, is the one that `where.file` names. When none is, the one whose path
 * ends in that name is taken, if there is just one.
 */
export function locatePlace(
  places: readonly SourcePlace[],
  where: Place,
  fileMatches: (file: string) => boolean,
): ProbePlace | PlaceProblem {
  const inFile = placesOfFile(places, where.file, fileMatches);
  if (!Array.isArray(inFile)) return inFile;
  const found = locateInFile(inFile, where);
  if ('problem' in found) return found;
  const { endLine: _, ...place } = found;
  return place;
}

function locateInFile(places: readonly SourcePlace[], where: Place): SourcePlace | PlaceProblem {
  const functions = places.filter(({ at }) => at === 'entry');
  const named =
    where.function === undefined ? functions : functionsNamed(functions, where.function);
  if (named.length === 0) return unknownFunction(functions, where);
  switch (where.at) {
    case 'entry':
    case 'exit':
      return locateFunction(places, named, where);
    case 'loop':
      return locateLoop(inside(places, named, 'loop'), where);
    case 'line':
      return locateLine(inside(places, named, 'line'), functions, where);
  }
}

function locateFunction(
  places: readonly SourcePlace[],
  named: readonly SourcePlace[],
  { at, line, function: name }: Place,
): SourcePlace | PlaceProblem {
  if (name === undefined && line === undefined) {
    return { problem: `"${at}" needs the name of a function, or a line in it` };
  }
  const isClear = name !== undefined && named.length === 1;
  const entry = isClear ? named[0] : innermost(named, line);
  if (entry === undefined) {
    const spans = named.map((found) => `${found.line} to ${found.endLine}`);
    return name === undefined
      ? { problem: `no line ${line} in the file` }
      : { problem: `several functions are called ${name}, on lines ${listed(spans)}: name a line` };
  }
  const place = places.find(
    (other) =>
      other.at === at &&
      other.functionAt === entry.functionAt &&
      other.functionName === entry.functionName,
  );
  return place ?? { problem: `${entry.functionName} never returns` };
}

function locateLoop(
  loops: readonly SourcePlace[],
  { line, function: name }: Place,
): SourcePlace | PlaceProblem {
  const scope = name === undefined ? 'the file' : name;
  const [only] = loops;
  if (only === undefined) return { problem: `there is no loop in ${scope}` };
  if (line === undefined && loops.length === 1) return only;
  const found = innermost(loops, line);
  if (found !== undefined) return found;
  const nearest = loops
    .toSorted((a, b) => Math.abs(a.line - (line ?? 0)) - Math.abs(b.line - (line ?? 0)))
    .slice(0, MAX_LISTED)
    .map((loop) => loop.line)
    .toSorted((a, b) => a - b);
  const lines = listed([...new Set(nearest)]);
  return line === undefined
    ? { problem: `"loop" needs the line that the loop begins on; loops of ${scope}: ${lines}` }
    : { problem: `no loop begins on line ${line}; nearest loops of ${scope}: ${lines}` };
}

function locateLine(
  statements: readonly SourcePlace[],
  functions: readonly SourcePlace[],
  { line, function: name }: Place,
): SourcePlace | PlaceProblem {
  if (line === undefined) return { problem: '"line" needs the number of a line' };
  const exact = statements.find((statement) => statement.line === line);
  if (exact !== undefined) return exact;
  const header = functions.find(
    (entry) => entry.line === line && entry.functionName !== '<module>',
  );
  if (header !== undefined) {
    return {
      problem: `line ${line} begins function ${header.functionName}: use "entry", or a line of its body`,
    };
  }
  // A statement around the whole function is another one's.
  const { functionAt } = innermost(functions, line) ?? {};
  const around = statements.filter((statement) => statement.functionAt === functionAt);
  const found = innermost(around, line);
  if (found !== undefined) return found;
  const before = statements.findLast((statement) => statement.line < line);
  const after = statements.find((statement) => statement.line > line);
  const near = [before, after].flatMap((statement) => (statement ? [statement.line] : []));
  const scope = name === undefined ? '' : ` of ${name}`;
  const hint = near.length === 0 ? '' : `; nearest: ${listed(near)}`;
  return { problem: `no statement${scope} begins on line ${line} or spans it${hint}` };
}

/** Of what spans a line, what begins last; of several on one line, the first, which is the outermost. */
function innermost(
  places: readonly SourcePlace[],
  line: number | undefined,
): SourcePlace | undefined {
  if (line === undefined) return undefined;
  return places
    .filter((place) => place.line <= line && line <= place.endLine)
    .toSorted((a, b) => b.line - a.line || a.column - b.column)[0];
}

/** Places of one kind in the given functions, functions inside these included. */
function inside(
  places: readonly SourcePlace[],
  functions: readonly SourcePlace[],
  at: ProbePlace['at'],
): readonly SourcePlace[] {
  return places.filter((place) => {
    if (place.at !== at) return false;
    const [line = 0, column = 0] = place.functionAt.split(':').map(Number);
    return functions.some(
      (outer) =>
        (outer.line < line || (outer.line === line && outer.column <= column)) &&
        place.line <= outer.endLine,
    );
  });
}

/** By the name that the site table has, or by a longer one that people write for it: `Heap.push`, `push()`. */
function functionsNamed(
  functions: readonly SourcePlace[],
  written: string,
): readonly SourcePlace[] {
  const named = functions.filter(({ functionName }) => functionName === written);
  if (named.length > 0) return named;
  const short = /[\w$]+(?=(?:\(.*\))?$)/.exec(written)?.[0];
  return functions.filter(({ functionName }) => functionName === short);
}

function unknownFunction(functions: readonly SourcePlace[], where: Place): PlaceProblem {
  const names = [...new Set(functions.map(({ functionName }) => functionName))];
  const suggestion = closest(where.function ?? '', names);
  const hint =
    suggestion === undefined ? `functions: ${listed(names)}` : `did you mean ${suggestion}?`;
  return { problem: `there is no function ${where.function} in ${where.file}; ${hint}` };
}

function placesOfFile(
  places: readonly SourcePlace[],
  written: string,
  fileMatches: (file: string) => boolean,
): SourcePlace[] | PlaceProblem {
  const files = [...new Set(places.map(({ file }) => file))];
  const ending = `/${written.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '')}`;
  const exact = files.filter(fileMatches);
  const found = exact.length > 0 ? exact : files.filter((file) => slashed(file).endsWith(ending));
  if (found.length === 1) return places.filter(({ file }) => file === found[0]);
  const depth = ending.split('/').length - 1;
  if (found.length > 1) {
    const names = found.map((file) => tailOf(file, depth + 1));
    return { problem: `several files are called ${written}: ${listed(names)}` };
  }
  const names = files.map((file) => tailOf(file, depth));
  const suggestion = closest(ending.slice(1), names);
  const hint = suggestion === undefined ? `files: ${listed(names)}` : `did you mean ${suggestion}?`;
  return { problem: `there is no file ${written} in the program; ${hint}` };
}

/** The last so many names of a path. */
function tailOf(file: string, depth: number): string {
  return slashed(file).split('/').slice(-depth).join('/');
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

function listed(items: readonly (string | number)[]): string {
  const shown = items.slice(0, MAX_LISTED).join(', ');
  return items.length > MAX_LISTED ? `${shown}, …` : shown;
}
