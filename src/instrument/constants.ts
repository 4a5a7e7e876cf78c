import * as t from '@babel/types';
import type { Dictionary } from '../core/target.ts';

/** Longer texts are messages, not something an input is compared with. */
const MAX_TEXT = 64;
/** The same of texts that stand anywhere. */
const MAX_SYNTAX = 12;
const MAX_CONSTANTS = 4096;

/** Methods whose literal arguments are what the subject is compared with. */
const COMPARING_METHODS = new Set([
  'includes',
  'indexOf',
  'lastIndexOf',
  'startsWith',
  'endsWith',
  'split',
  'replace',
  'replaceAll',
  'localeCompare',
  'has',
  'get',
  'match',
  'search',
  'test',
]);
const COMPARISONS = new Set(['==', '===', '!=', '!==', '<', '>', '<=', '>=', 'in', '%']);
const CODE_METHODS = new Set(['charCodeAt', 'codePointAt']);

/** The constants that a module compares with: sorted, without duplicates, bounded. */
export function collectConstants(program: t.Program): Dictionary {
  const strings = new Set<string>();
  const numbers = new Set<number>();
  const addText = (text: string): void => {
    if (text.length > 0 && text.length <= MAX_TEXT) strings.add(text);
  };
  /** `isCode`: the number stands for a character. */
  const addValue = (node: t.Node | null | undefined, isCode = false): void => {
    if (!node) return;
    const value = literalValue(node);
    if (typeof value === 'string') addText(value);
    if (typeof value === 'number' && Number.isFinite(value)) {
      numbers.add(value);
      if (isCode && isCodeUnit(value)) addText(String.fromCharCode(value));
    }
  };
  /** Short texts that are no words: brackets, separators, keywords of a notation that the program writes or passes on. */
  const addSyntax = (value: string | number | undefined): void => {
    if (typeof value !== 'string' || value.length > MAX_SYNTAX) return;
    if (/\W/.test(value) || value.length === 1) addText(value);
  };
  const addPattern = (pattern: string | number | undefined): void => {
    if (typeof pattern === 'string')
      for (const fragment of regexFragments(pattern)) addText(fragment);
  };
  /** A constant with a name: compared with under that name. */
  const addDefinition = (node: Definition): void => {
    const [name, value] = definitionOf(node);
    if (typeof value === 'string') addSyntax(value);
    if (typeof value === 'number' && /char|code/i.test(name ?? '') && isCodeUnit(value))
      addText(String.fromCharCode(value));
  };
  t.traverseFast(program, (node) => {
    switch (node.type) {
      case 'BinaryExpression':
        if (node.operator === '+') {
          addSyntax(literalValue(node.left));
          addSyntax(literalValue(node.right));
        }
        if (!COMPARISONS.has(node.operator)) return;
        addValue(node.left, isCharacterCode(node.right));
        addValue(node.right, isCharacterCode(node.left));
        return;
      case 'SwitchStatement':
        for (const { test } of node.cases) addValue(test, isCharacterCode(node.discriminant));
        return;
      case 'CallExpression':
      case 'OptionalCallExpression':
        if (isRegExpName(node.callee)) return addPattern(literalValue(node.arguments[0]));
        for (const argument of node.arguments) {
          if (COMPARING_METHODS.has(methodName(node.callee))) addValue(argument);
          else addSyntax(literalValue(argument));
        }
        return;
      case 'RegExpLiteral':
        addPattern(node.pattern);
        return;
      case 'ArrayExpression':
        if (isTable(node)) for (const element of node.elements) addValue(element);
        return;
      case 'ObjectProperty':
      case 'VariableDeclarator':
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        addDefinition(node);
        return;
      case 'TemplateElement':
        addSyntax(node.value.cooked ?? '');
        return;
      case 'ObjectExpression':
        for (const key of tableKeys(node)) addText(key);
        return;
      case 'NewExpression':
        if (isRegExpName(node.callee)) addPattern(literalValue(node.arguments[0]));
        if (node.callee.type === 'Identifier' && /^(?:Set|Map)$/.test(node.callee.name)) {
          for (const entry of literalEntries(node.arguments[0])) addValue(entry);
        }
        return;
      default:
    }
  });
  return {
    strings: [...strings].toSorted().slice(0, MAX_CONSTANTS),
    numbers: [...numbers].toSorted((a, b) => a - b).slice(0, MAX_CONSTANTS),
  };
}

