import { z } from 'zod';
import { DataError } from '../../core/errors.ts';
import { describeIssues } from '../../core/describe-issues.ts';
import type { InputSpec, LayoutItem, SpecNode } from '../../core/input-spec.ts';
import { compileSpec } from './compile.ts';

const bound = z.union([z.number(), z.string()]).meta({
  description:
    'A number, or an arithmetic expression over fields that come earlier: "2 * n - 1", "len(a)".',
});
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const lengths = {
  length: bound.exactOptional(),
  minLength: bound.exactOptional(),
  maxLength: bound.exactOptional(),
};

const node: z.ZodType<SpecNode> = z.lazy(() => nodes).meta({ id: 'node' });

const int = z.strictObject({ type: z.literal('int'), min: bound, max: bound });
const float = z.strictObject({
  type: z.literal('float'),
  min: bound,
  max: bound,
  decimals: z.number().exactOptional(),
});
const weight = z.discriminatedUnion('type', [int, float]).exactOptional();
const extent = z.union([bound, z.strictObject({ min: bound, max: bound })]);

const nodes = z.discriminatedUnion('type', [
  int,
  float,
  z.strictObject({ type: z.literal('bool') }),
  z.strictObject({
    type: z.literal('string'),
    ...lengths,
    alphabet: z.string().exactOptional(),
    regex: z.string().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('list'),
    of: node,
    ...lengths,
    distinct: z.boolean().exactOptional(),
    sorted: z.enum(['asc', 'desc']).exactOptional(),
    sum: z.strictObject({ expr: z.string(), max: bound }).exactOptional(),
  }),
  z.strictObject({ type: z.literal('tuple'), items: z.array(node) }),
  z.strictObject({ type: z.literal('record'), fields: z.record(z.string(), node) }),
  z.strictObject({ type: z.literal('union'), options: z.array(node) }),
  z.strictObject({ type: z.literal('enum'), values: z.array(literal) }),
  z.strictObject({ type: z.literal('const'), value: literal }),
  z.strictObject({
    type: z.literal('permutation'),
    ...lengths,
    base: z.number().exactOptional(),
  }),
  z.strictObject({ type: z.literal('matrix'), rows: extent, columns: extent, of: node }),
  z.strictObject({
    type: z.literal('tree'),
    nodes: bound,
    base: z.number().exactOptional(),
    weight,
  }),
  z.strictObject({
    type: z.literal('graph'),
    nodes: bound,
    minEdges: bound.exactOptional(),
    maxEdges: bound,
    base: z.number().exactOptional(),
    directed: z.boolean().exactOptional(),
    connected: z.boolean().exactOptional(),
    multi: z.boolean().exactOptional(),
    loops: z.boolean().exactOptional(),
    weight,
  }),
  z.strictObject({ type: z.literal('undefined') }),
  z.strictObject({
    type: z.literal('convert'),
    to: z.enum(['map', 'dictionary', 'set', 'bytes', 'date', 'bigint']),
    of: node,
  }),
]);

const layoutItem: z.ZodType<LayoutItem> = z
  .lazy(() =>
    z.union([
      z.strictObject({ line: z.array(z.string()) }),
      z.strictObject({ each: z.string(), line: z.array(z.string()) }),
      z.strictObject({ each: z.string(), layout: z.array(layoutItem) }),
      z.strictObject({ rest: z.string() }),
    ]),
  )
  .meta({ id: 'layoutItem' });

const inputSpec: z.ZodType<InputSpec> = z
  .discriminatedUnion('kind', [
    z.strictObject({
      version: z.literal(1),
      kind: z.literal('function'),
      args: z.array(z.strictObject({ name: z.string(), spec: node })),
    }),
    z.strictObject({
      version: z.literal(1),
      kind: z.literal('stdin'),
      fields: z.record(z.string(), node),
      layout: z.array(layoutItem),
    }),
  ])
  .meta({ title: 'InputSpec', description: "Describes a program's inputs." });

/** Nodes inside each other, at most: deeper ones would exhaust the stack of whoever walks them. */
const MAX_DEPTH = 100;
const HINT = 'See the JSON Schema of InputSpec for what is allowed where.';

/**
 * The input spec that a document holds.
 * @param source where it comes from, for messages: a path, `--spec`
 * @throws DataError when it is no InputSpec, or one that contradicts itself
 */
export function parseInputSpec(document: unknown, source: string): InputSpec {
  if (depthOf(document, 0) > 3 * MAX_DEPTH)
    throw new DataError(`${source}: nested too deeply`, { hint: HINT });
  if (hasProtoKey(document))
    throw new DataError(`${source}: nothing can be called __proto__`, { hint: HINT });
  const parsed = inputSpec.safeParse(document);
  if (!parsed.success)
    throw new DataError(`${source}: ${describeIssues(parsed.error)}`, { hint: HINT });
  try {
    compileSpec(parsed.data, { maxSize: Infinity });
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { message, hint, cause } = error;
    throw new DataError(`${source}: ${message}`, hint === undefined ? { cause } : { hint, cause });
  }
  return parsed.data;
}

/** How deep arrays and objects are inside each other; stops counting when it is too deep. */
function depthOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > 3 * MAX_DEPTH) return depth;
  return Object.values(value).reduce<number>(
    (deepest, item) => Math.max(deepest, depthOf(item, depth + 1)),
    depth + 1,
  );
}

/** zod would leave such a field out without a word. */
function hasProtoKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProtoKey);
}

/** The JSON Schema of InputSpec, for publishing. Contradictions are beyond it; parseInputSpec finds those. */
export function inputSpecJsonSchema(): unknown {
  return z.toJSONSchema(inputSpec);
}
