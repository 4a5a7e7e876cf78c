/**
 * What a parameter takes. `collection`: a list, typed array or text, where the function says so also a map, a set or an
 * object; `number`: a primitive, read as a number; `numbers`: that, or a collection when it is the only argument;
 * `any`: whatever it is. Anything else makes the call undefined.
 */
export type ParameterKind = 'collection' | 'number' | 'numbers' | 'any';

/** A function that expressions may call. */
export interface CatalogueFunction {
  readonly name: string;
  /** `place`: about the place, without arguments; `math`: of JavaScript's `Math`, under its bare name. */
  readonly group: 'collection' | 'place' | 'math';
  readonly parameters: readonly ParameterKind[];
  /** Further arguments of the last parameter's kind may follow. */
  readonly isVariadic: boolean;
  /** Work per element of its first argument, in units of one look at an element; 0 for constant time. */
  readonly passes: number;
  /** One sentence for people and language models. */
  readonly doc: string;
}

/** Functions of `Math` of one number that depend on nothing else, with what they give. */
const MATH_OF_ONE: Readonly<Record<MathOfOne, string>> = {
  abs: 'Absolute value.',
  ceil: 'Least integer not below.',
  floor: 'Greatest integer not above.',
  round: 'Nearest integer.',
  trunc: 'Integer part.',
  sign: '-1, 0 or 1.',
  sqrt: 'Square root.',
  log: 'Natural logarithm.',
  log2: 'Logarithm to base 2.',
  log10: 'Logarithm to base 10.',
  exp: 'e to the power.',
};
export type MathOfOne =
  'abs' | 'ceil' | 'floor' | 'round' | 'trunc' | 'sign' | 'sqrt' | 'log' | 'log2' | 'log10' | 'exp';

/** Whether a name is one of the functions of one number. */
export function isMathOfOne(name: string): name is MathOfOne {
  return Object.hasOwn(MATH_OF_ONE, name);
}

type Row = readonly [
  name: string,
  parameters: readonly ParameterKind[],
  passes: number,
  doc: string,
];

const COLLECTION: readonly Row[] = [
  ['len', ['collection'], 0, 'Length of a list or text, size of a map or set.'],
  ['keys', ['collection'], 1, 'Number of own enumerable keys of an object; len(x) of all else.'],
  ['distinct', ['collection'], 2, 'Number of different elements or characters.'],
  ['duplicates', ['collection'], 2, 'Share of elements that repeat another: 1 - distinct / len.'],
  ['maxRun', ['collection'], 1, 'Length of the longest run of equal neighbours.'],
  [
    'sortedness',
    ['collection'],
    1,
    '1 ascending to -1 descending: (rises - falls) / (rises + falls) of neighbours; 0 without any.',
  ],
  [
    'inversions',
    ['collection'],
    12,
    'Share of pairs in the wrong order: 0 ascending, 0.5 random, 1 strictly descending.',
  ],
  ['sum', ['collection'], 1, 'Sum of the numbers of a list, or of the character codes of a text.'],
  ['span', ['collection'], 1, 'max(x) - min(x).'],
  [
    'count',
    ['collection', 'any'],
    1,
    'Number of elements equal to the value, or of positions of a text where the value stands.',
  ],
  [
    'depth',
    ['collection'],
    1,
    'Deepest nesting: of ()[]{} in a text, of lists and objects in a list or object.',
  ],
  [
    'periodicity',
    ['collection'],
    8,
    'Best share, over distances 1 to 8, of elements equal to the one that far before: 1 for a short unit repeated.',
  ],
  ['codeAt', ['collection', 'number'], 0, 'Character code of a text at a position.'],
];

const PLACE: readonly Row[] = [
  ['hits', [], 0, 'How many times this place was reached so far in the run.'],
  [
    'callDepth',
    [],
    0,
    'How many activations of the enclosing function are open: its recursion depth.',
  ],
];

const MATH: readonly Row[] = Object.entries(MATH_OF_ONE).map(([name, doc]) => [
  name,
  ['number'],
  0,
  doc,
]);

const MATH_OF_MORE: readonly (readonly [...Row, isVariadic: boolean])[] = [
  ['pow', ['number', 'number'], 0, 'x ** y.', false],
  ['hypot', ['number'], 0, 'Square root of the sum of squares.', true],
  ['min', ['numbers'], 1, 'Least of the numbers, or of the elements of one list or text.', true],
  ['max', ['numbers'], 1, 'Greatest of the numbers, or of the elements of one list or text.', true],
];

function entry(
  group: CatalogueFunction['group'],
  [name, parameters, passes, doc]: Row,
  isVariadic = false,
): readonly [string, CatalogueFunction] {
  return [name, { name, group, parameters, isVariadic, passes, doc }];
}

/** Every function of the language, by name. */
export const CATALOGUE: ReadonlyMap<string, CatalogueFunction> = new Map([
  ...COLLECTION.map((row) => entry('collection', row)),
  ...PLACE.map((row) => entry('place', row)),
  ...MATH.map((row) => entry('math', row)),
  ...MATH_OF_MORE.map(([name, parameters, passes, doc, isVariadic]) =>
    entry('math', [name, parameters, passes, doc], isVariadic),
  ),
]);
