import type { InputSpec } from '../../core/input-spec.ts';
import { createCodec } from './codec.ts';
import { compileRoot } from './root.ts';

/** @returns what is wrong with an argument list or a text of stdin, in one line; undefined when it is valid */
export type Validator = (value: readonly unknown[] | string) => string | undefined;

/**
 * The strict check of a spec, in both directions: everything it allows passes, nothing else.
 * `line 3: expected 5 values of a, found 4`, `args[0][17]: 12 is above the maximum 10`.
 * @throws DataError when the spec contradicts itself
 */
export function createValidator(spec: InputSpec): Validator {
  compileRoot(spec, Infinity);
  const codec = createCodec(spec);
  const { root, scope } = compileRoot(spec, Infinity, codec.roles);
  return (value) => {
    const reading = codec.fromValue(root, scope, value);
    return reading.ok ? undefined : reading.problem;
  };
}
