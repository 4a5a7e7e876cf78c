import type {
  FunctionSpec,
  LayoutItem,
  SpecNode,
  StdinSpec,
} from '../../../../src/core/input-spec.ts';
import type { Rng } from '../../../../src/core/rng.ts';

/** What a node may refer to, and how deep it may be. */
interface Scope {
  readonly ints: readonly string[];
  readonly lists: readonly string[];
  readonly depth: number;
  /** Values that text cannot hold are left out. */
  readonly isText: boolean;
}

const WORDS = ['aa', 'b', 'YES', 'no'];

/** A random spec of a function, that may use every kind of node; now and then one that no input satisfies. */
export function drawFunctionSpec(rng: Rng): FunctionSpec {
  let scope: Scope = { ints: [], lists: [], depth: 0, isText: false };
  const args: { name: string; spec: SpecNode }[] = [];
  const count = rng.int(1, 3);
  for (let i = 0; i < count; i++) {
    const name = `p${i}`;
    const spec = drawNode(rng, scope);
    args.push({ name, spec });
    scope = withField(scope, name, spec);
  }
  return { version: 1, kind: 'function', args };
}

function withField(scope: Scope, name: string, spec: SpecNode): Scope {
  if (spec.type === 'int') return { ...scope, ints: [...scope.ints, name] };
  const isList = spec.type === 'list' || spec.type === 'string' || spec.type === 'permutation';
  return isList ? { ...scope, lists: [...scope.lists, name] } : scope;
}

function drawNode(rng: Rng, scope: Scope): SpecNode {
  const inner = { ...scope, depth: scope.depth + 1 };
  const kind = rng.int(0, scope.depth >= 3 ? 6 : 18);
  switch (kind) {
    case 0:
    case 1:
      return drawInt(rng, scope);
    case 2:
      return { type: 'float', min: -5, max: rng.int(-4, 100), decimals: rng.int(0, 4) };
    case 3:
      return { type: 'bool' };
    case 4:
      return { type: 'enum', values: ['x', 3, true, null].slice(0, rng.int(1, 4)) };
    case 5:
    case 6:
      return drawString(rng, scope);
    case 7:
    case 8:
    case 9:
      return drawList(rng, scope);
    case 10:
      return {
        type: 'tuple',
        items: Array.from({ length: rng.int(0, 3) }, () => drawNode(rng, inner)),
      };
    case 11:
    case 12:
      return drawRecord(rng, inner);
    case 13:
      return {
        type: 'union',
        options: Array.from({ length: rng.int(1, 3) }, () => drawNode(rng, inner)),
      };
    case 14:
      return { type: 'permutation', base: rng.int(-1, 2), ...drawLengths(rng, scope, 8) };
    case 15:
      return drawMatrix(rng, scope, inner);
    case 16:
      return drawTree(rng, scope);
    case 17:
      return drawGraph(rng, scope);
    default:
      return drawConversion(rng, inner);
  }
}

function drawInt(rng: Rng, { ints, lists }: Scope): SpecNode {
  const min = rng.pick([0, 1, -10, 5]);
  if (ints.length > 0 && rng.oneIn(3))
    return {
      type: 'int',
      min: `min(${rng.pick(ints)}, ${min})`,
      max: `max(${rng.pick(ints)}, ${min}) + 2`,
    };
  if (lists.length > 0 && rng.oneIn(4))
    return { type: 'int', min: 0, max: `len(${rng.pick(lists)})` };
  return { type: 'int', min, max: min + rng.pick([0, 3, 20, 1_000_000]) };
}

function drawLengths(
  rng: Rng,
  { ints }: Scope,
  most: number,
): { length?: string | number; minLength?: number; maxLength?: string | number } {
  switch (rng.int(0, 5)) {
    case 0:
      return { length: rng.int(0, most) };
    case 1:
      return ints.length > 0 ? { length: `max(0, ${rng.pick(ints)})` } : { maxLength: most };
    case 2:
      return ints.length > 0 ? { maxLength: `max(0, 2 * ${rng.pick(ints)})` } : {};
    case 3:
      return { minLength: rng.int(0, 3), maxLength: rng.int(3, most) };
    default:
      return { maxLength: most };
  }
}

