/**
 * InputSpec: the declarative description of a target's inputs. One document gives parser, generator, validator,
 * editable parts, scaling and shrinking. `src/inputs/spec/schema.ts` holds the zod schema of exactly these types.
 */

/**
 * A number, or an arithmetic expression over fields that come earlier: `"n"`, `"len(a)"`, `"2 * n - 1"`,
 * `"min(n, 10^9 + 7)"`. Operators + - * / % ^ (power), parentheses, functions len min max floor ceil abs log2 sqrt.
 * Inside a list's element or a test case, names are looked up in the record first, then outside it.
 */
export type Bound = number | string;

export type SpecNode =
  | IntNode
  | FloatNode
  | BoolNode
  | StringNode
  | ListNode
  | TupleNode
  | RecordNode
  | UnionNode
  | EnumNode
  | ConstNode
  | PermutationNode
  | MatrixNode
  | TreeNode
  | GraphNode
  | UndefinedNode
  | ConvertNode;

/** Value: a safe integer. */
export interface IntNode {
  readonly type: 'int';
  readonly min: Bound;
  readonly max: Bound;
}

/** Value: a finite number, rounded to `decimals` (default 6) digits. */
export interface FloatNode {
  readonly type: 'float';
  readonly min: Bound;
  readonly max: Bound;
  readonly decimals?: number;
}

export interface BoolNode {
  readonly type: 'bool';
}

/** Value: a string. `length` fixes it; otherwise minLength (default 0) and maxLength (default 65536). */
export interface StringNode {
  readonly type: 'string';
  readonly length?: Bound;
  readonly minLength?: Bound;
  readonly maxLength?: Bound;
  /**
   * Characters with ranges, as inside a regular expression's class: `"a-z0-9 _\\-"`. Default: any, of which printable ASCII, tab
   * and newline are drawn; in a text layout, printable ASCII that can be read back from its place.
   */
  readonly alphabet?: string;
  /** A regular expression (no look-around, no back-references) that the whole string matches; excludes `alphabet`. */
  readonly regex?: string;
}

/** Value: an array. Lengths as for strings (default maxLength 65536). */
export interface ListNode {
  readonly type: 'list';
  readonly of: SpecNode;
  readonly length?: Bound;
  readonly minLength?: Bound;
  readonly maxLength?: Bound;
  /** No two elements equal (scalars and strings). */
  readonly distinct?: boolean;
  readonly sorted?: 'asc' | 'desc';
  /** The sum of `expr` over the elements stays at or under `max`: `{ "expr": "len(a)", "max": 200000 }`. */
  readonly sum?: { readonly expr: string; readonly max: Bound };
}

/** Value: an array of fixed shape. */
export interface TupleNode {
  readonly type: 'tuple';
  readonly items: readonly SpecNode[];
}

/** Value: an object; bounds may refer to earlier fields by name. */
export interface RecordNode {
  readonly type: 'record';
  readonly fields: Readonly<Record<string, SpecNode>>;
}

/** Value: a value of one of the options (the first that accepts it when parsing). */
export interface UnionNode {
  readonly type: 'union';
  readonly options: readonly SpecNode[];
}

export interface EnumNode {
  readonly type: 'enum';
  readonly values: readonly (string | number | boolean | null)[];
}

export interface ConstNode {
  readonly type: 'const';
  readonly value: string | number | boolean | null;
}

/** Value: an array holding base .. base + length - 1 (base default 1) in some order. */
export interface PermutationNode {
  readonly type: 'permutation';
  readonly length?: Bound;
  readonly minLength?: Bound;
  readonly maxLength?: Bound;
  readonly base?: number;
}

/** Value: an array of rows. `of` a string alphabet node of length 1 makes rows strings: use a list of strings for that. */
export interface MatrixNode {
  readonly type: 'matrix';
  readonly rows: Bound | { readonly min: Bound; readonly max: Bound };
  readonly columns: Bound | { readonly min: Bound; readonly max: Bound };
  readonly of: SpecNode;
}

/** Value: nodes - 1 edges `[u, v]` or `[u, v, weight]` of a tree over base .. base + nodes - 1 (base default 1). */
export interface TreeNode {
  readonly type: 'tree';
  readonly nodes: Bound;
  readonly base?: number;
  readonly weight?: IntNode | FloatNode;
}

/** Value: edges `[u, v]` or `[u, v, weight]`. */
export interface GraphNode {
  readonly type: 'graph';
  readonly nodes: Bound;
  readonly minEdges?: Bound;
  readonly maxEdges: Bound;
  readonly base?: number;
  readonly directed?: boolean;
  readonly connected?: boolean;
  /** Several edges between the same two nodes are allowed; default false. */
  readonly multi?: boolean;
  /** Edges from a node to itself are allowed; default false. */
  readonly loops?: boolean;
  readonly weight?: IntNode | FloatNode;
}

/** Value: undefined. A record's field that is undefined is left out of the object. Functions only. */
export interface UndefinedNode {
  readonly type: 'undefined';
}

/**
 * Value: what the program's realm makes of the value of `of`; genotype, size, edits and shrinking are those of `of`.
 * `map`: of a list of `[key, value]` tuples; `dictionary` (a plain object with any keys): of a list of `[string, value]`
 * tuples; `set`: of a list; `bytes` (Uint8Array): of a list of ints 0..255; `date`: of an int, milliseconds since 1970;
 * `bigint`: of an int. Of two equal keys the later wins. Functions only.
 */
export interface ConvertNode {
  readonly type: 'convert';
  readonly to: 'map' | 'dictionary' | 'set' | 'bytes' | 'date' | 'bigint';
  readonly of: SpecNode;
}

/** `name(...args)`: one node per argument; later bounds may refer to earlier arguments by name. */
export interface FunctionSpec {
  readonly version: 1;
  readonly kind: 'function';
  readonly args: readonly { readonly name: string; readonly spec: SpecNode }[];
}

/** A program's stdin: fields, and how they are laid out as text. */
export interface StdinSpec {
  readonly version: 1;
  readonly kind: 'stdin';
  /** In order of definition; a field that is the length of another is not a field: its token is `len(a)` in the layout. */
  readonly fields: Readonly<Record<string, SpecNode>>;
  readonly layout: readonly LayoutItem[];
}

export type InputSpec = FunctionSpec | StdinSpec;

/**
 * One piece of text, in order.
 * - `{ line: ["n", "m", "len(a)"] }`: tokens of one line, separated by one space. A token is the name of a scalar field
 *   (dotted inside records: `"q.x"`), `"...a"` (the elements of a list or permutation), `"=word"` (a literal), or an expression over
 *   lengths (`"len(a)"`), which is printed and, when parsed, tells the length that a later list must have. A string field of a
 *   line of its own may hold spaces: `{ line: ["s"] }` with nothing else takes the whole line.
 * - `{ each: "edges", line: ["0", "1"] }`: a line for every element; tokens are indexes of tuples or names of record fields;
 *   `"."` is the element itself, `"...."` (spread of `.`) its own elements.
 * - `{ each: "tests", layout: [...] }`: the layout repeated for every element of a list of records.
 * - `{ rest: "text" }`: a string field as the whole rest of the input (last item only).
 */
export type LayoutItem =
  | { readonly line: readonly string[] }
  | { readonly each: string; readonly line: readonly string[] }
  | { readonly each: string; readonly layout: readonly LayoutItem[] }
  | { readonly rest: string };
