import { UsageError } from '../core/errors.ts';

interface Need {
  readonly pattern: RegExp;
  /** What the program needs, from the groups of the match. */
  readonly needs: (groups: readonly string[]) => string;
  readonly hint: string;
}

/** What programs need that a shard does not have, as their errors tell it. */
const NEEDS: readonly Need[] = [
  {
    pattern:
      /\b(document|window|navigator|localStorage|self|HTMLElement|customElements|XMLHttpRequest) is not defined/,
    needs: ([name = '']) => `it needs a browser (${name} is not defined)`,
    hint: 'search a function of it that does without, from a module that does not load the rest',
  },
  {
    pattern: /loading addons is disabled|\.node: (?:invalid ELF header|cannot open|file too short)/,
    needs: () => 'it needs a native addon, and addons are not loaded',
    hint: 'search a function of it that does without, or its implementation in JavaScript if it has one',
  },
  {
    pattern: /(\S+) is blocked: programs under test have no network/,
    needs: ([name = '']) => `it needs the network or threads (${name})`,
    hint: 'search a function of it that does without',
  },
  {
    pattern: /Cannot find (?:module|package) '((?:@[^/'.]+\/)?[^./'][^']*)'/,
    needs: ([name = '']) => `it needs ${name}, which is not installed`,
    hint: 'install it beside the package: it may be a peer dependency',
  },
];

/**
 * The error for a program whose modules did not load. What it lacks is told in one line where that is known.
 * @param told what it threw, with its stack
 */
export function loadFailure(told: string): UsageError {
  for (const { pattern, needs, hint } of NEEDS) {
    const match = pattern.exec(told);
    if (match !== null)
      return new UsageError(`the program cannot be loaded: ${needs(match.slice(1))}`, { hint });
  }
  return new UsageError(`the program cannot be loaded: ${told}`, {
    hint: 'run the file with node to see whether it loads there',
  });
}