function drawString(rng: Rng, scope: Scope): SpecNode {
  if (rng.oneIn(4))
    return {
      type: 'string',
      regex: rng.pick(['[a-c]+', '(ab|c){2,5}', 'x[0-9]{1,3}(\\.[0-9]+)*', 'a*b+', '(a|b*)c?d']),
    };
  const alphabet = rng.pick(['ab', 'a-z', '0-9_', '()', 'a']);
  return { type: 'string', alphabet, ...drawLengths(rng, scope, 20) };
}

function drawList(rng: Rng, scope: Scope): SpecNode {
  const inner = { ...scope, depth: scope.depth + 1 };
  switch (rng.int(0, 5)) {
    case 0:
      return {
        type: 'list',
        of: drawInt(rng, { ...scope, ints: [], lists: [] }),
        distinct: true,
        maxLength: 20,
      };
    case 1:
      return {
        type: 'list',
        of: drawInt(rng, { ...scope, ints: [], lists: [] }),
        sorted: rng.pick(['asc', 'desc']),
        ...drawLengths(rng, scope, 12),
      };
    case 2:
      return {
        type: 'list',
        of: {
          type: 'record',
          fields: {
            k: { type: 'int', min: 1, max: 9 },
            v: { type: 'list', of: { type: 'bool' }, length: 'k' },
          },
        },
        sum: { expr: rng.pick(['k', 'len(v)', 'k + 1']), max: 25 },
        maxLength: 10,
      };
    case 3:
      return {
        type: 'list',
        of: { type: 'string', alphabet: 'ab', maxLength: 3 },
        distinct: true,
        sorted: 'asc',
        maxLength: 9,
      };
    default:
      return { type: 'list', of: drawNode(rng, inner), ...drawLengths(rng, scope, 12) };
  }
}

function drawRecord(rng: Rng, scope: Scope): SpecNode {
  const fields: Record<string, SpecNode> = {};
  let inner = scope;
  const count = rng.int(1, 3);
  for (let i = 0; i < count; i++) {
    const name = `f${scope.depth}${i}`;
    const spec = drawNode(rng, inner);
    fields[name] = spec;
    inner = withField(inner, name, spec);
  }
  return { type: 'record', fields };
}

function drawMatrix(rng: Rng, { ints }: Scope, inner: Scope): SpecNode {
  const extent = (): number | string | { min: number; max: number } => {
    if (ints.length > 0 && rng.oneIn(3)) return `max(1, min(9, ${rng.pick(ints)}))`;
    return rng.oneIn(2) ? rng.int(1, 4) : { min: 1, max: 6 };
  };
  return {
    type: 'matrix',
    rows: extent(),
    columns: extent(),
    of: rng.oneIn(3) ? drawNode(rng, { ...inner, depth: 3 }) : drawInt(rng, { ...inner, ints: [] }),
  };
}

function drawTree(rng: Rng, { ints }: Scope): SpecNode {
  const nodes = ints.length > 0 && rng.oneIn(2) ? `max(1, ${rng.pick(ints)})` : rng.int(1, 9);
  const base = rng.int(0, 1);
  return rng.oneIn(2)
    ? { type: 'tree', nodes, base }
    : { type: 'tree', nodes, base, weight: { type: 'int', min: 1, max: 9 } };
}

function drawGraph(rng: Rng, { ints }: Scope): SpecNode {
  const bounded = ints.length > 0 && rng.oneIn(2);
  const nodes = bounded ? `max(1, min(12, ${rng.pick(ints)}))` : rng.int(1, 8);
  const flags = {
    directed: rng.oneIn(2),
    connected: rng.oneIn(2),
    multi: rng.oneIn(3),
    loops: rng.oneIn(3),
  };
  return {
    type: 'graph',
    nodes,
    minEdges: rng.int(0, 1),
    maxEdges: rng.int(12, 40),
    base: 0,
    ...flags,
  };
}

