import type { InputSpec, SpecNode } from '../../core/input-spec.ts';

/** The node of the value at a path of a genotype; undefined below unions and conversions, where the path does not tell. */
export function specAt(spec: InputSpec, path: readonly (string | number)[]): SpecNode | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return undefined;
  let node: SpecNode | undefined =
    spec.kind === 'function' ? spec.args[Number(first)]?.spec : spec.fields[first];
  for (const key of rest) node = node === undefined ? undefined : below(node, key);
  return node;
}

function below(node: SpecNode, key: string | number): SpecNode | undefined {
  switch (node.type) {
    case 'list':
      return typeof key === 'number' ? node.of : undefined;
    case 'tuple':
      return node.items[Number(key)];
    case 'record':
      return node.fields[key];
    case 'int':
    case 'float':
    case 'bool':
    case 'string':
    case 'enum':
    case 'const':
    case 'undefined':
    case 'union':
    case 'convert':
    case 'permutation':
    case 'matrix':
    case 'tree':
    case 'graph':
      return undefined;
  }
}
