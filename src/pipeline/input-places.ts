import type { InputModel, Part } from '../core/input-model.ts';
import { createRng } from '../core/rng.ts';
import type { InputPlace } from '../core/synthesis.ts';
import type { PreparedTarget } from './prepare-target.ts';

/** Inputs that are looked at for places: optional parts are not in every one. */
const SAMPLES = 12;
const SAMPLE_SIZE = 64;
/** Places of a deep record are of no use to anybody beyond these. */
const MAX_PLACES = 24;

/** The places of a target's inputs that recipes can name, in document order; none where inputs are drawn choices. */
export function inputPlaces({
  model,
  local,
  parameters,
}: Pick<PreparedTarget, 'local' | 'model' | 'parameters'>): readonly InputPlace[] {
  const { description } = model;
  if (description.kind === 'choices') return [];
  const { spec } = description;
  const argNames = spec.kind === 'function' ? spec.args.map(({ name }) => name) : [];
  return samplePlaces(local).map((part) => ({
    place: part.place,
    names: namesOf(part.place, parameters, argNames),
    kind: kindOf(part),
    description: describe(part),
  }));
}

/** One part of each place, with the widest domain seen. */
function samplePlaces(model: InputModel): readonly Part[] {
  const rng = createRng(0);
  const places = new Map<string, Part>();
  for (let k = 0; k < SAMPLES; k++) {
    for (const part of model.parts(model.generate(rng, SAMPLE_SIZE)))
      if (!places.has(part.place)) places.set(part.place, part);
  }
  return [...places.values()].slice(0, MAX_PLACES);
}

const ARGUMENT = /^args\[(\d+)\]/;

/** `args[0].b` of `f(xs)` is `xs.b`, too. */
function namesOf(
  place: string,
  parameters: readonly string[],
  argNames: readonly string[],
): readonly string[] {
  const [prefix, digits] = ARGUMENT.exec(place) ?? [];
  if (prefix === undefined) return [];
  const index = Number(digits);
  const rest = place.slice(prefix.length);
  const names = [parameters[index], argNames[index]].flatMap((name) =>
    name === undefined ? [] : [name + rest],
  );
  return [...new Set(names)];
}

function kindOf(part: Part): InputPlace['kind'] {
  if (part.kind === 'number') return 'number';
  return typeof part.value === 'string' ? 'text' : 'list';
}

function describe(part: Part): string {
  if (part.kind === 'number') return numbersText(part.domain, '');
  const { minLength, maxLength, alphabet, numbers, fixedElements } = part.domain;
  const lengths =
    minLength === maxLength ? `of length ${minLength}` : `of length ${minLength} to ${maxLength}`;
  if (typeof part.value === 'string')
    return `text ${lengths}${alphabet === undefined ? '' : `, of the characters ${JSON.stringify(shorten(alphabet))}`}`;
  if (fixedElements) return `permutation ${lengths}`;
  return numbers === undefined
    ? `list ${lengths}`
    : `list of ${numbersText(numbers, 's')} ${lengths}`;
}

function numbersText(
  { min, max, integer }: { readonly min: number; readonly max: number; readonly integer: boolean },
  plural: string,
): string {
  return `${integer ? 'integer' : 'number'}${plural} from ${min} to ${max}`;
}

function shorten(text: string): string {
  return text.length <= 64 ? text : `${text.slice(0, 64)}…`;
}
