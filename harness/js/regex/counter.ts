import type { SeenPattern, TextHints } from '../../protocol.ts';
import { compilePattern } from './compile.ts';
import { parseFlags } from './flags.ts';
import { hintsOf } from './hints.ts';
import { createMatcher } from './matcher.ts';
import { SLICE } from './outcomes.ts';
import { parsePattern } from './parse.ts';
import type { RegexProgram } from './program.ts';
import { type CountingRule, decideRule } from './rule.ts';
import { createSampler, type Sampler } from './sampler.ts';
import { createSetTable } from './set-table.ts';
import { isOneMatch, type RegexMethod, useProgram } from './uses.ts';

/** Patterns kept; a program that makes ever new ones starts over now and then. */
const MAX_PATTERNS = 2048;
/**
 * A longer text is not looked through for the sake of one match, which may need the beginning only. Characters.
 */
const MAX_FILTERED = 512;
/** Patterns that are looked into for hints, and the longest source of those: the rest are lists of words. */
const MAX_NOTED = 1024;
const MAX_NOTED_SOURCE = 4096;
const NO_HINTS: TextHints = { words: [], pumps: [] };
/** Patterns that are told of, the first ones. */
const MAX_SEEN = 256;

/** What is known about a pattern with its flags. */
export interface CountedPattern {
  /** `lastIndex` says where it begins. */
  readonly usesLastIndex: boolean;
  /** It must begin there. */
  readonly isSticky: boolean;
  /** Undefined when nothing is ever counted, or nobody knows the syntax. */
  readonly program: RegexProgram | undefined;
  readonly rule: CountingRule;
  /** The text that was filtered last, and what came of it. */
  filtered: string;
  isRisky: boolean;
  /** What is told of it, where nobody knows the syntax. */
  readonly unknown: { engineMs: number } | undefined;
  /** For uses that look for one match, and for all matches; undefined when every use is counted. */
  readonly oneMatch: Sampler | undefined;
  readonly allMatches: Sampler | undefined;
}

/** Who is charged for what a matcher does. */
export interface RegexPayer {
  /**
   * Takes `hits[node]`, length ≥ nodeCount, and leaves zeros. May throw to end the match.
   * @returns their sum.
   */
  pay(hits: Int32Array, nodeCount: number): number;
  /** For a use that was not counted. Steps. */
  payEstimate(steps: number): void;
  /** The match would go on for longer than anything that can be paid for. Throws when somebody minds. */
  giveUp(): void;
}

/** Counts the work of regular expressions, by doing it. */
export interface RegexCounter {
  /**
   * @param source, flags as `RegExp.prototype` gives them.
   * @throws RangeError of the counter's realm when the stack is full.
   */
  lookUp(source: string, flags: string): CountedPattern;
  /**
   * Counts what a method is going to do, and has it paid.
   * @param lastIndex from 0 to the length of the text; 0 for patterns that do not use it.
   * @param limit see `String.prototype.split`.
   * @returns false when nothing was paid: the work is to be charged by length.
   * @throws what the payer throws, and as `lookUp`.
   */
  count(
    pattern: CountedPattern,
    method: RegexMethod,
    text: string,
    lastIndex: number,
    limit: number,
  ): boolean;
  /** A new execution begins: samples begin anew. */
  begin(): void;
  /** Whether harmless patterns may be counted by samples from now on, see Sampler. At first they may not. */
  setSampled(isSampled: boolean): void;
  /** Has {@link takeHints} tell of a pattern, once. */
  note(source: string, flags: string): void;
  /** What the patterns noted since the last call say about the texts that they match. */
  takeHints(): TextHints;
  /** See `Host.patterns`. */
  seen(): readonly SeenPattern[];
}

/** @param decide which uses of a pattern are counted; a pure function. */
export type CreateRegexCounter = (payer: RegexPayer, decide?: typeof decideRule) => RegexCounter;

