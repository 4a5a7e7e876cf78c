/** A family of texts that makes a pattern slow: each pump repeated after its prefix, all of them in a row, then the suffix. */
export interface Attack {
  /** At least one; pumps are not empty. */
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
  readonly growth: 'polynomial' | 'exponential';
}

/** What is known of a pattern. */
export type PatternVerdict =
  | { readonly kind: 'harmless' }
  | { readonly kind: 'slow'; readonly attack: Attack }
  /** Nobody can tell: syntax or a flag that the checker does not know. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** It took too long, by the clock. */
  | { readonly kind: 'unfinished' };

/** How often each pump stands in {@link attackText}. */
export function attackText({ pumps, suffix }: Attack, repeats: number): string {
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(repeats)).join('') + suffix;
}

/** What stands for any character that the pattern does not mention. */
const ANY = '\0';
const PRINTABLE = '!';

/** The same family without the control character that checkers take for any other: programs often refuse it. */
export function printableAttack(attack: Attack): Attack | undefined {
  if (!attackText(attack, 1).includes(ANY)) return undefined;
  const print = (text: string): string => text.replaceAll(ANY, PRINTABLE);
  return {
    ...attack,
    pumps: attack.pumps.map(({ prefix, pump }) => ({ prefix: print(prefix), pump: print(pump) })),
    suffix: print(attack.suffix),
  };
}
