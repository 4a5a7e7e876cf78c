import type { Sequence } from '../../core/input-model.ts';
import { driftingCopies } from '../text/drift.ts';
import { lineAt, pickBoundary, pickTokens } from '../text/tokens.ts';
import type { MutationContext, SequenceMutator } from './mutator.ts';
import { logUniform, overwrite, pickWord } from './mutator.ts';

type TextEdit = (
  value: string,
  context: MutationContext,
  fresh: () => string,
) => Sequence | undefined;

/** Most tokens of a unit that is repeated. */
const UNIT_TOKENS = 3;
/** Most tokens of a unit whose copies differ, and longest line that is one. */
const DRIFT_TOKENS = 8;
const DRIFT_LINE = 96;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

function textMutator(name: string, edit: TextEdit): SequenceMutator {
  return {
    name,
    on: 'sequence',
    apply: (value, domain, context) =>
      typeof value === 'string'
        ? edit(value, context, () => String(domain.element(context.rng, 1)))
        : undefined,
  };
}

/** A short piece of text: a word of the program, tokens or characters of the value itself, or fresh. */
function pickUnit(value: string, context: MutationContext, fresh: () => string): string {
  const { rng } = context;
  const word = rng.oneIn(2) ? pickWord(context) : undefined;
  if (word !== undefined) return word;
  if (value.length === 0 || rng.oneIn(3)) return fresh();
  if (rng.oneIn(2)) {
    const tokens = pickTokens(value, rng, UNIT_TOKENS);
    return tokens === undefined ? fresh() : value.slice(tokens.start, tokens.end);
  }
  const length = Math.min(value.length, rng.int(1, UNIT_TOKENS));
  const start = rng.int(0, value.length - length);
  return value.slice(start, start + length);
}

/** One to three pieces; one most of the time. */
function pickUnits(value: string, context: MutationContext, fresh: () => string): string {
  const pieces = context.rng.oneIn(2) ? 1 : context.rng.int(1, UNIT_TOKENS);
  let unit = '';
  for (let k = 0; k < pieces; k++) unit += pickUnit(value, context, fresh);
  return unit;
}

/** What follows a pump: the rest of the text, nothing, or something that the pump did not lead to expect. */
function pickSuffix(rest: string, context: MutationContext, fresh: () => string): string {
  switch (context.rng.int(0, 3)) {
    case 0:
      return '';
    case 1:
      return pickUnit(rest, context, fresh);
    default:
      return rest;
  }
}

/** before + unit × n + after, to fill the room; the front of `after` gives way where there is none. */
function pumped(before: string, unit: string, after: string, room: number): string | undefined {
  if (unit === '') return undefined;
  const front = before.length + unit.length > room ? '' : before;
  const copies = Math.max(2, Math.floor((room - front.length - after.length) / unit.length));
  const rest = Math.max(0, room - front.length - copies * unit.length);
  return (
    front + unit.repeat(copies) + (rest < after.length ? after.slice(after.length - rest) : after)
  );
}

/** A span of the text repeated in place: what stands before and after it stays, or the end is broken. */
const pumpTokens: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const span = pickTokens(value, rng, UNIT_TOKENS);
  if (span === undefined) return undefined;
  const unit = value.slice(span.start, span.end);
  const after = pickSuffix(value.slice(span.end), context, fresh);
  return pumped(value.slice(0, span.start), unit, after, room);
};

/** A unit from the program's words or from the text, repeated, between two tokens. */
const pumpUnit: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const unit = pickUnits(value, context, fresh);
  const at = pickBoundary(value, rng);
  const before = rng.oneIn(3)
    ? pickUnit('', context, fresh)
    : rng.oneIn(2)
      ? ''
      : value.slice(0, at);
  return pumped(before, unit, pickSuffix(value.slice(at), context, fresh), room);
};

/** What a loop of the program reads, behind what leads to it. */
const pumpLoop: TextEdit = (value, context, fresh) => {
  const { rng, room, pumps } = context;
  if (pumps.length === 0) return undefined;
  const { prefix, unit } = rng.pick(pumps);
  const at = pickBoundary(value, rng);
  const before = rng.oneIn(2) ? '' : value.slice(0, at);
  return pumped(before + prefix, unit, pickSuffix(value.slice(at), context, fresh), room);
};

