import { CATALOGUE, isMathOfOne } from './catalogue.ts';
import type { CallExpression } from './expression.ts';
import type { Evaluate, Frame } from './frame.ts';
import { isOpaque, toNumber } from './operators.ts';
import type { Reader } from './reader.ts';
import { isStatistic, type Statistic } from './elements.ts';

const NOTHING: Evaluate = () => undefined;

/** A call of the catalogue over its compiled arguments; a function that is not in it gives undefined. */
export function compileCall(
  { callee }: CallExpression,
  args: readonly Evaluate[],
  reader: Reader,
): Evaluate {
  const first = args[0] ?? NOTHING;
  const second = args[1] ?? NOTHING;
  if (isMathOfOne(callee)) return ofNumbers([first], Math[callee]);
  const passes = CATALOGUE.get(callee)?.passes ?? 0;
  switch (callee) {
    case 'hits':
      return (frame) => frame.hits;
    case 'callDepth':
      return (frame) => frame.depth;
    case 'len':
      return (frame) => reader.size(first(frame));
    case 'keys':
      return (frame) => reader.keyCount(first(frame), frame);
    case 'distinct':
      return (frame) => different(first(frame), passes, reader, frame);
    case 'duplicates':
      return (frame) => duplicates(first(frame), passes, reader, frame);
    case 'span':
      return (frame) => {
        const value = first(frame);
        const greatest = reader.statistic('max', value, passes, frame);
        return defined(greatest - reader.statistic('min', value, passes, frame));
      };
    case 'count':
      return (frame) => defined(reader.count(first(frame), second(frame), frame));
    case 'depth':
      return (frame) => defined(reader.nesting(first(frame), frame));
    case 'codeAt':
      return (frame) => codeAt(first(frame), second(frame));
    case 'pow':
      return ofNumbers([first, second], Math.pow);
    case 'hypot':
      return ofNumbers(args, Math.hypot);
    case 'min':
    case 'max':
      return args.length === 1
        ? extremeOfOne(callee, first, passes, reader)
        : ofNumbers(args, Math[callee]);
    default:
      return isStatistic(callee)
        ? (frame) => defined(reader.statistic(callee, first(frame), passes, frame))
        : NOTHING;
  }
}

/** The figures of a list that has none are NaN, which the language does not tell from undefined. */
function defined(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** What the elements of a map or set are counted by differs by nature. */
function different(
  value: unknown,
  passes: number,
  reader: Reader,
  frame: Frame,
): number | undefined {
  const found = reader.statistic('distinct', value, passes, frame);
  return Number.isNaN(found) ? reader.size(value) : found;
}

function duplicates(
  value: unknown,
  passes: number,
  reader: Reader,
  frame: Frame,
): number | undefined {
  const length = reader.size(value);
  const found = different(value, passes, reader, frame);
  if (length === undefined || found === undefined) return undefined;
  return length === 0 ? 0 : 1 - found / length;
}

function codeAt(text: unknown, index: unknown): number | undefined {
  if (typeof text !== 'string' || typeof index !== 'number') return undefined;
  return defined(text.charCodeAt(index));
}

function extremeOfOne(
  name: Statistic & ('min' | 'max'),
  argument: Evaluate,
  passes: number,
  reader: Reader,
): Evaluate {
  return (frame) => {
    const value = argument(frame);
    return typeof value === 'number'
      ? value
      : defined(reader.statistic(name, value, passes, frame));
  };
}

/** Undefined with an object among the arguments; NaN as JavaScript has it. */
function ofNumbers(
  args: readonly Evaluate[],
  operation: (...numbers: number[]) => number,
): Evaluate {
  const [first = NOTHING, second = NOTHING] = args;
  if (args.length === 1) {
    return (frame) => {
      const value = first(frame);
      return isOpaque(value) ? undefined : operation(toNumber(value));
    };
  }
  if (args.length === 2) {
    return (frame) => {
      const left = first(frame);
      const right = second(frame);
      return isOpaque(left) || isOpaque(right)
        ? undefined
        : operation(toNumber(left), toNumber(right));
    };
  }
  return (frame) => {
    const values = args.map((evaluate) => evaluate(frame));
    return values.some(isOpaque) ? undefined : operation(...values.map(toNumber));
  };
}
