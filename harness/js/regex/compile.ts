import type { AST } from '@eslint-community/regexpp';
import type { SingleElement } from './character-set.ts';
import { firstUnits, isAnchored, type Sequence } from './beginning.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { type RegexFlags, withModifiers } from './flags.ts';
import * as op from './opcodes.ts';
import type { KeptGroups, RegexProgram } from './program.ts';
import type { SetTable } from './set-table.ts';

/** Bounds of a repetition that has no end. */
const FOREVER = 0x7fff_ffff;

const NO_ROW = -1;
/** Of more alternatives than that, it is not worked out what each may begin with. */
const MAX_ALTERNATIVES = 64;

/** Where code is being emitted for. */
interface Scope {
  readonly flags: RegexFlags;
  /** Inside a lookbehind: elements are matched right to left. */
  readonly isBackward: boolean;
}

/** Compiles a pattern for `Matcher`. */
export function compilePattern(
  pattern: AST.Pattern,
  flags: RegexFlags,
  groups: KeptGroups,
  sets: SetTable,
): RegexProgram {
  const emitter = createEmitter(pattern, groups, sets);
  const compiler = createCompiler(emitter);
  emitter.node(pattern);
  compiler.disjunction(pattern, { flags, isBackward: false });
  emitter.emit(op.MATCH);
  return {
    ...emitter.finish(),
    flags,
    isAnchored: isAnchored(pattern, flags),
    first: firstUnits(pattern.alternatives, flags, sets),
  };
}

interface Compiler {
  disjunction(node: { readonly alternatives: readonly AST.Alternative[] }, scope: Scope): void;
}

