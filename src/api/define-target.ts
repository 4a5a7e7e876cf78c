import type { InputSpec } from '../core/input-spec.ts';

/** What slowpath needs of a fast-check arbitrary: those of versions 3 and 4 are such. */
export interface ArbitraryOf<T> {
  generate(random: never, biasFactor: number | undefined): { readonly value: T };
}

/** What a `*.slowpath.{js,ts}` file exports by default. */
export interface TargetDefinition<Args extends readonly unknown[]> {
  /** Called once per execution with fresh arguments; may be async. What it and its own package do is counted. */
  run(...args: Args): unknown;
  /** One fast-check arbitrary per argument, or an InputSpec of kind `function`. */
  readonly input: { readonly [K in keyof Args]: ArbitraryOf<Args[K]> } | InputSpec;
}

/**
 * Defines a target in code, for what no function of a package stands for: several calls in a row, arguments that only an
 * arbitrary can make. Gives back its argument; it is there for its types.
 *
 * ```ts
 * import fc from 'fast-check';
 * import { defineTarget } from 'slowpath';
 * import { parse } from './parse.ts';
 *
 * export default defineTarget({
 *   run: (text: string, depth: number) => parse(text, { depth }),
 *   input: [fc.string({ maxLength: 2000 }), fc.nat(8)],
 * });
 * ```
 */
export function defineTarget<Args extends readonly unknown[] | []>(
  definition: TargetDefinition<Args>,
): TargetDefinition<Args> {
  return definition;
}
