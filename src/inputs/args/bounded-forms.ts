import type * as t from '@babel/types';
import type { Bound, IntNode, ListNode, SpecNode } from '../../core/input-spec.ts';
import type { Conversion } from './type-scope.ts';
import { TypeRefusal } from './type-scope.ts';

type Convert = (type: t.TSType, conversion: Conversion) => SpecNode;

interface Form {
  /** As shown in messages. */
  readonly usage: string;
  readonly minArguments: number;
  readonly maxArguments: number;
  make(args: readonly t.TSType[], conversion: Conversion, convert: Convert): SpecNode;
}

const lengths = (
  args: readonly t.TSType[],
  from: number,
  conversion: Conversion,
): { minLength?: Bound; maxLength?: Bound } => {
  const [min, max] = [args[from], args[from + 1]];
  if (min === undefined) return {};
  const minLength = readBound(min, conversion);
  if (typeof minLength === 'number' && (minLength < 0 || !Number.isInteger(minLength)))
    throw new TypeRefusal(min, 'A length is a whole number from 0 up.');
  if (max === undefined) return { minLength };
  const maxLength = readBound(max, conversion);
  checkOrder(max, minLength, maxLength);
  return { minLength, maxLength };
};

const count = (node: t.TSType, conversion: Conversion): Bound => {
  const bound = readBound(node, conversion);
  if (typeof bound === 'number' && (bound < 0 || !Number.isInteger(bound)))
    throw new TypeRefusal(node, 'A count is a whole number from 0 up.');
  return bound;
};

const at = (args: readonly t.TSType[], index: number): t.TSType => {
  const node = args[index];
  if (node === undefined) throw new RangeError('the number of arguments was checked before');
  return node;
};

const FORMS: Readonly<Record<string, Form>> = {
  Int: {
    usage: 'Int<min, max>',
    minArguments: 2,
    maxArguments: 2,
    make(args, conversion) {
      const min = readBound(at(args, 0), conversion);
      const max = readBound(at(args, 1), conversion);
      for (const [index, bound] of [min, max].entries())
        if (typeof bound === 'number' && !Number.isSafeInteger(bound))
          throw new TypeRefusal(at(args, index), 'A bound of Int is a safe integer.');
      checkOrder(at(args, 1), min, max);
      return { type: 'int', min, max };
    },
  },
  Float: {
    usage: 'Float<min, max, decimals = 6>',
    minArguments: 2,
    maxArguments: 3,
    make(args, conversion) {
      const min = readBound(at(args, 0), conversion);
      const max = readBound(at(args, 1), conversion);
      checkOrder(at(args, 1), min, max);
      const digits = args[2];
      if (digits === undefined) return { type: 'float', min, max };
      const decimals = readBound(digits, conversion);
      if (typeof decimals !== 'number' || !Number.isInteger(decimals) || decimals < 0)
        throw new TypeRefusal(digits, 'The number of decimals is a whole number from 0 up.');
      return { type: 'float', min, max, decimals };
    },
  },
  List: {
    usage: 'List<T, minLength = 0, maxLength = 65536>',
    minArguments: 1,
    maxArguments: 3,
    make: (args, conversion, convert) => ({
      type: 'list',
      of: convert(at(args, 0), conversion),
      ...lengths(args, 1, conversion),
    }),
  },
  Text: {
    usage: 'Text<"a-z ", minLength = 0, maxLength = 65536>',
    minArguments: 1,
    maxArguments: 3,
    make(args, conversion) {
      const alphabet = readString(at(args, 0), 'The alphabet');
      if (alphabet === '') throw new TypeRefusal(at(args, 0), 'The alphabet is empty.');
      return { type: 'string', alphabet, ...lengths(args, 1, conversion) };
    },
  },
  Regex: {
    usage: 'Regex<"^[a-z]+$", maxLength = 65536>',
    minArguments: 1,
    maxArguments: 2,
    make(args, conversion) {
      const regex = readString(at(args, 0), 'The pattern');
      checkPattern(at(args, 0), regex);
      const max = args[1];
      if (max === undefined) return { type: 'string', regex };
      return { type: 'string', regex, maxLength: count(max, conversion) };
    },
  },
  Permutation: {
    usage: 'Permutation<n> or Permutation<minLength, maxLength>',
    minArguments: 1,
    maxArguments: 2,
    make(args, conversion) {
      if (args.length === 1) return { type: 'permutation', length: count(at(args, 0), conversion) };
      return { type: 'permutation', ...lengths(args, 0, conversion) };
    },
  },
  Distinct: {
    usage: 'Distinct<List<T>>',
    minArguments: 1,
    maxArguments: 1,
    make: (args, conversion, convert) => ({
      ...readList(at(args, 0), conversion, convert, 'Distinct'),
      distinct: true,
    }),
  },
  Sorted: {
    usage: 'Sorted<List<T>, "asc" | "desc" = "asc">',
    minArguments: 1,
    maxArguments: 2,
    make(args, conversion, convert) {
      const list = readList(at(args, 0), conversion, convert, 'Sorted');
      const direction = args[1] === undefined ? 'asc' : readString(args[1], 'The order');
      if (direction !== 'asc' && direction !== 'desc')
        throw new TypeRefusal(at(args, 1), 'The order is "asc" or "desc".');
      return { ...list, sorted: direction };
    },
  },
  Matrix: {
    usage: 'Matrix<T, rows, columns>',
    minArguments: 3,
    maxArguments: 3,
    make: (args, conversion, convert) => ({
      type: 'matrix',
      rows: count(at(args, 1), conversion),
      columns: count(at(args, 2), conversion),
      of: convert(at(args, 0), conversion),
    }),
  },
  Tree: {
    usage: 'Tree<nodes, weight?>',
    minArguments: 1,
    maxArguments: 2,
    make: (args, conversion, convert) => ({
      type: 'tree',
      nodes: count(at(args, 0), conversion),
      ...readWeight(args[1], conversion, convert),
    }),
  },
  Graph: {
    usage: 'Graph<nodes, maxEdges, weight?>',
    minArguments: 2,
    maxArguments: 3,
    make: (args, conversion, convert) => ({
      type: 'graph',
      nodes: count(at(args, 0), conversion),
      maxEdges: count(at(args, 1), conversion),
      ...readWeight(args[2], conversion, convert),
    }),
  },
};

