import type { AST } from '@eslint-community/regexpp';
import { type RegexFlags, withModifiers } from './flags.ts';
import type { SetTable } from './set-table.ts';
import { isNullable } from './tree.ts';

interface Disjunction {
  readonly alternatives: readonly AST.Alternative[];
}

/** Elements that match one after the other. */
export interface Sequence {
  readonly elements: readonly AST.Element[];
}

/** Whether every match begins at the start of the subject, so that the engine looks nowhere else. */
export function isAnchored(node: Disjunction, flags: RegexFlags): boolean {
  return !flags.multiline && node.alternatives.every(({ elements }) => beginsAtStart(elements));
}

function beginsAtStart(elements: readonly AST.Element[]): boolean {
  for (const element of elements) {
    switch (element.type) {
      case 'Assertion':
        if (element.kind === 'start') return true;
        continue;
      case 'CapturingGroup':
      case 'Group':
        // Modifiers may make `^` match at every line.
        if (element.type === 'Group' && element.modifiers !== null) return false;
        return element.alternatives.every((alternative) => beginsAtStart(alternative.elements));
      default:
        return false;
    }
  }
  return false;
}

/**
 * What a match of some alternatives may begin with: `first[unit]` is 0 for units below 256 that none begins with.
 * @returns undefined when a match may be empty, or may begin with anything, or looking at more than a character is work.
 */
export function firstUnits(
  alternatives: readonly Sequence[],
  flags: RegexFlags,
  sets: SetTable,
): Uint8Array | undefined {
  const first = new Uint8Array(256);
  /** @returns whether what follows may begin a match, too. */
  const addAlternatives = (nodes: readonly Sequence[], inner: RegexFlags): boolean => {
    let isEmpty = false;
    for (const { elements } of nodes) {
      if (elements.every((element) => addElement(element, inner))) isEmpty = true;
    }
    return isEmpty;
  };
  const addElement = (element: AST.Element, inner: RegexFlags): boolean => {
    switch (element.type) {
      case 'Assertion':
        // What a lookaround does at a place is work, whatever comes next.
        if (element.kind === 'lookahead' || element.kind === 'lookbehind') first.fill(1);
        return true;
      case 'Backreference':
        first.fill(1);
        return true;
      case 'Quantifier':
        if (element.max === 0) return true;
        return addElement(element.element, inner) || element.min === 0;
      case 'Group':
        return addAlternatives(element.alternatives, withModifiers(element.modifiers, inner));
      case 'CapturingGroup':
        return addAlternatives(element.alternatives, inner);
      default: {
        if (isNullable(element)) {
          first.fill(1);
          return true;
        }
        if (inner.unicodeSets && element.type !== 'Character') {
          first.fill(1);
          return false;
        }
        const { low } = sets.get(sets.ofElement(element, inner));
        for (let unit = 0; unit < 256; unit++) if (low[unit] === 1) first[unit] = 1;
        return false;
      }
    }
  };
  return addAlternatives(alternatives, flags) || !first.includes(0) ? undefined : first;
}