function createCompiler(emitter: Emitter): Compiler {
  const { emit, patch, here, sets } = emitter;

  /** Tries alternatives in their order. */
  const disjunction: Compiler['disjunction'] = ({ alternatives }, scope) => {
    const ends: number[] = [];
    alternatives.forEach((alternative, i) => {
      const isLast = i === alternatives.length - 1;
      const row = alternatives.length > MAX_ALTERNATIVES ? NO_ROW : rowOf(alternative, scope);
      const next = isLast ? undefined : fork(emitter.node(alternative), row);
      sequence(alternative.elements, scope);
      if (next === undefined) return;
      ends.push(emit(op.JUMP, 0) + 1);
      patch(next, here());
    });
    for (const end of ends) patch(end, here());
  };
  /** @returns where the target of the second choice is to be patched in. */
  const fork = (node: number, row: number): number => emit(op.FORK, node, 0, row) + 2;
  /** What a sequence may begin with, where a look at the next unit tells whether it needs to be tried. */
  const rowOf = (part: Sequence, scope: Scope): number => {
    const first = scope.isBackward ? undefined : firstUnits([part], scope.flags, sets);
    return first === undefined ? NO_ROW : emitter.row(first);
  };
  const sequence = (elements: readonly AST.Element[], scope: Scope): void => {
    for (const element of scope.isBackward ? elements.toReversed() : elements) {
      compileElement(element, scope);
    }
  };
  const compileElement = (element: AST.Element, scope: Scope): void => {
    switch (element.type) {
      case 'Character':
        return character(element, scope);
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return single(element, scope);
      case 'Group':
        return disjunction(element, {
          ...scope,
          flags: withModifiers(element.modifiers, scope.flags),
        });
      case 'CapturingGroup':
        return capture(element, scope);
      case 'Backreference':
        return reference(element, scope);
      case 'Quantifier':
        return quantifier(element, scope);
      case 'Assertion':
        return assertion(element, scope);
    }
  };

  const character = (element: AST.Character, scope: Scope): void => {
    const { value } = element;
    const set = sets.ofElement(element, scope.flags);
    const isPlain = !scope.isBackward && sets.isSole(set, value) && !isSurrogate(value);
    if (!isPlain) return single(element, scope);
    const node = emitter.node(element);
    const text = String.fromCodePoint(value);
    for (let i = 0; i < text.length; i++) emit(op.CHAR, node, text.charCodeAt(i));
  };
  /** One character of a set, or one string of a class that holds some. */
  const single = (element: SingleElement, scope: Scope): void => {
    const node = emitter.node(element);
    const strings = emitter.stringsOf(element, scope.flags);
    if (strings !== undefined) {
      emit(scope.isBackward ? op.STRINGS_BACK : op.STRINGS, node, strings);
      return;
    }
    const set = sets.ofElement(element, scope.flags);
    emit(directed(op.SET, isUnicode(set, scope), scope), node, operand(set));
  };
  /** Whether characters have to be read as code points to know whether they belong to a set. */
  const isUnicode = (set: number, { flags }: Scope): boolean =>
    flags.unicode && !sets.isOfUnits(set);

  const capture = (group: AST.CapturingGroup, scope: Scope): void => {
    const number = emitter.groupNumber(group);
    if (number === undefined) return disjunction(group, scope);
    const register = 2 * number;
    emit(op.SAVE, scope.isBackward ? register + 1 : register);
    disjunction(group, scope);
    emit(op.SAVE, scope.isBackward ? register : register + 1);
  };
  const reference = (element: AST.Backreference, { flags, isBackward }: Scope): void => {
    // Inside its own group a reference finds it unset, and matches nothing.
    const groups = [element.resolved].flat().filter((group) => !isInside(element, group));
    if (groups.length === 0) return;
    const base = flags.ignoreCase ? op.REFERENCE_FOLDED : op.REFERENCE;
    const first = emitter.groupList(groups);
    emit(isBackward ? base + 1 : base, emitter.node(element), first, groups.length);
  };

  const quantifier = (node: AST.Quantifier, scope: Scope): void => {
    const { element, greedy } = node;
    if (node.max === 0) return;
    const isSingle =
      element.type === 'Character' ||
      element.type === 'CharacterSet' ||
      element.type === 'CharacterClass' ||
      element.type === 'ExpressionCharacterClass';
    if (isSingle && emitter.stringsOf(element, scope.flags) === undefined) {
      if (greedy) return run(node, element, scope);
      const set = sets.ofElement(element, scope.flags);
      if (!scope.isBackward && !isUnicode(set, scope)) return lazyRun(node, element, set);
    }
    if (node.min === 0 && node.max === 1) return optional(node, scope);
    if (node.min === 0 && node.max === Infinity) return star(node, scope);
    if (node.min === 1 && node.max === Infinity && !emitter.isNullable(element)) {
      return plus(node, scope);
    }
    return counted(node, scope);
  };
  const run = (node: AST.Quantifier, element: SingleElement, scope: Scope): void => {
    const set = sets.ofElement(element, scope.flags);
    const wide = isUnicode(set, scope);
    const [min, max] = [Math.min(node.min, FOREVER), Math.min(node.max, FOREVER)];
    emit(directed(op.RUN, wide, scope), emitter.node(element), operand(set), min, max);
    emit(directed(op.UNREAD, wide, scope), emitter.node(node));
  };
  const lazyRun = (node: AST.Quantifier, element: SingleElement, set: number): void => {
    const [min, max] = [Math.min(node.min, FOREVER), Math.min(node.max, FOREVER)];
    emit(op.LAZY_RUN, emitter.node(element), operand(set), min, max);
    emit(op.EXTEND, emitter.node(node), operand(set));
  };
  /** A fork whose first choice is another round. @returns where its target is to be patched in. */
  const enterOrLeave = (node: AST.Quantifier, scope: Scope): number =>
    node.greedy
      ? fork(emitter.node(node), rowOf({ elements: [node.element] }, scope))
      : emit(op.FORK_AWAY, emitter.node(node), 0, NO_ROW) + 2;
  /** One round: forgets the groups inside. */
  const round = (node: AST.Quantifier, scope: Scope): void => {
    const [first, end] = emitter.groupsWithin(node.element);
    if (end > first) emit(op.CLEAR, 2 * first, 2 * end);
    compileElement(node.element, scope);
  };
  /** One round that fails when it read nothing, so that loops end. */
  const advancingRound = (node: AST.Quantifier, scope: Scope): void => {
    if (!emitter.isNullable(node.element)) return round(node, scope);
    const position = emitter.register();
    emit(op.SAVE, position);
    round(node, scope);
    emit(op.ADVANCED, position);
  };
  const optional = (node: AST.Quantifier, scope: Scope): void => {
    const leave = enterOrLeave(node, scope);
    advancingRound(node, scope);
    patch(leave, here());
  };
  const star = (node: AST.Quantifier, scope: Scope): void => {
    const start = here();
    const leave = enterOrLeave(node, scope);
    advancingRound(node, scope);
    emit(op.JUMP, start);
    patch(leave, here());
  };
  const plus = (node: AST.Quantifier, scope: Scope): void => {
    const start = here();
    round(node, scope);
    if (node.greedy) {
      emit(op.FORK_AWAY, emitter.node(node), start, rowOf({ elements: [node.element] }, scope));
    } else {
      emit(op.FORK, emitter.node(node), start, NO_ROW);
    }
  };
  const counted = (node: AST.Quantifier, scope: Scope): void => {
    const counter = emitter.register();
    const min = Math.min(node.min, FOREVER);
    emit(op.ZERO, counter);
    const start = here();
    const max = Math.min(node.max, FOREVER);
    const isGreedy = node.greedy ? 1 : 0;
    const leave = emit(op.ROUND, emitter.node(node), counter, min, max, isGreedy, 0) + 6;
    emit(op.COUNT, counter);
    if (emitter.isNullable(node.element)) {
      const position = emitter.register();
      emit(op.SAVE, position);
      round(node, scope);
      emit(op.ADVANCED_SINCE, position, counter, min);
    } else {
      round(node, scope);
    }
    emit(op.JUMP, start);
    patch(leave, here());
  };

  const assertion = (element: AST.Assertion, scope: Scope): void => {
    const { flags } = scope;
    switch (element.kind) {
      case 'start':
        emit(flags.multiline ? op.LINE_START : op.START, emitter.node(element));
        return;
      case 'end':
        emit(flags.multiline ? op.LINE_END : op.END, emitter.node(element));
        return;
      case 'word':
        emit(
          element.negate ? op.NO_WORD_EDGE : op.WORD_EDGE,
          emitter.node(element),
          operand(sets.ofWord(flags)),
        );
        return;
      case 'lookahead':
      case 'lookbehind': {
        const inner = { flags, isBackward: element.kind === 'lookbehind' };
        const register = emitter.register(2);
        const node = emitter.node(element);
        const exit = element.negate
          ? emit(op.LOOK_NOT, node, register, 0) + 3
          : emit(op.LOOK, node, register);
        disjunction(element, inner);
        emit(element.negate ? op.SEEN_NOT : op.SEEN, register);
        if (element.negate) patch(exit, here());
      }
    }
  };
  return { disjunction };
}

/** The form of an instruction for a direction and a kind of character. */
function directed(base: number, isUnicode: boolean, { isBackward }: Scope): number {
  return base + (isUnicode ? 2 : 0) + (isBackward ? 1 : 0);
}

/** How code names a set: as the place of its row in `RegexProgram.lows`. */
function operand(set: number): number {
  return set << 8;
}

function isInside(node: AST.Node, group: AST.CapturingGroup): boolean {
  for (let outer: AST.Node | null = node.parent; outer !== null; outer = outer.parent) {
    if (outer === group) return true;
  }
  return false;
}

function isSurrogate(value: number): boolean {
  return value >= 0xd800 && value <= 0xdfff;
}
