import type { Realm } from '../../../harness/protocol.ts';
import { DataError } from '../../core/errors.ts';
import type { FunctionSpec, InputSpec, SpecNode, StdinSpec } from '../../core/input-spec.ts';
import type { TextRole } from './context.ts';
import type { ParsedText } from './layout-parse.ts';
import { parseLayout } from './layout-parse.ts';
import { planLayout } from './layout-plan.ts';
import { compilePrinter } from './layout-print.ts';
import type { NodeModel, Scope } from './node.ts';
import { copyData, UNREADABLE } from './node.ts';
import { describeProblem } from './problem.ts';

export type Reading =
  { readonly ok: true; readonly g: unknown } | { readonly ok: false; readonly problem: string };

/** How the genotypes of a spec are written and read: as JSON of an argument list, or as text. */
export interface Codec {
  readonly target: 'function' | 'stdin';
  readonly roles: ReadonlyMap<SpecNode, TextRole>;
  /** The genotype that is read back when this one is written. */
  canonical(g: unknown): unknown;
  encode(root: NodeModel, g: unknown): string;
  /** @throws DataError */
  decode(root: NodeModel, scope: Scope, text: string): unknown;
  fromValue(root: NodeModel, scope: Scope, value: readonly unknown[] | string): Reading;
  build(root: NodeModel, g: unknown, realm: Realm): unknown[] | string;
}

/** @throws DataError when a text layout does not fit the fields */
export function createCodec(spec: InputSpec): Codec {
  return spec.kind === 'function' ? argumentCodec(spec) : textCodec(spec);
}

function textCodec(spec: StdinSpec): Codec {
  const plan = planLayout(spec);
  const print = compilePrinter(plan);
  const isRead = (value: ParsedText): value is Extract<ParsedText, { ok: true }> => value.ok;
  const read = (root: NodeModel, scope: Scope, text: unknown): Reading => {
    if (typeof text !== 'string') return { ok: false, problem: 'the input is a text' };
    const parsed = parseLayout(plan, text);
    if (!isRead(parsed)) return parsed;
    const problem = root.check(scope, parsed.g);
    if (problem === undefined) return { ok: true, g: parsed.g };
    // Rare: parsed once more to say where.
    const again = parseLayout(plan, text, true);
    const line = isRead(again) ? lineOf(again.lines, problem.path) : undefined;
    const what = describeProblem(spec, problem);
    return { ok: false, problem: line === undefined ? what : `line ${line}: ${what}` };
  };
  return {
    target: 'stdin',
    roles: plan.roles,
    canonical(g) {
      if (!plan.isAmbiguous) return g;
      const parsed = parseLayout(plan, print(g));
      return isRead(parsed) ? parsed.g : g;
    },
    encode: (_root, g) => print(g),
    decode(root, scope, text) {
      const result = read(root, scope, text);
      if (result.ok) return result.g;
      throw new DataError(`not an input of this model: ${result.problem}`);
    },
    fromValue: read,
    build: (_root, g) => print(g),
  };
}

/** Line of the value at a path, or of the nearest one around it. */
function lineOf(
  lines: ReadonlyMap<string, number> | undefined,
  path: readonly (string | number)[],
): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const line = lines?.get(path.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return undefined;
}

function argumentCodec(spec: FunctionSpec): Codec {
  const read = (root: NodeModel, scope: Scope, value: unknown): Reading => {
    const g = root.plain ? value : root.read(scope, value);
    if (g === UNREADABLE) return { ok: false, problem: 'the arguments are of other types' };
    const problem = root.check(scope, g);
    if (problem !== undefined) return { ok: false, problem: describeProblem(spec, problem) };
    return { ok: true, g: root.plain ? copyData(g) : g };
  };
  return {
    target: 'function',
    roles: new Map(),
    canonical: (g) => g,
    encode: (root, g) => JSON.stringify(root.plain ? g : root.encode(g)),
    decode(root, scope, text) {
      const result = read(root, scope, parseJson(text));
      if (result.ok) return result.g;
      throw new DataError(`not an input of this model: ${result.problem}`);
    },
    fromValue: read,
    build(root, g, realm) {
      const built = root.build(g, realm);
      return Array.isArray(built) ? built : [];
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError('not an input of this model: it is no JSON', { cause });
  }
}