/** open × n, middle, close × n: around tokens of the text; or unbalanced. */
const nest: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const open = pickUnits(value, context, fresh);
  const middle = pickTokens(value, rng, UNIT_TOKENS);
  const inner = middle === undefined || rng.oneIn(2) ? '' : value.slice(middle.start, middle.end);
  const close = rng.oneIn(4)
    ? ''
    : (closingOf(open, rng.oneIn(2)) ?? pickUnit(value, context, fresh));
  const isInPlace = middle !== undefined && rng.oneIn(2);
  const before = isInPlace ? value.slice(0, middle.start) : '';
  const after = isInPlace ? value.slice(middle.end) : '';
  const perLevel = Math.max(1, open.length + close.length);
  const spare = room - before.length - inner.length - after.length;
  const most = Math.max(1, Math.floor(spare / perLevel));
  const depth = rng.oneIn(2) ? most : logUniform(most, rng);
  return before + open.repeat(depth) + inner + close.repeat(depth) + after;
};

/** The brackets of a text, closed in reverse order; a tag by its closing tag. Undefined when there is nothing to close. */
function closingOf(open: string, wanted: boolean): string | undefined {
  if (!wanted) return undefined;
  const tag = /^<([A-Za-z][\w-]*)>$/.exec(open);
  if (tag !== null) return `</${tag[1] ?? ''}>`;
  let close = '';
  for (const character of open) close = (CLOSING[character] ?? '') + close;
  return close === '' ? undefined : close;
}

/** `a1 a2 a3 …`: repeated tokens or lines whose copies differ, for keys that must not be equal. */
const drift: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const at = rng.int(0, Math.max(0, value.length - 1));
  const span = rng.oneIn(2) ? lineAt(value, at, DRIFT_LINE) : pickTokens(value, rng, DRIFT_TOKENS);
  const isOwn = span !== undefined && span.end > span.start && !rng.oneIn(4);
  const unit = isOwn
    ? value.slice(span.start, span.end)
    : pickUnits(value, context, fresh) + rng.pick([' ', '\n', ',', '', ';', '&']);
  const start = isOwn ? span.start : pickBoundary(value, rng);
  const rest = value.slice(isOwn ? span.end : start);
  const spare = Math.max(unit.length, room - start - rest.length);
  const copies = driftingCopies(unit, rng.oneIn(2) ? spare : logUniform(spare, rng), rng);
  return value.slice(0, start) + copies + rest;
};

/** Tokens are taken out, changed for another piece, or joined by one. */
const editTokens: TextEdit = (value, context, fresh) => {
  const { rng } = context;
  const span = pickTokens(value, rng, UNIT_TOKENS);
  if (span === undefined) return pickUnit(value, context, fresh);
  switch (rng.int(0, 3)) {
    case 0:
      return overwrite(value, span.start, span.end, '');
    case 1:
      return overwrite(value, span.start, span.end, pickUnit(value, context, fresh));
    case 2:
      return overwrite(value, span.end, span.end, pickUnit(value, context, fresh));
    default: {
      const at = pickBoundary(value, rng);
      return overwrite(value, at, at, value.slice(span.start, span.end));
    }
  }
};

/** Every occurrence of one character becomes another piece of text. */
const substitute: TextEdit = (value, context, fresh) => {
  if (value.length === 0) return undefined;
  const character = value[context.rng.int(0, value.length - 1)] ?? '';
  return value.replaceAll(character, () => pickUnit(value, context, fresh));
};

/** The last character changes: what makes a match fail at its very end. */
const spoilEnd: TextEdit = (value, context, fresh) => {
  const unit = pickUnit(value, context, fresh);
  return context.rng.oneIn(2) ? value + unit : value.slice(0, -1) + unit;
};

export const TEXT_MUTATORS: readonly SequenceMutator[] = [
  textMutator('nest', nest),
  textMutator('pump-tokens', pumpTokens),
  textMutator('pump-unit', pumpUnit),
  textMutator('pump-loop', pumpLoop),
  textMutator('drift', drift),
  textMutator('edit-tokens', editTokens),
  textMutator('substitute', substitute),
  textMutator('spoil-end', spoilEnd),
];
