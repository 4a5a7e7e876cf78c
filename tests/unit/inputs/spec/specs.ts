import type {
  FunctionSpec,
  InputSpec,
  LayoutItem,
  SpecNode,
  StdinSpec,
} from '../../../../src/core/input-spec.ts';
import type { SpecModel } from '../../../../src/inputs/spec/compile.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import type { Part } from '../../../../src/core/input-model.ts';

/** A function of arguments called `a`, `b`, `c` … */
export function functionSpec(...nodes: readonly SpecNode[]): FunctionSpec {
  const args = nodes.map((spec, index) => ({ name: String.fromCharCode(97 + index), spec }));
  return { version: 1, kind: 'function', args };
}

export function stdinSpec(
  fields: Readonly<Record<string, SpecNode>>,
  ...layout: readonly LayoutItem[]
): StdinSpec {
  return { version: 1, kind: 'stdin', fields, layout };
}

export function modelOf(spec: InputSpec, maxSize = 1_000): SpecModel {
  return compileSpec(spec, { maxSize });
}

export function modelOfArgs(...nodes: readonly SpecNode[]): SpecModel {
  return modelOf(functionSpec(...nodes));
}

export function int(min: number | string, max: number | string): SpecNode {
  return { type: 'int', min, max };
}

export function listOf(of: SpecNode, maxLength = 100): SpecNode {
  return { type: 'list', of, maxLength };
}

/** The part at a place; fails the test when there is none. */
export function partAt(model: SpecModel, g: unknown, place: string): Part {
  const part = model.parts(g).find((candidate) => candidate.place === place);
  if (part === undefined)
    throw new Error(
      `no part at ${place}: ${model
        .parts(g)
        .map((one) => one.place)
        .join(' ')}`,
    );
  return part;
}
