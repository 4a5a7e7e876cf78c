import type * as t from '@babel/types';
import { isTypeOnly, replaceChild, replaceChildren } from './children.ts';
import { placeChain } from './place-chains.ts';
import { placeComparison } from './place-comparisons.ts';
import { placeField, placeFunction, placeModule } from './place-functions.ts';
import { placeProbe } from './place-probes.ts';
import {
  placeAssignment,
  placeCase,
  placeConditional,
  placeIf,
  placeLogical,
  placeLoop,
  placeRests,
  placeSuspension,
  placeTry,
} from './place-statements.ts';
import { chargeCall, chargeConstruction, chargeSpread } from './place-work.ts';
import type { Unit } from './units.ts';
import { noteName, type Placement, type Walk } from './walk.ts';

/**
 * Walks a module once: sites are opened going down, in source order, and counters placed going up, so that inserted code
 * is never walked itself.
 */
export function placeCounters(program: t.Program, placement: Placement): void {
  const walk: Walk = {
    ...placement,
    visit: (node) => place(walk, node),
    hints: new WeakMap(),
    objectSpreads: new WeakSet(),
    references: new WeakSet(),
    reports: new WeakMap(),
    unit: undefined,
    site: undefined,
    initializerTemporaries: 0,
  };
  placeModule(walk, program);
}

function place(walk: Walk, node: t.Node): t.Node {
  if (isTypeOnly(node)) return node;
  const mark = walk.probes?.marks.get(node);
  if (mark !== undefined) return placeProbe(walk, node, mark);
  noteName(walk, node);
  if (node.type === 'CallExpression') walk.references.add(node.callee);
  if (node.type === 'UnaryExpression' && node.operator === 'delete') {
    walk.references.add(node.argument);
  }
  const charged = walk.unit && charge(walk, node, walk.unit);
  if (charged !== undefined) return charged;
  const told = walk.comparisons && walk.unit && placeComparison(walk, node, walk.unit);
  if (told !== undefined) return told;
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return placeFunction(walk, node);
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return placeField(walk, node);
    case 'IfStatement':
      return placeIf(walk, node);
    case 'ConditionalExpression':
      return placeConditional(walk, node);
    case 'LogicalExpression':
      return placeLogical(walk, node);
    case 'AssignmentExpression':
      return placeAssignment(walk, node);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return placeLoop(walk, node);
    case 'SwitchCase':
      return placeCase(walk, node);
    case 'TryStatement':
      return placeTry(walk, node);
    case 'AwaitExpression':
    case 'YieldExpression':
      return placeSuspension(walk, node);
    case 'OptionalCallExpression':
    case 'OptionalMemberExpression':
      return placeChain(walk, node);
    case 'BlockStatement':
    case 'StaticBlock':
      replaceChild(node, 'body', walk.visit);
      placeRests(walk, node.body);
      return node;
    case 'WithStatement':
      // Names inside are looked up in the object first, so nothing can be inserted unseen.
      replaceChild(node, 'object', walk.visit);
      return node;
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return node;
    default:
      replaceChildren(node, walk.visit);
      return node;
  }
}

/** Work of builtins. @returns undefined when the node is none that is charged. */
function charge(walk: Walk, node: t.Node, unit: Unit): t.Node | undefined {
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
      return chargeCall(walk, node, unit);
    case 'NewExpression':
      return chargeConstruction(walk, node, unit);
    case 'SpreadElement':
      return chargeSpread(walk, node, unit);
    case 'ObjectExpression':
      for (const property of node.properties) {
        if (property.type === 'SpreadElement') walk.objectSpreads.add(property);
      }
      return undefined;
    default:
      return undefined;
  }
}
