import type { MODULE_PARAMETERS } from '../../harness/protocol.ts';

/** A parameter of module bodies that the instrumentation brings. */
export type Tool = Extract<(typeof MODULE_PARAMETERS)[number], `$${string}`>;

/** Names by which inserted code calls what it needs: never one that the module itself uses. */
export interface Names {
  /** The name inside the module body for each tool; the tool's own unless the module uses that. */
  readonly tools: Readonly<Record<Tool, string>>;
  /** Some tool had to be renamed. */
  readonly areRenamed: boolean;
  /** Start of the names of temporaries. */
  readonly temporary: string;
  /** Start of names that are bound nowhere. */
  readonly absent: string;
}

/** Chooses names that the module does not use, always the same for the same module. */
export function chooseNames(used: ReadonlySet<string>): Names {
  const free = (wanted: string): string => {
    let name = wanted;
    for (let i = 1; used.has(name); i++) name = `${wanted}_${i}`;
    return name;
  };
  const tools: Record<Tool, string> = {
    $import: free('$import'),
    $meta: free('$meta'),
    $c: free('$c'),
    $t: free('$t'),
    $k: free('$k'),
    $x: free('$x'),
    $w: free('$w'),
    $q: free('$q'),
    $p: free('$p'),
    $e: free('$e'),
  };
  return {
    tools,
    areRenamed: Object.entries(tools).some(([tool, name]) => tool !== name),
    temporary: freePrefix(used, '$r'),
    absent: freePrefix(used, '$no_'),
  };
}

function freePrefix(used: ReadonlySet<string>, wanted: string): string {
  let prefix = wanted;
  const clashes = (): boolean => [...used].some((name) => name.startsWith(prefix));
  while (clashes()) prefix += '_';
  return prefix;
}