export const createRegexCounter: CreateRegexCounter = (payer, decide = decideRule) => {
  const patterns = new Map<string, Map<string, CountedPattern>>();
  const seen: SeenPattern[] = [];
  const noted = new Set<string>();
  const pending: (readonly [source: string, flags: string])[] = [];
  let patternCount = 0;
  let nodeCount = 0;
  /** The last use was cut off, and left hits behind. */
  let isUnpaid = false;
  let isSampled = false;
  let isCrowded = false;
  let execution = 0;
  /** Of the use at hand. Steps. */
  let paid = 0;
  const matcher = createMatcher(() => {
    paid += payer.pay(matcher.hits(), nodeCount);
    return SLICE;
  });

  const examine = (source: string, flagText: string): CountedPattern => {
    const flags = parseFlags(flagText);
    const tree = parsePattern(source, flags);
    const told = { source, flags: flagText, isCounted: tree !== undefined, engineMs: 0 };
    if (seen.length < MAX_SEEN) seen.push(told);
    const sets = createSetTable();
    const rule: CountingRule = tree === undefined ? { kind: 'never' } : decide(tree, flags, sets);
    return {
      usesLastIndex: flags.global || flags.sticky,
      isSticky: flags.sticky,
      program:
        tree === undefined || rule.kind === 'never'
          ? undefined
          : compilePattern(tree, flags, 'referenced', sets),
      rule,
      filtered: '',
      isRisky: false,
      unknown: tree === undefined ? told : undefined,
      ...samplersOf(rule),
    };
  };
  /** Whether a use is counted: a function of pattern, method and text alone. */
  const isCounted = (pattern: CountedPattern, method: RegexMethod, text: string): boolean => {
    const { rule, program } = pattern;
    if (rule.kind === 'never' || program === undefined) return false;
    if (rule.kind !== 'filtered') return true;
    if (text.length > MAX_FILTERED && isOneMatch(method, program.flags)) return true;
    if (pattern.filtered !== text) pattern.isRisky = rule.filter.isRisky(text);
    // As in `Subject.set`.
    pattern.filtered = text;
    return pattern.isRisky;
  };
  return {
    lookUp: (source, flags) => {
      let sameSource = patterns.get(source);
      let pattern = sameSource?.get(flags);
      if (pattern !== undefined) return pattern;
      pattern = examine(source, flags);
      if (++patternCount > MAX_PATTERNS) {
        patterns.clear();
        // Samples would begin anew in the middle of an execution.
        isCrowded = true;
        isSampled = false;
        patternCount = 1;
        sameSource = undefined;
      }
      if (sameSource === undefined) {
        sameSource = new Map();
        patterns.set(source, sameSource);
      }
      sameSource.set(flags, pattern);
      return pattern;
    },
    count: (pattern, method, text, lastIndex, limit) => {
      const { program } = pattern;
      if (program === undefined || !isCounted(pattern, method, text)) return false;
      const sampler = !isSampled
        ? undefined
        : isOneMatch(method, program.flags)
          ? pattern.oneMatch
          : pattern.allMatches;
      if (sampler?.isDue(execution, text, lastIndex) === false) {
        payer.payEstimate(sampler.estimate(text));
        return true;
      }
      if (isUnpaid) matcher.hits().fill(0);
      isUnpaid = true;
      ({ nodeCount } = program);
      paid = 0;
      matcher.rest();
      const isDone = useProgram(matcher, program, method, text, lastIndex, limit);
      paid += payer.pay(matcher.hits(), nodeCount);
      isUnpaid = false;
      sampler?.learn(paid);
      if (!isDone) payer.giveUp();
      return true;
    },
    begin: () => {
      execution++;
    },
    setSampled: (wanted) => {
      isSampled = wanted && !isCrowded;
    },
    note: (source, flags) => {
      const key = `${flags}/${source}`;
      if (noted.size >= MAX_NOTED || source.length > MAX_NOTED_SOURCE || noted.has(key)) return;
      noted.add(key);
      pending.push([source, flags]);
    },
    takeHints: () => {
      const found = pending.splice(0).map(([source, flagText]) => {
        const flags = parseFlags(flagText);
        const tree = parsePattern(source, flags);
        return tree === undefined ? NO_HINTS : hintsOf(tree, flags);
      });
      return {
        words: [...new Set(found.flatMap(({ words }) => words))],
        pumps: found.flatMap(({ pumps }) => pumps),
      };
    },
    seen: () => seen,
  };
};

function samplersOf(rule: CountingRule): Pick<CountedPattern, 'allMatches' | 'oneMatch'> {
  if (rule.kind !== 'sampled') return { oneMatch: undefined, allMatches: undefined };
  return {
    oneMatch: createSampler(rule.filter, true),
    allMatches: createSampler(rule.filter, false),
  };
}
