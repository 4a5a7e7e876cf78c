import type { Sequence } from '../../core/input-model.ts';
import type { MutationContext, SequenceMutator } from './mutator.ts';
import { logUniform, overwrite } from './mutator.ts';

type TextEdit = (
  value: string,
  context: MutationContext,
  fresh: () => string,
) => Sequence | undefined;

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

/** A short piece of text: from the value itself, from the program's constants, or fresh. */
function pickUnit(value: string, context: MutationContext, fresh: () => string): string {
  const { rng, strings } = context;
  if (strings.length > 0 && rng.oneIn(2)) return rng.pick(strings);
  if (value.length > 0 && rng.oneIn(2)) {
    const length = Math.min(value.length, rng.int(1, 3));
    const start = rng.int(0, value.length - length);
    return value.slice(start, start + length);
  }
  return fresh();
}

/** open × n, middle, close × n. */
const nest: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const open = pickUnit(value, context, fresh);
  const close = rng.oneIn(4) ? '' : pickUnit(value, context, fresh);
  const middle = rng.oneIn(2) ? '' : value.slice(0, rng.int(0, Math.min(16, value.length)));
  const perLevel = open.length + close.length;
  const depth = logUniform(
    Math.max(1, Math.floor((room - middle.length) / Math.max(1, perLevel))),
    rng,
  );
  const full = rng.oneIn(2)
    ? depth
    : Math.max(1, Math.floor((room - middle.length) / Math.max(1, perLevel)));
  return open.repeat(full) + middle + close.repeat(full);
};

/** A unit from the program's constants or from the text, repeated, at a place of the text. */
const pumpUnit: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const pieces = rng.int(1, 3);
  let unit = '';
  for (let k = 0; k < pieces; k++) unit += pickUnit(value, context, fresh);
  if (unit === '') return undefined;
  const keep = rng.int(0, 2);
  const at = rng.int(0, value.length);
  const before = keep === 0 ? '' : value.slice(0, at);
  const after = keep === 2 ? value.slice(at) : rng.oneIn(2) ? '' : pickUnit(value, context, fresh);
  const spare = Math.max(unit.length, room - before.length - after.length);
  return before + unit.repeat(Math.max(1, Math.floor(spare / unit.length))) + after;
};

/** `a1 a2 a3 …`: a repeated unit whose copies differ, for keys that must not be equal. */
const drift: TextEdit = (value, context, fresh) => {
  const { rng, room } = context;
  const unit = pickUnit(value, context, fresh);
  const separator = rng.oneIn(2) ? pickUnit(value, context, fresh) : rng.pick([' ', '\n', ',', '']);
  const copies = logUniform(
    Math.max(1, Math.floor(room / (unit.length + separator.length + 2))),
    rng,
  );
  const out: string[] = [];
  for (let i = 0; i < copies; i++) out.push(unit + String(i));
  const at = rng.int(0, value.length);
  return overwrite(value, at, at, out.join(separator));
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
  textMutator('pump-unit', pumpUnit),
  textMutator('drift', drift),
  textMutator('substitute', substitute),
  textMutator('spoil-end', spoilEnd),
];
