import type { AST } from '@eslint-community/regexpp';

/** The parts of a node, in the order of the source. */
export function childrenOf(node: AST.Node): readonly AST.Node[] {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
    case 'ClassStringDisjunction':
      return node.alternatives;
    case 'Alternative':
    case 'CharacterClass':
    case 'StringAlternative':
      return node.elements;
    case 'Quantifier':
      return [node.element];
    case 'Assertion':
      return 'alternatives' in node ? node.alternatives : [];
    case 'ExpressionCharacterClass':
      return [node.expression];
    case 'ClassIntersection':
    case 'ClassSubtraction':
      return [node.left, node.right];
    default:
      return [];
  }
}

/** Whether an element may match without reading anything; never false when it may. */
export function isNullable(element: AST.Element): boolean {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
      return element.type === 'CharacterSet' && element.kind === 'property' && element.strings;
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return holdsEmptyString(element);
    case 'Assertion':
    case 'Backreference':
      return true;
    case 'Quantifier':
      return element.min === 0 || isNullable(element.element);
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.some(({ elements }) => elements.every(isNullable));
  }
}

function holdsEmptyString(node: AST.Node): boolean {
  if (node.type === 'StringAlternative' && node.elements.length === 0) return true;
  return childrenOf(node).some(holdsEmptyString);
}
