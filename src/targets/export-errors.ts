import { UsageError } from '../core/errors.ts';
import { closest } from '../core/suggest.ts';

/** Names shown before the rest is only counted. */
const MAX_SHOWN = 20;

/** What of a target the message is about. */
export interface ExportRequest {
  /** As the user wrote it. */
  readonly specifier: string;
  /** Property path from the module's namespace. */
  readonly exportPath: readonly string[];
}

/**
 * The error for an export that is not there.
 * @param available names that the module exports, in its order.
 */
export function unknownExport(target: ExportRequest, available: readonly string[]): UsageError {
  const name = target.exportPath[0] ?? '';
  const what = name === 'default' ? 'has no default export' : `has no export named "${name}"`;
  return new UsageError(`${target.specifier}: the module ${what}.`, {
    hint: availableHint(target, available, name),
  });
}

function availableHint(target: ExportRequest, available: readonly string[], name: string): string {
  const module = target.specifier.split('#')[0] ?? target.specifier;
  const [first] = available;
  if (first === undefined) return 'It exports nothing. Is this the right file?';
  const near = name === 'default' ? undefined : closest(name, available);
  const suggestion = near ?? (available.length === 1 ? first : undefined);
  const more = available.length - MAX_SHOWN;
  const list = available.slice(0, MAX_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return suggestion === undefined
    ? `It exports ${list}. Name one: ${module}#${first}`
    : `Did you mean ${module}#${suggestion}? It exports ${list}.`;
}