function drawConversion(rng: Rng, scope: Scope): SpecNode {
  const key: SpecNode = { type: 'string', alphabet: 'abc', maxLength: 2 };
  const int: SpecNode = { type: 'int', min: -5, max: 1_000 };
  const pair: SpecNode = { type: 'tuple', items: [key, drawNode(rng, { ...scope, depth: 3 })] };
  return rng.pick<SpecNode>([
    { type: 'convert', to: 'map', of: { type: 'list', of: pair, maxLength: 5 } },
    { type: 'convert', to: 'dictionary', of: { type: 'list', of: pair, maxLength: 5 } },
    { type: 'convert', to: 'set', of: { type: 'list', of: int, maxLength: 5 } },
    {
      type: 'convert',
      to: 'bytes',
      of: { type: 'list', of: { type: 'int', min: 0, max: 255 }, maxLength: 9 },
    },
    { type: 'convert', to: 'date', of: int },
    { type: 'convert', to: 'bigint', of: int },
    {
      type: 'union',
      options: [int, { type: 'undefined' }, { type: 'convert', to: 'bigint', of: int }],
    },
    { type: 'record', fields: { o: { type: 'union', options: [int, { type: 'undefined' }] } } },
  ]);
}

/** A random spec of a stdin program with a layout that mentions every field. */
export function drawStdinSpec(rng: Rng): StdinSpec {
  const fields: Record<string, SpecNode> = {};
  const layout: LayoutItem[] = [];
  let scope: Scope = { ints: [], lists: [], depth: 2, isText: true };
  const count = rng.int(1, 4);
  for (let i = 0; i < count; i++) {
    const name = `f${i}`;
    const [spec, items] = drawField(rng, name, scope);
    fields[name] = spec;
    layout.push(...items);
    scope = withField(scope, name, spec);
  }
  if (rng.oneIn(5)) {
    fields['tail'] = { type: 'string', alphabet: 'a-c \\n', maxLength: 20 };
    layout.push({ rest: 'tail' });
  }
  return { version: 1, kind: 'stdin', fields, layout };
}

function drawField(rng: Rng, name: string, scope: Scope): [SpecNode, LayoutItem[]] {
  const int: SpecNode = { type: 'int', min: 1, max: 9 };
  switch (rng.int(0, 9)) {
    case 0:
      return [drawInt(rng, scope), [{ line: [name] }]];
    case 1:
      return [
        { type: 'list', of: drawInt(rng, scope), maxLength: 9 },
        [{ line: [`len(${name})`, `...${name}`] }],
      ];
    case 2:
      return [{ type: 'string', maxLength: 9 }, [{ line: [name] }]];
    case 3:
      return [
        {
          type: 'list',
          of: { type: 'tuple', items: [{ type: 'enum', values: WORDS }, int] },
          maxLength: 5,
        },
        [{ line: [`len(${name})`, '=end'] }, { each: name, line: ['1', '0'] }],
      ];
    case 4:
      return [
        {
          type: 'list',
          of: {
            type: 'record',
            fields: {
              k: int,
              v: { type: 'list', of: { type: 'float', min: -1, max: 1 }, length: 'k' },
            },
          },
          maxLength: 4,
        },
        [
          { line: [`len(${name}) + 1`] },
          { each: name, layout: [{ line: ['k'] }, { line: ['...v'] }] },
        ],
      ];
    case 5:
      return [
        { type: 'matrix', rows: { min: 1, max: 4 }, columns: { min: 1, max: 4 }, of: int },
        [{ line: [`len(${name})`, `len(${name}.0)`] }, { each: name, line: ['....'] }],
      ];
    case 6:
      return [
        {
          type: 'record',
          fields: { n: { type: 'int', min: 1, max: 6 }, e: { type: 'tree', nodes: 'n' } },
        },
        [{ line: [`${name}.n`] }, { each: `${name}.e`, line: ['0', '1'] }],
      ];
    case 7:
      return [
        { type: 'list', of: { type: 'string', alphabet: 'a-c', maxLength: 4 }, maxLength: 4 },
        [{ line: [`len(${name})`] }, { each: name, line: ['.'] }],
      ];
    case 8:
      return [
        { type: 'list', of: { type: 'list', of: int, maxLength: 3 }, maxLength: 4 },
        [{ line: [`len(${name})`] }, { each: name, line: ['len(.)', '....'] }],
      ];
    default:
      return [
        {
          type: 'union',
          options: [int, { type: 'string', alphabet: 'a-c0-9', minLength: 1, maxLength: 4 }],
        },
        [{ line: [name, '=!'] }],
      ];
  }
}
