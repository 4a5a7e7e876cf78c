import type { SequenceDomain } from '../../../core/input-model.ts';
import type { Bound, MatrixNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { compileFieldBound, within } from '../context.ts';
import { clamp } from '../draw.ts';
import type { Interval } from '../interval.ts';
import { ANYTHING } from '../interval.ts';
import type { Driver, NodeModel, PartSink, Problem, ScaleStrategy, Scope } from '../node.ts';
import { inside, problem, show, takeRoom, UNREADABLE } from '../node.ts';
import { addSequence } from '../parts.ts';
import type { LengthRange } from '../range.ts';
import { lengthRange } from '../range.ts';
import { asRows, drawCells, fold, resampleRows, widthOf } from './matrix-cells.ts';
import { checkLength } from './text.ts';

/** Last keys of the paths of parts that show a matrix in another way than as rows. */
const CELLS = '#cells';
const COLUMNS = '#columns';

export function createMatrixNode(spec: MatrixNode, context: NodeContext): NodeModel {
  const ownSlots = context.spec.scope.slots.length;
  const of = context.compile(spec.of, within(context, { at: '.of', place: '[][]', depth: 2 }));
  const unit = Math.max(1, of.minSize);
  const rows = extent(context, spec.rows, 'rows', unit);
  const columns = extent({ ...context, cap: undefined }, spec.columns, 'columns', unit);
  return new Matrix({ of, rows, columns }, context, of.reads < ownSlots);
}

function extent(
  context: NodeContext,
  bound: MatrixNode['rows'],
  name: 'rows' | 'columns',
  unit: number,
): LengthRange {
  const isRange = typeof bound === 'object';
  const [min, max]: readonly [Bound, Bound] = isRange ? [bound.min, bound.max] : [bound, bound];
  const minAt = isRange ? `${name}.min` : name;
  const maxAt = isRange ? `${name}.max` : name;
  const low = compileFieldBound(context, min, `${context.at}.${minAt}`);
  const high = compileFieldBound(context, max, `${context.at}.${maxAt}`);
  return lengthRange(context, { low, high, minAt, maxAt, unit, dimensions: 2, exact: !isRange });
}

interface MatrixParts {
  readonly of: NodeModel;
  readonly rows: LengthRange;
  readonly columns: LengthRange;
}

class Matrix implements NodeModel {
  readonly reads: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly value = ANYTHING;
  readonly length: Interval;
  readonly driver: Driver | undefined;
  readonly plain: boolean;
  readonly numbers = undefined;
  readonly enumeration = undefined;
  private readonly matrix: MatrixParts;
  private readonly context: NodeContext;
  private readonly dependent: boolean;

  constructor(matrix: MatrixParts, context: NodeContext, dependent: boolean) {
    const { of, rows, columns } = matrix;
    this.matrix = matrix;
    this.context = context;
    this.dependent = dependent;
    this.reads = Math.min(of.reads, rows.reads, columns.reads);
    this.minSize = rows.interval.lo * columns.interval.lo * Math.max(1, of.minSize);
    this.maxSize = rows.interval.hi * columns.interval.hi * Math.max(1, of.maxSize) || 0;
    this.length = rows.interval;
    this.driver = rows.driver;
    this.plain = of.plain;
  }

  /** Rows and columns nearest to the ones wished for. */
  private shape(
    scope: Scope,
    wished: { readonly rows: number; readonly columns: number },
  ): [number, number] {
    const { rows, columns } = this.matrix;
    const [minRows, maxRows] = [rows.min(scope), rows.limit(scope)];
    const [minColumns, maxColumns] = [columns.min(scope), columns.limit(scope)];
    if (minRows > maxRows || minColumns > maxColumns) scope.ok = false;
    if (!scope.ok) return [0, 0];
    return [
      clamp(Math.round(wished.rows), minRows, maxRows),
      clamp(Math.round(wished.columns), minColumns, maxColumns),
    ];
  }

  generate(scope: Scope, size: number): unknown {
    const { of, rows: range } = this.matrix;
    const cells = size / Math.max(1, of.minSize);
    const wished = Math.sqrt(cells) * 2 ** (scope.rng.unit() * 4 - 2);
    const known = clamp(wished, range.min(scope), Math.max(range.min(scope), range.limit(scope)));
    const [rows, columns] = this.shape(scope, { rows: known, columns: cells / Math.max(1, known) });
    if (!scope.ok || !takeRoom(scope, rows * columns)) return [];
    const drawn = drawCells(scope, of, rows * columns, size);
    return fold(drawn, rows, columns).map((row) => row.map((cell) => of.repair(scope, cell)));
  }

  repair(scope: Scope, value: unknown): unknown {
    const rows = asRows(value);
    const width = Array.isArray(rows[0]) ? rows[0].length : 0;
    return this.repairTo(scope, value, ...this.shape(scope, { rows: rows.length, columns: width }));
  }

  private repairTo(scope: Scope, value: unknown, height: number, width: number): unknown {
    const { of } = this.matrix;
    const old = asRows(value);
    const missing = height * width - old.length * width;
    if (!scope.ok || (missing > 0 && !takeRoom(scope, missing))) return [];
    let changed = old !== value || old.length !== height;
    const out: unknown[] = [];
    for (let i = 0; i < height; i++) {
      // Rows that are missing repeat the ones that are there.
      const source = old.length === 0 ? undefined : old[i % old.length];
      const row = this.repairRow(scope, of, source, width);
      if (row !== source) changed = true;
      out.push(row);
    }
    return changed ? out : value;
  }

  private repairRow(scope: Scope, of: NodeModel, row: unknown, width: number): unknown {
    const old: readonly unknown[] = Array.isArray(row) ? row : [];
    if (!takeRoom(scope, Math.max(0, width - old.length))) return old;
    let changed = old !== row || old.length !== width;
    const out: unknown[] = [];
    for (let j = 0; j < width; j++) {
      const source = old.length === 0 ? undefined : old[j % old.length];
      const cell = of.repair(scope, source);
      if (!Object.is(cell, source)) changed = true;
      out.push(cell);
    }
    return changed ? out : row;
  }

  edit(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    depth: number,
    replacement: unknown,
  ): unknown {
    const key = path[depth];
    if (key === undefined) return this.repair(scope, replacement);
    const old = asRows(value);
    const width = widthOf(old);
    if (key === CELLS && Array.isArray(replacement)) {
      const cells: readonly unknown[] = replacement;
      const kept = old.map((row, i) =>
        row.map((cell, j) => (i * width + j < cells.length ? cells[i * width + j] : cell)),
      );
      return this.repair(scope, kept);
    }
    if (key !== COLUMNS || typeof replacement !== 'number' || replacement !== replacement)
      return value;
    return this.repairTo(
      scope,
      value,
      ...this.shape(scope, { rows: old.length, columns: replacement }),
    );
  }

  check(scope: Scope, value: unknown): Problem | undefined {
    const { of, rows, columns } = this.matrix;
    if (!Array.isArray(value)) return problem(`expected an array of rows, found ${show(value)}`);
    const wrong = checkLength(scope, rows, value.length, 'rows');
    if (wrong !== undefined) return wrong;
    let width: number | undefined;
    for (const [i, row] of (value as readonly unknown[]).entries()) {
      if (!Array.isArray(row)) return inside(i, problem(`expected a row, found ${show(row)}`));
      const wrongWidth = checkLength(scope, columns, row.length, 'columns');
      if (wrongWidth !== undefined) return inside(i, wrongWidth);
      width ??= row.length;
      if (row.length !== width)
        return inside(
          i,
          problem(`expected ${width} columns as in the rows before, found ${row.length}`),
        );
      for (const [j, cell] of (row as readonly unknown[]).entries()) {
        const found = of.check(scope, cell);
        if (found !== undefined) return inside(i, inside(j, found));
      }
    }
    return undefined;
  }

  sizeOf(value: unknown): number {
    const { of } = this.matrix;
    let size = 0;
    for (const row of asRows(value)) for (const cell of row) size += Math.max(1, of.sizeOf(cell));
    return size;
  }

  parts(scope: Scope, value: unknown, path: readonly (string | number)[], sink: PartSink): void {
    const { of, rows, columns } = this.matrix;
    const { place } = this.context;
    const items = asRows(value);
    const width = widthOf(items);
    const element = this.drawer(width);
    const shown = { alphabet: undefined, numbers: undefined, fixedElements: false };
    addSequence(scope, sink, rows, {
      place,
      path,
      value: items,
      domain: { ...shown, element: element.row },
    });
    if (sink.parts.length < sink.limit && !columns.fixed && columns.driver === undefined) {
      const domain = { min: columns.min(scope), max: columns.limit(scope), integer: true };
      if (items.length > 0 && domain.max > domain.min)
        sink.parts.push({
          kind: 'number',
          place: place + COLUMNS,
          path: [...path, COLUMNS],
          value: width,
          domain,
        });
    }
    const cells = items.flat();
    if (sink.parts.length >= sink.limit || cells.length === 0) return;
    const domain: SequenceDomain = {
      ...shown,
      element: element.cell,
      numbers: of.numbers?.(scope),
      minLength: cells.length,
      maxLength: cells.length,
    };
    sink.parts.push({
      kind: 'sequence',
      place: `${place}[][]`,
      path: [...path, CELLS],
      value: cells,
      domain,
    });
  }

  /** Draws cells and rows after the parts were given: under the values that were in scope then. */
  private drawer(width: number): {
    readonly cell: (rng: Scope['rng']) => unknown;
    readonly row: (rng: Scope['rng']) => unknown;
  } {
    const { of } = this.matrix;
    const own = this.context.spec.scope;
    const kept = this.dependent ? own.slots.slice() : [];
    const cell = (rng: Scope['rng']): unknown => {
      own.rng = rng;
      own.room = width + of.minSize;
      for (let i = 0; i < kept.length; i++) own.slots[i] = kept[i];
      return of.generate(own, of.minSize);
    };
    return { cell, row: (rng) => Array.from({ length: width }, () => cell(rng)) };
  }

  resize(scope: Scope, value: unknown, size: number, strategy: ScaleStrategy): unknown {
    const old = asRows(value);
    const { rng } = scope;
    const [height, width] = [old.length, widthOf(old)];
    if (height === 0 || width === 0) return this.generate(scope, size);
    const factor = size / Math.max(1, this.sizeOf(value));
    const taller = factor ** rng.pick([0, 0.5, 1]);
    const [rows] = this.shape(scope, { rows: height * taller, columns: width });
    const [, columns] = this.shape(scope, {
      rows,
      columns: (height * width * factor) / Math.max(1, rows),
    });
    // What one side cannot take goes to the other.
    const [all] = this.shape(scope, {
      rows: (height * width * factor) / Math.max(1, columns),
      columns,
    });
    if (!scope.ok || !takeRoom(scope, all * columns)) return value;
    return this.repair(scope, resampleRows(strategy, rng, old, all, columns));
  }

  build(value: unknown, realm: Parameters<NodeModel['build']>[1]): unknown {
    const { of } = this.matrix;
    return realm.array(
      asRows(value).map((row) => realm.array(row.map((cell) => of.build(cell, realm)))),
    );
  }

  read(scope: Scope, value: unknown): unknown {
    if (!Array.isArray(value) || !value.every(Array.isArray)) return UNREADABLE;
    const rows = asRows(value).map((row) =>
      Array.from(row, (cell) => this.matrix.of.read(scope, cell)),
    );
    return rows.some((row) => row.includes(UNREADABLE)) ? UNREADABLE : rows;
  }

  encode(value: unknown): unknown {
    return asRows(value).map((row) => row.map((cell) => this.matrix.of.encode(cell)));
  }
}
