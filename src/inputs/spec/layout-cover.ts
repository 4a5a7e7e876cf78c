import type { SpecNode } from '../../core/input-spec.ts';
import { contradiction } from './context.ts';
import type { Frame, Ref } from './layout-scope.ts';

/**
 * Every value of a frame must be mentioned once, or it could not be read back.
 * @throws DataError that names what is missing or there twice
 */
export function refuseUncovered(frame: Frame, read: readonly Ref[], at: string): void {
  const mentions = new Map<string, number>();
  for (const ref of read) {
    if (ref.frame.depth !== frame.depth) continue;
    const name = ref.keys.join('.');
    mentions.set(name, (mentions.get(name) ?? 0) + 1);
  }
  const twice = [...mentions].find(([, count]) => count > 1);
  if (twice !== undefined)
    throw contradiction(at, `${twice[0] === '' ? 'the element' : twice[0]} is laid out twice`);
  refuseMissing(frame.node, [], mentions, at);
}

function refuseMissing(
  node: SpecNode,
  keys: readonly string[],
  mentions: ReadonlyMap<string, number>,
  at: string,
): void {
  if (mentions.has(keys.join('.')) || node.type === 'const') return;
  if (node.type === 'record') {
    for (const [key, field] of Object.entries(node.fields))
      refuseMissing(field, [...keys, key], mentions, at);
    return;
  }
  if (node.type === 'tuple') {
    for (const [index, item] of node.items.entries())
      refuseMissing(item, [...keys, String(index)], mentions, at);
    return;
  }
  throw contradiction(
    at,
    `${keys.length === 0 ? 'the element' : keys.join('.')} is not laid out anywhere`,
  );
}
