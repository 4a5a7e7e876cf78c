import type { ProbePlace } from '../../core/watch.ts';

const MAX_PATHS = 16;
const MAX_PER_VARIABLE = 5;

/** What `len` asks for anyway, and what programs call rather than read. */
const NO_PROPERTIES: ReadonlySet<string> = new Set(['length', 'size', 'prototype', 'constructor']);

/**
 * Properties of variables in scope that the module reads or writes by name, `this.jobs`, as its text has them: a value
 * does not tell which properties it has. Method calls are left out. What is no property after all has no value, and is
 * dropped when values are looked at.
 */
export function memberPaths(place: ProbePlace, code: string): readonly string[] {
  const found = new Map<string, Set<string>>(place.variables.map((name) => [name, new Set()]));
  for (const [, name = '', property = ''] of code.matchAll(
    /(?<![\w$.])([\w$]+)\??\.([A-Za-z_$][\w$]*)(?![\w$]|\s*\()/g,
  )) {
    if (!NO_PROPERTIES.has(property)) found.get(name)?.add(property);
  }
  return [...found]
    .flatMap(([name, properties]) =>
      [...properties].slice(0, MAX_PER_VARIABLE).map((property) => `${name}.${property}`),
    )
    .slice(0, MAX_PATHS);
}
