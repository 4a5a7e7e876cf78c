import type { SpecNode, UnionNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction, within } from '../context.ts';
import { dataSize } from '../data-size.ts';
import { clamp } from '../draw.ts';
import type { Interval } from '../interval.ts';
import type { Enumeration, NodeModel, PartSink, Problem, ScaleStrategy, Scope } from '../node.ts';
import { problem, show, UNREADABLE } from '../node.ts';

/** Beginning of the last key of the path of the part that says which option a value is of; the place follows. */
const OPTION = '#option ';

export function createUnionNode(spec: UnionNode, context: NodeContext): NodeModel {
  if (spec.options.length === 0)
    throw contradiction(`${context.at}.options`, 'there is no option to choose from');
  // Arguments such as 5 and 5n have the same genotype, 5: the option must then be kept beside it.
  const isTagged = spec.options.some(needsTag);
  const options = spec.options.map((option, index) =>
    context.compile(
      option,
      within(context, {
        at: `.options[${index}]`,
        // Parts of different options are of different kinds, though they stand in one place.
        place: `|${index}`,
        depth: isTagged ? 1 : 0,
        cap: context.cap,
        fieldCap: context.fieldCap,
      }),
    ),
  );
  return new Union(options, context.place, isTagged);
}

function needsTag(option: SpecNode): boolean {
  if (option.type === 'convert' || option.type === 'undefined') return true;
  if (option.type === 'list' || option.type === 'matrix') return needsTag(option.of);
  if (option.type === 'tuple') return option.items.some(needsTag);
  if (option.type === 'union') return option.options.some(needsTag);
  return option.type === 'record' && Object.values(option.fields).some(needsTag);
}

/** Genotype of a union whose options cannot be told apart by their genotypes. */
interface Tagged {
  readonly option: number;
  readonly value: unknown;
}

function asTagged(value: unknown): Tagged | undefined {
  if (typeof value !== 'object' || value === null || !('option' in value) || !('value' in value))
    return undefined;
  const { option } = value;
  return typeof option === 'number' ? { option, value: value.value } : undefined;
}

class Union implements NodeModel {
  readonly reads: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly value: Interval;
  readonly length: Interval;
  readonly driver = undefined;
  readonly plain: boolean;
  readonly numbers = undefined;
  readonly enumeration: Enumeration | undefined;
  private readonly options: readonly NodeModel[];
  private readonly place: string;
  /** Its own for every union: options may be unions. */
  private readonly optionKey: string;
  private readonly isTagged: boolean;

  constructor(options: readonly NodeModel[], place: string, isTagged: boolean) {
    this.options = options;
    this.place = place;
    this.optionKey = OPTION + place;
    this.isTagged = isTagged;
    this.plain = !isTagged;
    this.reads = Math.min(...options.map(({ reads }) => reads));
    this.minSize = Math.min(...options.map(({ minSize }) => minSize));
    this.maxSize = Math.max(...options.map(({ maxSize }) => maxSize));
    this.value = hull(options.map(({ value }) => value));
    this.length = hull(options.map(({ length }) => length));
    this.enumeration = isTagged ? undefined : enumerateAll(options);
  }

  /** Index of the option that a value is of; -1 when it is of none. */
  private optionOf(scope: Scope, value: unknown): number {
    if (!this.isTagged)
      return this.options.findIndex((option) => option.check(scope, value) === undefined);
    const tagged = asTagged(value);
    const option = tagged === undefined ? undefined : this.options[tagged.option];
    const fits = option !== undefined && option.check(scope, tagged?.value) === undefined;
    return fits ? (tagged?.option ?? -1) : -1;
  }

  private inner(value: unknown): unknown {
    return this.isTagged ? asTagged(value)?.value : value;
  }

  /** The genotype of a value of an option: of the first option that reads what is written for it. */
  private wrap(scope: Scope, index: number, value: unknown, old?: unknown): unknown {
    if (!this.isTagged) return value;
    const option = this.options[index];
    const written = index === 0 ? UNREADABLE : option?.encode(value);
    for (let i = 0; i < index; i++) {
      const read = this.options[i]?.read(scope, written);
      if (read !== UNREADABLE && this.options[i]?.check(scope, read) === undefined)
        return { option: i, value: read };
    }
    const before = asTagged(old);
    return before?.option === index && before.value === value ? old : { option: index, value };
  }

  private generateOption(scope: Scope, index: number, size: number): unknown {
    return this.wrap(scope, index, this.options[index]?.generate(scope, size));
  }

  generate(scope: Scope, size: number): unknown {
    return this.generateOption(scope, scope.rng.int(0, this.options.length - 1), size);
  }

