import type * as t from '@babel/types';
import { UsageError } from '../../core/errors.ts';
import type { SpecNode } from '../../core/input-spec.ts';

/** A type that a name stands for. */
export type NamedType =
  | {
      readonly kind: 'alias';
      readonly parameters: readonly t.TSTypeParameter[];
      readonly type: t.TSType;
      /** Where the names inside the type are looked up. */
      readonly scope: TypeScope;
    }
  | {
      readonly kind: 'interface';
      readonly parameters: readonly t.TSTypeParameter[];
      readonly members: readonly t.TSTypeElement[];
      readonly parents: readonly t.TSExpressionWithTypeArguments[];
      readonly scope: TypeScope;
    }
  | { readonly kind: 'spec'; readonly spec: SpecNode }
  /** Known, but no value of it can be made: says why. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Where type names are looked up. */
export interface TypeScope {
  lookup(name: string): NamedType | undefined;
}

export const emptyScope: TypeScope = { lookup: () => undefined };

/** State of one conversion. */
export interface Conversion {
  readonly scope: TypeScope;
  /** Leave out what cannot be made where something else remains, and note it, instead of refusing the whole. */
  readonly lenient: boolean;
  /** What was assumed, one line each. */
  readonly notes: Set<string>;
  /** Names of earlier arguments and fields, which bounds may refer to. */
  readonly names: readonly string[];
  /** How often each named type is being expanded around the present one. */
  readonly expanding: ReadonlyMap<NamedType, number>;
  /** Nodes that may still be made; shared by the whole conversion. */
  readonly budget: { left: number };
}

const MAX_NODES = 5_000;

export function createConversion(
  options: { scope?: TypeScope; lenient?: boolean; names?: readonly string[] } = {},
): Conversion {
  return {
    scope: options.scope ?? emptyScope,
    lenient: options.lenient ?? false,
    notes: new Set(),
    names: options.names ?? [],
    expanding: new Map(),
    budget: { left: MAX_NODES },
  };
}

/** Offsets of something in the text it was parsed from; UTF-16, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** No values can be made of this type. Callers show the place or turn the message into a note. */
export class TypeRefusal extends UsageError {
  readonly range: Range;

  constructor(node: Pick<t.Node, 'start' | 'end'>, message: string, hint?: string) {
    super(message, hint === undefined ? {} : { hint });
    this.range = { start: node.start ?? 0, end: node.end ?? node.start ?? 0 };
  }
}

/** A type that contains itself was expanded as deep as it goes: whoever can do without this part leaves it out. */
export class RecursionLimit extends TypeRefusal {}
