import type { SpecNode } from '../../core/input-spec.ts';
import type { NodeContext } from './context.ts';
import type { NodeModel } from './node.ts';
import {
  createBoolNode,
  createConstNode,
  createEnumNode,
  createUndefinedNode,
} from './nodes/choice.ts';
import { createConvertNode } from './nodes/convert.ts';
import { createGraphNode } from './nodes/graph.ts';
import { createListNode } from './nodes/list.ts';
import { createMatrixNode } from './nodes/matrix.ts';
import { createFloatNode, createIntNode } from './nodes/number.ts';
import { createPermutationNode } from './nodes/permutation.ts';
import { createRecordNode, createTupleNode } from './nodes/product.ts';
import { createRegexTextNode } from './nodes/regex-text.ts';
import { createTextNode } from './nodes/text.ts';
import { createTreeNode } from './nodes/tree.ts';
import { createUnionNode } from './nodes/union.ts';

/** @throws DataError when the node contradicts itself or names what is not there */
export function compileNode(spec: SpecNode, context: NodeContext): NodeModel {
  switch (spec.type) {
    case 'int':
      return createIntNode(spec, context);
    case 'float':
      return createFloatNode(spec, context);
    case 'bool':
      return createBoolNode(context);
    case 'enum':
      return createEnumNode(spec, context);
    case 'const':
      return createConstNode(spec, context);
    case 'undefined':
      return createUndefinedNode(context);
    case 'string':
      return spec.regex === undefined
        ? createTextNode(spec, context)
        : createRegexTextNode(spec, spec.regex, context);
    case 'list':
      return createListNode(spec, context);
    case 'tuple':
      return createTupleNode(spec, context);
    case 'record':
      return createRecordNode(spec, context);
    case 'union':
      return createUnionNode(spec, context);
    case 'permutation':
      return createPermutationNode(spec, context);
    case 'matrix':
      return createMatrixNode(spec, context);
    case 'tree':
      return createTreeNode(spec, context);
    case 'graph':
      return createGraphNode(spec, context);
    case 'convert':
      return createConvertNode(spec, context);
  }
}
