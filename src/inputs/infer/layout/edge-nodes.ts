import type {
  FloatNode,
  GraphNode,
  IntNode,
  SpecNode,
  TreeNode,
} from '../../../core/input-spec.ts';
import { chooseBounds } from './choose-bounds.ts';
import type { EdgeTable } from './graphs.ts';
import { edgeKinds, endsAreNodes, isConnected, isTree } from './graphs.ts';
import { tokenNode } from './scalar-nodes.ts';
import type { Plan } from './scopes.ts';
import { countExpression, isVisible, nameOf, referenceTo } from './scopes.ts';
import type { FieldId, Item } from './structure.ts';
import { integerOf } from './structure.ts';

type Block = Extract<Item, { kind: 'block' }>;

/** The columns of a block of plain rows; undefined for other blocks. */
export function columnsOf(block: Block): readonly FieldId[] | undefined {
  const [row, more] = block.items;
  if (more !== undefined || row?.kind !== 'line' || row.list !== undefined) return undefined;
  return row.scalars;
}

/** The table as edges once per occurrence, with the value of a field that may count the nodes. */
function tablesOf(
  plan: Plan,
  block: Block,
  columns: readonly FieldId[],
  nodes: FieldId,
): EdgeTable[] {
  const { blocks, scalars } = plan.observations;
  const cells = columns.map((id) => scalars.get(id) ?? []);
  const tables: EdgeTable[] = [];
  let row = 0;
  for (const { value: count, values } of blocks.get(block.id) ?? []) {
    const edges = Array.from({ length: count }, (_, k) =>
      cells.map((column) => integerOf(column[row + k]?.value ?? '') ?? NaN),
    );
    row += count;
    tables.push({ edges, nodes: values.get(nodes) ?? NaN });
  }
  return tables;
}

/**
 * The rows as a tree or a graph, when their first two columns are nodes of one: always a tree, or called a graph by
 * the statement (or by the names `u` and `v`).
 */
export function edgeNode(plan: Plan, block: Block): TreeNode | GraphNode | undefined {
  const columns = columnsOf(block);
  if (columns === undefined || columns.length < 2 || columns.length > 3 || block.count === 'end')
    return undefined;
  const occurrences = plan.observations.blocks.get(block.id) ?? [];
  const candidates = [...(occurrences[0]?.values.keys() ?? [])].filter((id) =>
    isVisible(plan, block.id, id),
  );
  for (const nodes of candidates) {
    const tables = tablesOf(plan, block, columns, nodes);
    if (!tables.every(endsAreNodes) || tables.every(({ edges }) => edges.length === 0)) continue;
    const weight = weightNode(plan, columns[2]);
    if (columns[2] !== undefined && weight === undefined) continue;
    if (block.count.of === nodes && block.count.delta === -1 && tables.every(isTree))
      return { type: 'tree', nodes: referenceTo(plan, nodes), ...(weight ? { weight } : {}) };
    if (nodes !== block.count.of && isCalledGraph(plan, columns))
      return graphNode(plan, block, nodes, tables, weight);
  }
  return undefined;
}

function isCalledGraph(plan: Plan, columns: readonly FieldId[]): boolean {
  const [u, v] = columns.map((id) => nameOf(plan, id));
  return plan.facts.mentions.graph || (u === 'u' && v === 'v');
}

function weightNode(plan: Plan, id: FieldId | undefined): IntNode | FloatNode | undefined {
  if (id === undefined) return undefined;
  const node: SpecNode = tokenNode(plan, id, plan.observations.scalars.get(id) ?? [], 'value');
  return node.type === 'int' || node.type === 'float' ? node : undefined;
}

function graphNode(
  plan: Plan,
  block: Block,
  nodes: FieldId,
  tables: readonly EdgeTable[],
  weight: IntNode | FloatNode | undefined,
): GraphNode {
  const kinds = tables.map(edgeKinds);
  const loops = kinds.some((kind) => kind.loops);
  const directed = plan.facts.mentions.directed || kinds.some((kind) => kind.opposite);
  const multi = plan.facts.mentions.multi || kinds.some((kind) => kind.repeated);
  const connected = plan.facts.mentions.connected && tables.every(isConnected);
  plan.notes.add(
    `\`${nameOf(plan, block.id)}\` is a graph: ${directed ? 'directed' : 'undirected'}, ` +
      `${loops ? 'with' : 'without'} loops, ${multi ? 'with' : 'without'} repeated edges`,
  );
  return {
    type: 'graph',
    nodes: referenceTo(plan, nodes),
    ...edgeCounts(plan, block),
    ...(directed ? { directed } : {}),
    ...(connected ? { connected } : {}),
    ...(multi ? { multi } : {}),
    ...(loops ? { loops } : {}),
    ...(weight === undefined ? {} : { weight }),
  };
}

function edgeCounts(plan: Plan, block: Block): Pick<GraphNode, 'minEdges' | 'maxEdges'> {
  const { count } = block;
  if (count === 'end') throw new RangeError('the edges of a graph are counted');
  if (plan.derived.get(count.of) !== block.id) {
    const exactly = countExpression(plan, count);
    return { minEdges: exactly, maxEdges: exactly };
  }
  const counts = plan.observations.blocks.get(block.id) ?? [];
  const { min, max } = chooseBounds(plan, count.of, counts, 'value');
  return { minEdges: min, maxEdges: max };
}
