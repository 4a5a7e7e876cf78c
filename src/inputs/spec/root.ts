import type { FunctionSpec, InputSpec, StdinSpec } from '../../core/input-spec.ts';
import { createRng } from '../../core/rng.ts';
import { compileNode } from './compile-node.ts';
import type { NodeContext, SpecContext } from './context.ts';
import type { NodeModel, Scope } from './node.ts';
import { createProduct, createRecordNode } from './nodes/product.ts';
import { arrayShape } from './shape.ts';

/** A spec as compiled nodes: the root is the argument list, or the record of fields. */
export interface CompiledRoot {
  readonly root: NodeModel;
  readonly scope: Scope;
}

/** @throws DataError when the spec contradicts itself; the message names the JSON path */
export function compileRoot(
  spec: InputSpec,
  maxSize: number,
  roles: SpecContext['roles'] = new Map(),
): CompiledRoot {
  const scope: Scope = {
    slots: [],
    rng: createRng(0),
    ok: true,
    room: 0,
    before: undefined,
    keepsRanks: false,
  };
  const context: NodeContext = {
    spec: { kind: spec.kind, scope, maxSize, roles },
    at: '',
    place: '',
    depth: 0,
    fields: [],
    field: undefined,
    cap: undefined,
    fieldCap: undefined,
    compile: compileNode,
  };
  const root = spec.kind === 'function' ? compileArgs(spec, context) : compileFields(spec, context);
  return { root, scope };
}

function compileArgs({ args }: FunctionSpec, context: NodeContext): NodeModel {
  const specs = args.map(({ name, spec }, key) => {
    return { key, name, spec, at: `args[${key}].spec`, place: `args[${key}]` };
  });
  return createProduct(specs, context, arrayShape(args.length, 'arguments'));
}

function compileFields({ fields }: StdinSpec, context: NodeContext): NodeModel {
  return createRecordNode({ type: 'record', fields }, context);
}