/** Every bounded form as a user writes it. */
export const BOUNDED_FORMS: readonly string[] = Object.values(FORMS).map((form) => form.usage);

/**
 * Reads `Int<1, 100>` and its kin.
 * @returns undefined when the name is none of theirs.
 * @throws TypeRefusal when arguments are missing or contradict each other.
 */
export function convertBoundedForm(
  name: string,
  node: t.TSType,
  args: readonly t.TSType[],
  conversion: Conversion,
  convert: Convert,
): SpecNode | undefined {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form === undefined) return undefined;
  if (args.length < form.minArguments || args.length > form.maxArguments)
    throw new TypeRefusal(node, `Wrong number of arguments: write ${form.usage}.`);
  return form.make(args, conversion, convert);
}

const FUNCTIONS = new Set(['len', 'min', 'max', 'floor', 'ceil', 'abs', 'log2', 'sqrt']);

function readBound(node: t.TSType, conversion: Conversion): Bound {
  if (node.type !== 'TSLiteralType') throw notABound(node);
  const { literal } = node;
  if (literal.type === 'NumericLiteral') return literal.value;
  if (
    literal.type === 'UnaryExpression' &&
    literal.operator === '-' &&
    literal.argument.type === 'NumericLiteral'
  )
    return -literal.argument.value;
  if (literal.type !== 'StringLiteral') throw notABound(node);
  checkExpression(node, literal.value, conversion);
  return literal.value;
}

const notABound = (node: t.TSType): TypeRefusal =>
  new TypeRefusal(
    node,
    'A bound is a number, or an expression over earlier arguments in quotes.',
    'For example Int<0, "n - 1">.',
  );

function checkExpression(node: t.TSType, text: string, conversion: Conversion): void {
  if (!/^[\w\s.+\-*/%^(),$]+$/u.test(text))
    throw new TypeRefusal(node, `"${text}" is not an arithmetic expression.`);
  for (const [name] of text.matchAll(/[A-Za-z_$][\w$]*/gu)) {
    if (FUNCTIONS.has(name) || conversion.names.includes(name)) continue;
    // `1e5` is a number, not a name; the expression's own parser judges the rest.
    if (/^[eE]\d*$/u.test(name) && /\d[eE]/u.test(text)) continue;
    const known = conversion.names.join(', ');
    throw new TypeRefusal(
      node,
      `"${name}" is not the name of an earlier argument.`,
      known === ''
        ? 'Name the arguments, [n: Int<1, 100>, xs: List<Int<0, "n">>], and refer to earlier ones.'
        : `Earlier names: ${known}.`,
    );
  }
}

function checkOrder(node: t.TSType, min: Bound, max: Bound): void {
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    throw new TypeRefusal(node, `The upper bound ${max} is below the lower bound ${min}.`);
}

function readString(node: t.TSType, what: string): string {
  if (node.type === 'TSLiteralType' && node.literal.type === 'StringLiteral')
    return node.literal.value;
  throw new TypeRefusal(node, `${what} is a string in double quotes.`);
}

function checkPattern(node: t.TSType, source: string): void {
  try {
    new RegExp(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeRefusal(node, `The pattern is not a regular expression: ${reason}`);
  }
}

function readList(
  node: t.TSType,
  conversion: Conversion,
  convert: Convert,
  form: string,
): ListNode {
  const spec = convert(node, conversion);
  if (spec.type !== 'list') throw new TypeRefusal(node, `${form}<…> takes a list.`);
  const scalar = ['int', 'float', 'bool', 'string', 'enum', 'const'].includes(spec.of.type);
  if (!scalar) throw new TypeRefusal(node, `${form}<…> takes a list of numbers or strings.`);
  return spec;
}

function readWeight(
  node: t.TSType | undefined,
  conversion: Conversion,
  convert: Convert,
): { weight?: IntNode } {
  if (node === undefined) return {};
  const weight = convert(node, conversion);
  if (weight.type !== 'int') throw new TypeRefusal(node, 'A weight is an Int<min, max>.');
  return { weight };
}
