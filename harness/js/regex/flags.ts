import type { AST } from '@eslint-community/regexpp';

/** Flags of a regular expression that decide what it matches and where. */
export interface RegexFlags {
  readonly global: boolean;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unicode: boolean;
  readonly unicodeSets: boolean;
  readonly sticky: boolean;
}

/** @param flags as `RegExp.prototype.flags` gives them; `d` changes nothing here. */
export function parseFlags(flags: string): RegexFlags {
  return {
    global: flags.includes('g'),
    ignoreCase: flags.includes('i'),
    multiline: flags.includes('m'),
    dotAll: flags.includes('s'),
    unicode: flags.includes('u') || flags.includes('v'),
    unicodeSets: flags.includes('v'),
    sticky: flags.includes('y'),
  };
}

/** Flags inside a group that changes some: `(?i-s:…)`. */
export function withModifiers(modifiers: AST.Modifiers | null, flags: RegexFlags): RegexFlags {
  if (modifiers === null) return flags;
  const { add, remove } = modifiers;
  const set = (name: 'ignoreCase' | 'multiline' | 'dotAll'): boolean =>
    (flags[name] || add[name]) && remove?.[name] !== true;
  return {
    ...flags,
    ignoreCase: set('ignoreCase'),
    multiline: set('multiline'),
    dotAll: set('dotAll'),
  };
}
