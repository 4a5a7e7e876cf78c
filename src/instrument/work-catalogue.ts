import type { RegexMethod } from '../../harness/js/regex/uses.ts';
import type { Work } from '../../harness/js/work.ts';

/** How a call is charged; see the function of that name in the harness. */
export interface WorkPlan {
  readonly charge: keyof Work;
  /** Positions of the arguments that the charge wants to see, ascending. */
  readonly passes: readonly number[];
  /** For methods that use a regular expression. */
  readonly regex?: RegexUse;
}

export interface RegexUse {
  readonly method: RegexMethod;
  /** Whether it is what the method is called on; else it is the first argument. */
  readonly isReceiver: boolean;
}

const plan = (charge: keyof Work, ...passes: number[]): WorkPlan => ({ charge, passes });

/** A method of regular expressions whose first argument is the subject. */
const ofRegExp = (charge: keyof Work, method: RegexMethod): WorkPlan => ({
  charge,
  passes: [0],
  regex: { method, isReceiver: true },
});

/** A method of texts whose first argument may be a regular expression. */
const ofText = (method: keyof Work & RegexMethod, ...passes: number[]): WorkPlan => ({
  charge: method,
  passes: [0, ...passes],
  regex: { method, isReceiver: false },
});

/** Methods whose work goes by what they are called on: arrays, typed arrays, texts, regular expressions. */
const METHODS: ReadonlyMap<string, WorkPlan> = new Map([
  ['indexOf', plan('indexOf', 0, 1)],
  ['lastIndexOf', plan('lastIndexOf', 0, 1)],
  ['includes', plan('includes', 0, 1)],
  ['splice', plan('splice', 0)],
  ['shift', plan('shift')],
  ['unshift', plan('unshift')],
  ['reverse', plan('reverse')],
  ['copyWithin', plan('copyWithin')],
  ['fill', plan('fill', 1, 2)],
  ['slice', plan('slice')],
  ['concat', plan('concat')],
  ['flat', plan('flat')],
  ['flatMap', plan('flatMap')],
  ['toReversed', plan('toReversed')],
  ['toSpliced', plan('toSpliced')],
  ['with', plan('with')],
  ['sort', plan('sort')],
  ['toSorted', plan('toSorted')],
  ['join', plan('join')],
  ['set', plan('set', 0)],
  ['repeat', plan('repeat')],
  ['padStart', plan('padStart')],
  ['padEnd', plan('padEnd')],
  ['substring', plan('substring')],
  ['substr', plan('substr')],
  ['toLowerCase', plan('toLowerCase')],
  ['toUpperCase', plan('toUpperCase')],
  ['toLocaleLowerCase', plan('toLowerCase')],
  ['toLocaleUpperCase', plan('toUpperCase')],
  ['normalize', plan('normalize')],
  ['trim', plan('trim')],
  ['trimStart', plan('trim')],
  ['trimEnd', plan('trim')],
  ['trimLeft', plan('trim')],
  ['trimRight', plan('trim')],
  ['startsWith', plan('startsWith', 0)],
  ['endsWith', plan('endsWith', 0)],
  ['localeCompare', plan('localeCompare', 0)],
  ['match', ofText('match')],
  ['matchAll', ofText('matchAll')],
  ['search', ofText('search')],
  ['replace', ofText('replace')],
  ['replaceAll', ofText('replaceAll')],
  ['split', ofText('split', 1)],
  ['exec', ofRegExp('exec', 'exec')],
  ['test', ofRegExp('test', 'test')],
]);

/** Methods of regular expressions whose names are symbols. */
const SYMBOL_METHODS: ReadonlyMap<string, WorkPlan> = new Map([
  ['Symbol.match', ofRegExp('matching', 'match')],
  ['Symbol.matchAll', ofRegExp('matching', 'matchAll')],
  ['Symbol.search', ofRegExp('matching', 'search')],
  ['Symbol.replace', ofRegExp('matching', 'replace')],
  ['Symbol.split', ofRegExp('matching', 'split')],
]);

/** Methods that call back; the callback counts itself unless it is a builtin. */
const CALLING_METHODS: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'forEach',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'reduce',
  'reduceRight',
  'flatMap',
]);

const STATIC_FUNCTIONS: ReadonlyMap<string, WorkPlan> = new Map([
  ['Array.from', plan('listing')],
  ['Object.keys', plan('listing')],
  ['Object.values', plan('listing')],
  ['Object.entries', plan('listing')],
  ['Object.getOwnPropertyNames', plan('listing')],
  ['Reflect.ownKeys', plan('listing')],
  ['Object.assign', plan('assign', 1, 2, 3)],
  ['Object.fromEntries', plan('fromEntries', 0)],
  ['JSON.parse', plan('parse', 0)],
  ['JSON.stringify', plan('stringify')],
  ['Buffer.from', plan('construct', 0)],
  ['Buffer.concat', plan('construct', 0)],
]);

const CONSTRUCTORS: ReadonlySet<string> = new Set([
  'Array',
  'Map',
  'Set',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
]);

/** Builtins that are handed to calling methods by name. */
const BUILTIN_CALLBACKS: ReadonlySet<string> = new Set([
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'Object',
  'Symbol',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
]);
const BUILTIN_OBJECTS: ReadonlySet<string> = new Set([
  'Math',
  'Number',
  'String',
  'Array',
  'Object',
]);

/** @param argumentCount a comparator makes a difference. */
export function methodPlan(method: string, argumentCount: number): WorkPlan | undefined {
  if (argumentCount > 0 && method === 'sort') return plan('sortBy');
  if (argumentCount > 0 && method === 'toSorted') return plan('toSortedBy');
  return METHODS.get(method);
}

/** @param name `Symbol.replace`, free in the module. */
export function symbolPlan(name: string): WorkPlan | undefined {
  return SYMBOL_METHODS.get(name);
}

/** Whether calls of a method may be charged, depending on their arguments. */
export function isChargedMethod(method: string): boolean {
  return METHODS.has(method) || CALLING_METHODS.has(method);
}

export function isCallingMethod(method: string): boolean {
  return CALLING_METHODS.has(method);
}

/** @param name `Object.keys`, free in the module. */
export function staticPlan(name: string): WorkPlan | undefined {
  return STATIC_FUNCTIONS.get(name);
}

/** @param name of a constructor that is free in the module. */
export function constructorPlan(name: string): WorkPlan | undefined {
  return CONSTRUCTORS.has(name) ? plan('construct', 0) : undefined;
}

/** @param name of a free variable, or of one and its property: `Number`, `Math.abs`. */
export function isBuiltinCallback(name: string): boolean {
  const [object = '', property] = name.split('.');
  return property === undefined ? BUILTIN_CALLBACKS.has(object) : BUILTIN_OBJECTS.has(object);
}
