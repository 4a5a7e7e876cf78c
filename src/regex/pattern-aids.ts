import type { PatternAids, PatternText } from '../core/pattern.ts';
import { type Attack, attackText, type PatternVerdict, printableAttack } from './attack.ts';
import { attackRecipes } from './attack-recipes.ts';
import { attackWords } from './attack-words.ts';
import type { PatternChecker } from './pattern-checker.ts';

export interface PatternAidOptions {
  readonly checker: PatternChecker;
  /** Texts that match a pattern; none when nobody can make any. */
  readonly matchesOf: (pattern: PatternText) => readonly string[];
  /** Places of the texts of an input, see Part.place. */
  readonly places: readonly string[];
  readonly signal: AbortSignal;
}

/** Patterns that are looked at, the first ones. */
const MAX_PATTERNS = 128;
/** Longer ones are lists of words. Characters. */
const MAX_SOURCE = 2000;
/** Each has its turn at every size. */
const MAX_RECIPES = 64;
/** Longer matches lead nowhere that shorter ones do not. Characters. */
const MAX_MATCH = 64;
/** Patterns that a note names. */
const MAX_NAMED = 3;
const MAX_NAME = 60;

/** What a program's patterns lend to the search: texts that match them, and texts that make them slow. */
export async function findPatternAids(
  patterns: readonly PatternText[],
  { checker, matchesOf, places, signal }: PatternAidOptions,
): Promise<PatternAids> {
  const all = [...new Map(patterns.map((each) => [`${each.flags}/${each.source}`, each])).values()];
  const checked = all.filter(({ source }) => source.length <= MAX_SOURCE).slice(0, MAX_PATTERNS);
  const verdicts = await checker.check(checked, signal);
  const attacks = distinct(
    verdicts.flatMap((verdict) => (verdict.kind === 'slow' ? [verdict.attack] : [])),
  );
  const printable = attacks.flatMap((attack) => printableAttack(attack) ?? []);
  const words = [...attacks, ...printable].flatMap(attackWords);
  const matches = checked.flatMap(matchesOf).filter(({ length }) => length <= MAX_MATCH);
  return {
    strings: [...new Set([...words, ...matches])].filter((text) => text !== ''),
    recipes: attackRecipes(distinct([...attacks, ...printable]), places, MAX_RECIPES),
    notes: notesOf(all, checked, verdicts),
  };
}

/** The first of those that give the same texts. */
function distinct(attacks: readonly Attack[]): readonly Attack[] {
  const known = new Map<string, Attack>();
  for (const attack of attacks) {
    const key = `${attackText(attack, 1)}\0${attackText(attack, 2)}`;
    if (!known.has(key)) known.set(key, attack);
  }
  return [...known.values()];
}

function notesOf(
  patterns: readonly PatternText[],
  checked: readonly PatternText[],
  verdicts: readonly PatternVerdict[],
): readonly string[] {
  const notes: string[] = [];
  const reasons = new Map<string, PatternText[]>();
  for (const [k, verdict] of verdicts.entries()) {
    const pattern = checked[k];
    if (pattern === undefined) continue;
    const reason =
      verdict.kind === 'unsupported'
        ? `recheck does not know this of a regular expression (${verdict.reason}), so it gives no attack on`
        : verdict.kind === 'unfinished'
          ? 'recheck was stopped by the clock, so this run may differ from others in its attack on'
          : undefined;
    if (reason === undefined) continue;
    const same = reasons.get(reason);
    if (same === undefined) reasons.set(reason, [pattern]);
    else same.push(pattern);
  }
  for (const [reason, of] of reasons) notes.push(`${reason} ${nameThem(of)}`);
  if (patterns.length > checked.length)
    notes.push(`recheck looked at ${checked.length} of ${patterns.length} regular expressions`);
  return notes;
}

function nameThem(patterns: readonly PatternText[]): string {
  const names = patterns.slice(0, MAX_NAMED).map(({ source, flags }) => {
    const text = `/${source}/${flags}`;
    return text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME)}…`;
  });
  const others = patterns.length - names.length;
  return names.join(', ') + (others > 0 ? ` and ${others} more` : '');
}
