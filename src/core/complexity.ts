import { DataError } from './errors.ts';

/**
 * Declared growth classes, as `problem.json` writes them: `O(n^2)`, `O((n + q) log n)`, `O(q sqrt(v) / log v)`, `O(n!)`.
 * Two classes are compared as all their variables grow together: what a class costs when every bound of the statement is
 * reached. `a(…)` is the inverse Ackermann function and counts as constant.
 */

/** How a class grows: the logarithm of its value at a given logarithm of all variables. */
type Growth = (logN: number) => number;

/** Natural logarithms of the variables at which classes are compared: 2^10, 2^20, 2^40. */
const SCALES = [10, 20, 40].map((bits) => bits * Math.LN2);
/** Classes whose ratio changes by less than this between scales grow alike. Natural logarithm. */
const ALIKE = 0.05;

/**
 * Orders two declared classes.
 * @returns 1 when `a` outgrows `b`, -1 when `b` outgrows `a`, 0 when they grow alike or one of them cannot be read.
 */
export function compareComplexity(a: string, b: string): -1 | 0 | 1 {
  const [f, g] = [readClass(a), readClass(b)];
  if (f === undefined || g === undefined) return 0;
  const ratios = SCALES.map((scale) => difference(f(scale), g(scale)));
  const rises = ratios.slice(1).map((ratio, i) => difference(ratio, ratios[i] ?? 0));
  if (rises.every((rise) => rise > ALIKE)) return 1;
  if (rises.every((rise) => rise < -ALIKE)) return -1;
  return 0;
}

/**
 * Ranks of declared classes, most efficient first.
 * @returns `ranks[i]` of `classes[i]`: 0 for the most efficient; classes that grow alike have equal ranks.
 */
export function rankComplexities(classes: readonly string[]): readonly number[] {
  const leaders: string[] = [];
  for (const one of classes.toSorted(compareComplexity))
    if (leaders.length === 0 || compareComplexity(one, leaders.at(-1) ?? '') > 0) leaders.push(one);
  return classes.map((one) => leaders.findIndex((leader) => compareComplexity(one, leader) <= 0));
}

/** Both may be infinite: what has outgrown all numbers at one scale cannot be told from the like of it. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function readClass(text: string): Growth | undefined {
  const body = /^O\((.*)\)$/s.exec(text.trim())?.[1];
  if (body === undefined) return undefined;
  try {
    return new Reader(body).read();
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]+)|([-+*/^!()·]))/y;
/** Longest class that is read, in tokens: declared classes are short. */
const MAX_TOKENS = 200;

/**
 * Sums, products (also without a sign between the factors), quotients, powers, factorials, `log`, `sqrt` and `a`.
 * Values are kept as logarithms, so that exponentials fit into numbers.
 */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  read(): Growth {
    const whole = this.#sum();
    if (this.#peek() !== undefined) throw unreadable();
    return whole;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #takes(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#at++;
    return true;
  }

  #sum(): Growth {
    let left = this.#product();
    while (this.#takes('+')) left = addLogs(left, this.#product());
    return left;
  }

  #product(): Growth {
    let left = this.#power();
    for (;;) {
      const before = left;
      if (this.#takes('/')) {
        const divisor = this.#power();
        left = (x) => before(x) - divisor(x);
        continue;
      }
      const isFactor = this.#takes('*') || this.#takes('·') || beginsFactor(this.#peek());
      if (!isFactor) return left;
      const factor = this.#power();
      left = (x) => before(x) + factor(x);
    }
  }

  #power(): Growth {
    const base = this.#factor();
    if (!this.#takes('^')) return base;
    const exponent = this.#power();
    return (x) => base(x) * Math.exp(exponent(x));
  }

  #factor(): Growth {
    let value = this.#atom();
    while (this.#takes('!')) {
      const before = value;
      // Stirling: log n! ≈ n log n − n.
      value = (x) => Math.exp(before(x)) * Math.max(0, before(x) - 1);
    }
    return value;
  }

  #atom(): Growth {
    const token = this.#peek();
    if (token === undefined) throw unreadable();
    this.#at++;
    if (token === '(') {
      const inside = this.#sum();
      if (!this.#takes(')')) throw unreadable();
      return inside;
    }
    if (/^\d/.test(token)) return constant(Math.log(Number(token)));
    if (!/^[A-Za-z]/.test(token)) throw unreadable();
    switch (token) {
      case 'log':
      case 'ln': {
        const of = this.#power();
        return (x) => Math.log(Math.max(1, of(x)));
      }
      case 'sqrt': {
        const of = this.#power();
        return (x) => of(x) / 2;
      }
      case 'a':
      case 'alpha':
        if (this.#peek() === '(') {
          this.#atom();
          return constant(0);
        }
        return variable;
      default:
        return variable;
    }
  }
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.exec(text);
    const token = at?.[1] ?? at?.[2] ?? at?.[3];
    if (token === undefined || tokens.length >= MAX_TOKENS) throw unreadable();
    tokens.push(token);
  }
  return tokens;
}

function beginsFactor(token: string | undefined): boolean {
  return token !== undefined && /^[A-Za-z\d(]/.test(token);
}

function variable(logN: number): number {
  return logN;
}

function constant(value: number): Growth {
  return () => value;
}

function addLogs(f: Growth, g: Growth): Growth {
  return (x) => {
    const [a, b] = [f(x), g(x)];
    const most = Math.max(a, b);
    if (!Number.isFinite(most)) return most;
    return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
  };
}

function unreadable(): DataError {
  return new DataError('not a growth class');
}