function isCodeUnit(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xffff;
}

function isRegExpName(node: t.Node): boolean {
  return node.type === 'Identifier' && node.name === 'RegExp';
}

/** A list of texts, and of nothing else. */
function isTable({ elements }: t.ArrayExpression): boolean {
  return elements.length > 1 && elements.every((element) => element?.type === 'StringLiteral');
}

type Definition =
  t.ObjectProperty | t.VariableDeclarator | t.AssignmentExpression | t.AssignmentPattern;

/** Name, if it is plain, and value, if it is a literal, of what is defined. */
function definitionOf(
  node: Definition,
): readonly [string | undefined, string | number | undefined] {
  switch (node.type) {
    case 'ObjectProperty':
      return [node.computed ? undefined : nameOf(node.key), literalValue(node.value)];
    case 'VariableDeclarator':
      return [nameOf(node.id), literalValue(node.init)];
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return [nameOf(node.left), literalValue(node.right)];
  }
}

function nameOf(node: t.Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'StringLiteral') return node.value;
  return node.type === 'MemberExpression' && !node.computed ? nameOf(node.property) : undefined;
}

function literalValue(node: t.Node | null | undefined): string | number | undefined {
  switch (node?.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0
        ? (node.quasis[0]?.value.cooked ?? undefined)
        : undefined;
    case 'UnaryExpression': {
      const value = node.operator === '-' ? literalValue(node.argument) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    case 'TSAsExpression':
      return literalValue(node.expression);
    default:
      return undefined;
  }
}

/** `x.charCodeAt(i)`, or a name that says it holds a character's code. */
function isCharacterCode(node: t.Node): boolean {
  if (node.type === 'Identifier')
    return /^(?:c|cc|ch|char|code|charCode|next|cp)\d?$|code$/i.test(node.name);
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return false;
  return CODE_METHODS.has(methodName(node.callee));
}

function methodName(callee: t.Node): string {
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
  return isMember && !callee.computed && callee.property.type === 'Identifier'
    ? callee.property.name
    : '';
}

/** Keys of an object of at least three entries that are all plain values: a lookup table rather than options. */
function tableKeys(node: t.ObjectExpression): string[] {
  const keys: string[] = [];
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.computed || property.shorthand) return [];
    if (property.key.type === 'StringLiteral') keys.push(property.key.value);
    else if (property.key.type === 'Identifier') keys.push(property.key.name);
  }
  return keys.length >= 3 ? keys : [];
}

function literalEntries(node: t.Node | undefined): t.Node[] {
  if (node?.type === 'StringLiteral') {
    return Array.from(node.value, (character) => t.stringLiteral(character));
  }
  if (node?.type !== 'ArrayExpression') return [];
  return node.elements.flatMap((element) => {
    if (element?.type === 'ArrayExpression') return element.elements[0] ?? [];
    return element ?? [];
  });
}

/** Runs of plain characters in a pattern: what a match has to contain, and single characters of its classes. */
function regexFragments(pattern: string): string[] {
  const plain = pattern
    .replace(/\\(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2}))/g, (_, ...[long, short]: string[]) =>
      literally(String.fromCharCode(Number.parseInt(long ?? short ?? '0', 16))),
    )
    .replace(/\\[dDwWsSbBkpPuxc0-9]|\(\?(?:<?[=!]|:|<\w+>)|\{\d+(?:,\d*)?\}/g, '\0')
    .replace(/\\([tnrfv])/g, (_, letter: string) => ESCAPES[letter] ?? '\0')
    .replace(/\\(.)|[()[\]|*+?^$.]/g, (_, escaped: string | undefined) => escaped ?? '\0');
  return plain.split('\0').filter((fragment) => fragment.length > 0);
}

/** A character as a pattern has it that means it. */
function literally(character: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(character) ? `\\${character}` : character;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };
