import type { NumberPart, Part, SequencePart } from '../../core/input-model.ts';
import type { InputSpec, SpecNode } from '../../core/input-spec.ts';
import type { Rng } from '../../core/rng.ts';
import { hasCode, parseAlphabet } from './alphabet.ts';
import { specAt } from './spec-at.ts';

/** A genotype that breaks one rule of its spec, and which. */
export interface BrokenGenotype {
  readonly kind: string;
  readonly g: unknown;
}

/** Longest sequence that is made to be too long. */
const MAX_TOO_LONG = 100_000;

/** Breaks what the spec says of one part, in every way that is certain to be invalid. */
export function breakPart(rng: Rng, spec: InputSpec, g: unknown, part: Part): BrokenGenotype[] {
  const node = specAt(spec, part.path);
  // What is built of a broken source may be right again: a Map of an entry too many has one that another overwrites.
  if (node === undefined || node.type === 'convert' || node.type === 'union') return [];
  const broken = part.kind === 'number' ? breakNumber(part, node) : breakSequence(rng, part, node);
  return broken.map(({ kind, g: value }) => ({ kind, g: replaceAt(g, part.path, value) }));
}

/** The genotype with another value at a path, nothing repaired. */
function replaceAt(g: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(g))
    return g.map((item: unknown, index) => (index === key ? replaceAt(item, rest, value) : item));
  if (typeof g !== 'object' || g === null) return g;
  return Object.fromEntries(
    Object.entries(g).map(([name, item]) => [
      name,
      name === key ? replaceAt(item, rest, value) : item,
    ]),
  );
}

function breakNumber({ domain }: NumberPart, node: SpecNode): BrokenGenotype[] {
  if (node.type !== 'int' && node.type !== 'float') return [];
  const step = domain.integer ? 1 : Math.max(1, Math.abs(domain.max) * 1e-3);
  const past = [domain.max + step, domain.min - step].filter(
    (value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER,
  );
  return past.map((value) => ({ kind: 'value past its bound', g: value }));
}

function breakSequence(rng: Rng, part: SequencePart, node: SpecNode): BrokenGenotype[] {
  const out = breakLength(part);
  if (typeof part.value === 'string') {
    const foreign = node.type === 'string' ? foreignCharacter(node) : undefined;
    const at = rng.int(0, part.value.length);
    if (foreign !== undefined && part.value.length < part.domain.maxLength)
      out.push({
        kind: 'character not in the alphabet',
        g: part.value.slice(0, at) + foreign + part.value.slice(at),
      });
    return out;
  }
  return [...out, ...breakElements(rng, { ...part, value: part.value }, node)];
}

function breakLength({ value, domain }: SequencePart): BrokenGenotype[] {
  const out: BrokenGenotype[] = [];
  if (domain.maxLength < MAX_TOO_LONG && value.length > 0 && domain.maxLength > 0)
    out.push({ kind: 'too long', g: cycle(value, domain.maxLength + 1) });
  if (domain.minLength > 0 && value.length >= domain.minLength)
    out.push({ kind: 'too short', g: value.slice(0, domain.minLength - 1) });
  return out;
}

function cycle(value: string | readonly unknown[], length: number): string | unknown[] {
  if (typeof value === 'string')
    return value.repeat(Math.ceil(length / value.length)).slice(0, length);
  return Array.from({ length }, (_, i) => value[i % value.length]);
}

/** A printable character that the string must not hold; undefined when none is known. */
function foreignCharacter({
  alphabet,
  regex,
}: Extract<SpecNode, { type: 'string' }>): string | undefined {
  if (alphabet === undefined || regex !== undefined) return undefined;
  const set = parseAlphabet(alphabet);
  for (let code = 126; code > 32; code--) if (!hasCode(set, code)) return String.fromCharCode(code);
  return undefined;
}

function breakElements(
  rng: Rng,
  { value, domain }: SequencePart & { readonly value: readonly unknown[] },
  node: SpecNode,
): BrokenGenotype[] {
  const out: BrokenGenotype[] = [];
  if (value.length === 0) return out;
  const at = rng.int(0, value.length - 1);
  const { numbers } = domain;
  if (
    numbers !== undefined &&
    (node.type === 'permutation' || (node.type === 'list' && node.of.type === 'int'))
  )
    out.push({ kind: 'value past its bound', g: withItem(value, at, numbers.max + 1) });
  if (node.type === 'permutation' && value.length > 1)
    out.push({ kind: 'value twice', g: withItem(value, at, value[(at + 1) % value.length]) });
  if (node.type === 'graph' && node.loops !== true) {
    const edge = value[at];
    if (Array.isArray(edge))
      out.push({ kind: 'edge to itself', g: withItem(value, at, withItem(edge, 1, edge[0])) });
  }
  if (node.type === 'tree')
    out.push({
      kind: 'edge twice',
      g: value.length > 1 ? withItem(value, at, value[(at + 1) % value.length]) : [],
    });
  if (node.type !== 'list') return out;
  if (node.distinct === true && value.length > 1)
    out.push({ kind: 'value twice', g: withItem(value, at, value[(at + 1) % value.length]) });
  const order =
    node.sorted === undefined ? -1 : value.findIndex((item, i) => i > 0 && item !== value[i - 1]);
  if (order > 0) {
    const swapped = withItem(withItem(value, order, value[order - 1]), order - 1, value[order]);
    out.push({ kind: 'out of order', g: swapped });
  }
  return out;
}

function withItem(items: readonly unknown[], at: number, item: unknown): unknown[] {
  return items.map((old, index) => (index === at ? item : old));
}