  repair(scope: Scope, value: unknown): unknown {
    const index = this.optionOf(scope, value);
    const inner = this.inner(value);
    if (index >= 0)
      return this.wrap(scope, index, this.options[index]?.repair(scope, inner), value);
    // Options for values of this kind keep most of it.
    const near = this.options.findIndex(({ length }) => length.hi > 0 === isSequence(inner));
    if (near >= 0 && inner !== undefined)
      return this.wrap(scope, near, this.options[near]?.repair(scope, inner));
    return this.generate(scope, dataSize(inner));
  }

  edit(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    depth: number,
    replacement: unknown,
  ): unknown {
    const index = this.optionOf(scope, value);
    if (path[depth] === this.optionKey) {
      const wanted =
        typeof replacement === 'number' && replacement === replacement ? replacement : 0;
      const next = clamp(Math.round(wanted), 0, this.options.length - 1) + 0; // -0 becomes 0
      return next === index ? value : this.generateOption(scope, next, dataSize(value));
    }
    const option = this.options[index];
    if (option === undefined) return this.repair(scope, value);
    const below = this.isTagged ? depth + 1 : depth;
    const edited = option.edit(scope, this.inner(value), path, below, replacement);
    return this.wrap(scope, index, edited, value);
  }

  check(scope: Scope, value: unknown): Problem | undefined {
    if (this.optionOf(scope, value) >= 0) return undefined;
    const [only, ...others] = this.options;
    if (others.length === 0) return only?.check(scope, this.inner(value));
    return problem(`${show(this.inner(value))} is of none of the ${this.options.length} kinds`);
  }

  sizeOf(value: unknown): number {
    const tagged = this.isTagged ? asTagged(value) : undefined;
    if (tagged === undefined) return dataSize(value);
    return this.options[tagged.option]?.sizeOf(tagged.value) ?? 1;
  }

  parts(scope: Scope, value: unknown, path: readonly (string | number)[], sink: PartSink): void {
    const index = this.optionOf(scope, value);
    if (this.options.length > 1 && sink.parts.length < sink.limit)
      sink.parts.push({
        kind: 'number',
        place: `${this.place}#option`,
        path: [...path, this.optionKey],
        value: Math.max(0, index),
        domain: { min: 0, max: this.options.length - 1, integer: true },
      });
    const below = this.isTagged ? [...path, 'value'] : path;
    this.options[index]?.parts(scope, this.inner(value), below, sink);
  }

  resize(scope: Scope, value: unknown, size: number, strategy: ScaleStrategy): unknown {
    const index = this.optionOf(scope, value);
    const option = this.options[index];
    if (option === undefined) return this.repair(scope, value);
    return this.wrap(scope, index, option.resize(scope, this.inner(value), size, strategy), value);
  }

  build(value: unknown, realm: Parameters<NodeModel['build']>[1]): unknown {
    const tagged = this.isTagged ? asTagged(value) : undefined;
    if (tagged !== undefined) return this.options[tagged.option]?.build(tagged.value, realm);
    return buildPlain(value, realm);
  }

  read(scope: Scope, value: unknown): unknown {
    for (const [index, option] of this.options.entries()) {
      const read = option.read(scope, value);
      if (read !== UNREADABLE && option.check(scope, read) === undefined)
        return this.isTagged ? { option: index, value: read } : read;
    }
    return UNREADABLE;
  }

  encode(value: unknown): unknown {
    const tagged = this.isTagged ? asTagged(value) : undefined;
    return tagged === undefined ? value : this.options[tagged.option]?.encode(tagged.value);
  }
}

/** Without tags, what is built has the shape of the genotype, whichever option it is of. */
function buildPlain(value: unknown, realm: Parameters<NodeModel['build']>[1]): unknown {
  if (Array.isArray(value)) return realm.array(value.map((item) => buildPlain(item, realm)));
  if (typeof value !== 'object' || value === null) return value;
  return realm.record(
    Object.keys(value),
    Object.values(value).map((item) => buildPlain(item, realm)),
  );
}

function isSequence(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

function hull(intervals: readonly Interval[]): Interval {
  return {
    lo: Math.min(...intervals.map(({ lo }) => lo)),
    hi: Math.max(...intervals.map(({ hi }) => hi)),
  };
}

function enumerateAll(options: readonly NodeModel[]): Enumeration | undefined {
  const all = options.map(({ enumeration }) => enumeration);
  if (!all.every((one) => one !== undefined)) return undefined;
  return {
    count: (scope) => all.reduce((sum, one) => sum + one.count(scope), 0),
    at(scope, index) {
      let rest = index;
      for (const one of all) {
        const count = one.count(scope);
        if (rest < count) return one.at(scope, rest);
        rest -= count;
      }
      return undefined;
    },
  };
}
