import type { ConstNode, EnumNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction } from '../context.ts';
import { clamp } from '../draw.ts';
import type { Interval } from '../interval.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel } from '../node.ts';
import { problem, show, UNREADABLE } from '../node.ts';
import { isTagged, UNDEFINED_TAG } from '../tagged.ts';

type Literal = string | number | boolean | null | undefined;

const NO_LENGTH: Interval = { lo: 0, hi: 0 };

export function createBoolNode(context: NodeContext): NodeModel {
  return createChoice([false, true], context, 'true or false');
}

export function createEnumNode({ values }: EnumNode, context: NodeContext): NodeModel {
  const at = `${context.at}.values`;
  if (values.length === 0) throw contradiction(at, 'there is no value to choose from');
  if (new Set(values).size < values.length) throw contradiction(at, 'a value stands there twice');
  return createChoice(values, context, `one of ${values.map(show).join(', ')}`);
}

export function createConstNode({ value }: ConstNode, context: NodeContext): NodeModel {
  return createChoice([value], context, show(value));
}

export function createUndefinedNode(context: NodeContext): NodeModel {
  if (context.spec.kind === 'stdin')
    throw contradiction(context.at, 'undefined cannot be written as text');
  const node = createChoice([undefined], context, 'undefined');
  return {
    ...node,
    plain: false,
    read: (_scope, value) =>
      value === undefined || isTagged(value, 'undefined') ? undefined : UNREADABLE,
    encode: () => UNDEFINED_TAG,
  };
}

/** A choice from a list without duplicates; its part is the index of the value chosen. */
function createChoice(
  values: readonly Literal[],
  context: NodeContext,
  expected: string,
): NodeModel {
  const { place } = context;
  const domain = { min: 0, max: values.length - 1, integer: true };
  // JSON knows -0, but no text or comparison shows it.
  const clean = values.map((value) => (Object.is(value, -0) ? 0 : value));
  const at = (index: unknown): Literal =>
    clean[
      typeof index === 'number' && index === index
        ? clamp(Math.round(index), 0, clean.length - 1)
        : 0
    ];
  return {
    reads: Infinity,
    minSize: 1,
    maxSize: 1,
    value: numericInterval(clean),
    length: NO_LENGTH,
    driver: undefined,
    plain: true,
    generate: (scope) => scope.rng.pick(clean),
    repair: (scope, value) => (clean.includes(value as Literal) ? value : scope.rng.pick(clean)), // includes takes anything
    edit: (_scope, _value, _path, _depth, replacement) => at(replacement),
    check: (_scope, value) =>
      clean.includes(value as Literal) && !Object.is(value, -0)
        ? undefined
        : problem(`expected ${expected}, found ${show(value)}`),
    sizeOf: () => 1,
    parts(_scope, value, path, sink) {
      if (values.length < 2 || sink.parts.length >= sink.limit) return;
      const index = clean.indexOf(value as Literal); // a value of the node, see above
      sink.parts.push({ kind: 'number', place, path, value: Math.max(0, index), domain });
    },
    resize: (_scope, value) => value,
    build: (value) => value,
    read: (_scope, value) => (typeof value === 'object' && value !== null ? UNREADABLE : value),
    encode: (value) => value,
    numbers: undefined,
    enumeration: { count: () => clean.length, at: (_scope, index) => clean[index] },
  };
}

function numericInterval(values: readonly Literal[]): Interval {
  const numbers = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  if (!numbers.every((value) => typeof value === 'number')) return ANYTHING;
  return { lo: Math.min(...numbers), hi: Math.max(...numbers) };
}
