import type { z } from 'zod';

/** Issues shown before the rest is only counted. */
const MAX_SHOWN = 3;

/** What a schema found wrong, in one line with JSON paths: `solutions[0].class: expected string; … and 2 more`. */
export function describeIssues(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, MAX_SHOWN)
    .map((issue) => `${jsonPath(issue.path)}: ${issue.message}`);
  const more = error.issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; … and ${more} more` : '');
}

/** `['solutions', 0, 'a b']` → `solutions[0]["a b"]`; the document itself is `(document)`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(document)';
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (typeof key === 'string' && /^[A-Za-z_$][\w$]*$/.test(key)) text += `.${key}`;
    else text += `[${JSON.stringify(String(key))}]`;
  }
  return text.replace(/^\./, '');
}
