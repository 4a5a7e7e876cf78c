import type { InputSpec } from '../../core/input-spec.ts';
import type { Problem } from './node.ts';

/** `args[0][17]: 12 is above the maximum 10`. */
export function describeProblem(spec: Pick<InputSpec, 'kind'>, { path, message }: Problem): string {
  const where = describePath(spec.kind === 'function' ? ['args', ...path] : path);
  return where === '' || where === 'args' ? message : `${where}: ${message}`;
}

/** `['tests', 0, 'a', 3]` → `tests[0].a[3]`. */
export function describePath(path: readonly (string | number)[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_$][\w$]*$/u.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}
