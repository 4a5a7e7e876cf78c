/** What inputs are compared by. */
export interface InputTokens {
  /** In order of the text. */
  readonly list: readonly string[];
  readonly set: ReadonlySet<string>;
}

/** Beyond this many tokens inputs are taken for what their beginnings are. */
const MAX_TOKENS = 1024;
/** Characters that are looked at for them. */
const MAX_CHARACTERS = 16_384;
/** A text of fewer words is compared by its characters. */
const FEW_WORDS = 8;

/**
 * The tokens of an input as it is shown: numbers and words; characters where there are hardly any of those.
 * @param text JSON of arguments, or stdin
 */
export function tokenize(text: string): InputTokens {
  const head = text.slice(0, MAX_CHARACTERS);
  const words = head.match(/-?\d+(?:\.\d+)?|[\p{L}_]+/gu) ?? [];
  const list = (words.length < FEW_WORDS ? head.split('') : words).slice(0, MAX_TOKENS);
  return { list, set: new Set(list) };
}

/**
 * How alike two inputs are, 0 to 1: the mean of the share of equal tokens in equal places over the shorter one's length,
 * and of the Jaccard index of their sets of tokens. The measure of WEDGE (arXiv 2505.23471, §3.1), scaled. O(tokens).
 */
export function similarity(a: InputTokens, b: InputTokens): number {
  const common = Math.min(a.list.length, b.list.length);
  let equal = 0;
  for (let i = 0; i < common; i++) if (a.list[i] === b.list[i]) equal++;
  let shared = 0;
  for (const token of a.set) if (b.set.has(token)) shared++;
  const all = a.set.size + b.set.size - shared;
  return ((common > 0 ? equal / common : 0) + (all > 0 ? shared / all : 0)) / 2;
}
