import type { IntNode, ListNode, SpecNode, StringNode } from '../../core/input-spec.ts';

/** A `number` without bounds is an integer up to this far from zero: large enough for keys, exact in every sum. */
export const DEFAULT_NUMBER_LIMIT = 1_000_000;

/** What a type without bounds stands for. Lengths are left to InputSpec's default of 65,536. */
export const defaultInt: IntNode = {
  type: 'int',
  min: -DEFAULT_NUMBER_LIMIT,
  max: DEFAULT_NUMBER_LIMIT,
};

/** Any text; fresh ones are made of printable ASCII, tab and newline. */
export const defaultString: StringNode = { type: 'string' };

export const defaultBigint: SpecNode = {
  type: 'convert',
  to: 'bigint',
  of: { type: 'int', min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
};

/** From 1970 to the end of 2099. */
export const defaultDate: SpecNode = {
  type: 'convert',
  to: 'date',
  of: { type: 'int', min: 0, max: 4_102_444_799_999 },
};

export const defaultBytes: SpecNode = {
  type: 'convert',
  to: 'bytes',
  of: { type: 'list', of: { type: 'int', min: 0, max: 255 } },
};

/** Stands for `any` and `unknown`: the kinds of value that most programs tell apart. */
export const defaultAny: SpecNode = {
  type: 'union',
  options: [
    defaultString,
    defaultInt,
    { type: 'bool' },
    { type: 'const', value: null },
    { type: 'list', of: defaultInt },
    { type: 'list', of: defaultString },
  ],
};

export function listOf(of: SpecNode): ListNode {
  return { type: 'list', of };
}

export function dictionaryOf(value: SpecNode, key: SpecNode = defaultString): SpecNode {
  return { type: 'convert', to: 'dictionary', of: pairs(key, value) };
}

export function mapOf(key: SpecNode, value: SpecNode): SpecNode {
  return { type: 'convert', to: 'map', of: pairs(key, value) };
}

export function setOf(element: SpecNode): SpecNode {
  return { type: 'convert', to: 'set', of: listOf(element) };
}

/** One node for several: nested unions are flattened, equal options merged, literals gathered into one enum. */
export function unionOf(options: readonly SpecNode[]): SpecNode {
  const flat = options.flatMap((option) => (option.type === 'union' ? option.options : [option]));
  const literals: (string | number | boolean | null)[] = [];
  const rest = new Map<string, SpecNode>();
  for (const option of flat) {
    if (option.type === 'const') literals.push(option.value);
    else if (option.type === 'enum') literals.push(...option.values);
    else rest.set(JSON.stringify(option), option);
  }
  const values = [...new Set(literals)];
  const merged = [...rest.values()];
  const [first] = values;
  if (first !== undefined) {
    const literal: SpecNode =
      values.length === 1 ? { type: 'const', value: first } : { type: 'enum', values };
    // Literals first: they are accepted before the wider options when a value is parsed.
    merged.unshift(literal);
  }
  const [only] = merged;
  return merged.length === 1 && only !== undefined ? only : { type: 'union', options: merged };
}

/** The value, or undefined. */
export function optionalOf(spec: SpecNode): SpecNode {
  return unionOf([spec, { type: 'undefined' }]);
}

function pairs(key: SpecNode, value: SpecNode): SpecNode {
  return listOf({ type: 'tuple', items: [key, value] });
}
