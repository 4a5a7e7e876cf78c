import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path/posix';

/** Parts of src that put the others together, and so may import all of them. */
const COMPOSERS: ReadonlySet<string> = new Set(['api', 'cli', 'pipeline', 'index.ts']);

/** The modules of harness through which the engine speaks to it: in the worker, and between the processes. */
const PROTOCOLS: ReadonlySet<string> = new Set(['harness/protocol.ts', 'harness/js/messages.ts']);

/** Bundled into what runs beside the program. */
const REGEX_PARSER = '@eslint-community/regexpp';

/**
 * Why a file may not import what a specifier names; undefined when it may.
 * @param file path from the root of the repository, forward slashes.
 * @param isType nothing of it is left when the types are gone.
 */
export function importFault(file: string, specifier: string, isType = false): string | undefined {
  const [top = '', part = ''] = file.split('/');
  if (!specifier.startsWith('.')) {
    const isBuiltin = specifier.startsWith('node:') || builtinModules.includes(specifier);
    const isAllowed = isBuiltin || (part === 'js' && specifier === REGEX_PARSER);
    return top === 'harness' && !isAllowed
      ? 'harness/ uses node builtins and the regex parser only'
      : undefined;
  }
  if (!/\.(?:ts|json)$/.test(specifier)) return 'imports name the file with its extension';
  const target = join(dirname(file), specifier);
  const [targetTop = '', targetPart = ''] = target.split('/');
  switch (top) {
    case 'harness':
      return targetTop === 'harness' ? undefined : 'harness/ knows nothing of the engine';
    case 'constraints':
      return targetTop === 'constraints' ? undefined : 'constraints/ knows nothing of the engine';
    case 'src':
      if (targetTop === 'constraints' || PROTOCOLS.has(target)) return undefined;
      if (targetTop === 'harness' && isType) return undefined;
      if (targetTop !== 'src') return 'src/ may import src/, constraints/ and the protocol';
      if (targetPart === part || targetPart === 'core' || COMPOSERS.has(part)) return undefined;
      return `src/${part}/ may import src/core/, not src/${targetPart}/`;
    default:
      return undefined;
  }
}

/**
 * The first cycle among files, as the list of its members with the first one repeated at the end; undefined when there is none.
 * @param graph file → files that it imports.
 */
export function findCycle(
  graph: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | undefined => {
    if (done.has(file)) return undefined;
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Every file that can be reached from one, itself included. */
export function reachable(
  graph: ReadonlyMap<string, readonly string[]>,
  from: string,
): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const file of seen) for (const next of graph.get(file) ?? []) seen.add(next);
  return seen;
}
