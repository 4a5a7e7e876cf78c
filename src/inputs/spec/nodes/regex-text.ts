import { DataError } from '../../../core/errors.ts';
import type { StringNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction } from '../context.ts';
import { clamp } from '../draw.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel, Scope } from '../node.ts';
import { problem, SCALE_STRATEGIES, show, takeRoom, UNREADABLE } from '../node.ts';
import { addSequence } from '../parts.ts';
import { createLengthRange } from '../range.ts';
import { compileDraw, regexFacts } from '../regex-draw.ts';
import { RegexMachine } from '../regex-machine.ts';
import { parseRegex } from '../regex-parse.ts';
import { resizeText } from '../resize-sequence.ts';
import { asText, checkLength, lengthOfText, refuseUnreadable } from './text.ts';

/** Matches drawn until one has an allowed length. */
const DRAWS = 12;

/** A string that matches an expression as a whole. Edits that break it are completed from their longest viable beginning. */
export function createRegexTextNode(
  spec: StringNode,
  source: string,
  context: NodeContext,
): NodeModel {
  if (spec.alphabet !== undefined)
    throw contradiction(context.at, 'a string has an alphabet or a regex, not both');
  const { regex, machine } = compile(source, `${context.at}.regex`);
  const facts = regexFacts(regex);
  const draw = compileDraw(regex);
  const lengths = createLengthRange(context, spec, 1);
  const least = Math.max(lengths.interval.lo, machine.minLength);
  const most = Math.min(lengths.interval.hi, facts.maxLength);
  if (least > most)
    throw contradiction(
      `${context.at}.regex`,
      `no match is as long as the bounds demand: matches have ${machine.minLength} to ${facts.maxLength} characters`,
    );
  refuseUnreadable(context, facts.set, least, context.spec.roles.get(spec));
  const { place } = context;

  const isValid = (scope: Scope, text: string): boolean =>
    text.length >= lengths.min(scope) &&
    text.length <= lengths.limit(scope) &&
    machine.accepts(text);

  const generate = (scope: Scope, size: number): string => {
    const min = lengths.min(scope);
    const max = lengths.limit(scope);
    let wanted = clamp(size, min, Math.max(min, max));
    for (let i = 0; i < DRAWS && takeRoom(scope, wanted); i++) {
      const text = draw(scope.rng, wanted);
      const fitted = text.length > max ? machine.complete(text, max) : text;
      if (fitted !== undefined && isValid(scope, fitted)) return fitted;
      wanted = text.length < min ? wanted * 1.5 + 1 : Math.max(min, wanted * 0.7);
    }
    scope.ok = false;
    return '';
  };

  const repair = (scope: Scope, value: unknown): string => {
    const text = typeof value === 'string' ? value : asText(value);
    if (isValid(scope, text)) return text;
    const completed = machine.complete(text, lengths.limit(scope));
    if (completed !== undefined && isValid(scope, completed)) return completed;
    return generate(scope, text.length);
  };

  return {
    reads: lengths.reads,
    minSize: least,
    maxSize: most,
    value: ANYTHING,
    length: { lo: least, hi: most },
    driver: lengths.driver,
    plain: true,
    generate,
    repair,
    edit: (scope, _value, _path, _depth, replacement) => repair(scope, replacement),
    check(scope, value) {
      if (typeof value !== 'string') return problem(`expected a string, found ${show(value)}`);
      const wrong = checkLength(scope, lengths, value.length, 'characters');
      if (wrong !== undefined) return wrong;
      return machine.accepts(value)
        ? undefined
        : problem(`${show(value)} does not match ${source}`);
    },
    sizeOf: lengthOfText,
    parts(scope, value, path, sink) {
      if (typeof value !== 'string') return;
      const { alphabet } = facts;
      const element = (rng: Scope['rng']): string => rng.pick(alphabet);
      const domain = { element, alphabet, numbers: undefined, fixedElements: false };
      if (alphabet !== '') addSequence(scope, sink, lengths, { place, path, value, domain });
    },
    resize(scope, value, size, strategy) {
      const text = typeof value === 'string' ? value : '';
      const length = clamp(
        Math.round(size),
        lengths.min(scope),
        Math.max(least, lengths.limit(scope)),
      );
      if (!takeRoom(scope, length * SCALE_STRATEGIES.length)) return text;
      for (const way of new Set([strategy, ...SCALE_STRATEGIES])) {
        const longer = resizeText(way, scope.rng, text, length);
        if (isValid(scope, longer)) return longer;
      }
      return generate(scope, length);
    },
    build: (value) => value,
    read: (_scope, value) => (typeof value === 'string' ? value : UNREADABLE),
    encode: (value) => value,
    numbers: undefined,
    enumeration: undefined,
  };
}

function compile(
  source: string,
  at: string,
): { readonly regex: ReturnType<typeof parseRegex>; readonly machine: RegexMachine } {
  try {
    const regex = parseRegex(source);
    return { regex, machine: new RegexMachine(regex) };
  } catch (error) {
    if (error instanceof DataError) throw contradiction(at, error.message);
    throw error;
  }
}
