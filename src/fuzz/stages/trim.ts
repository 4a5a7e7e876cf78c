import type { SequencePart } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import type { Entry } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import { type Fresh, smallestAt } from '../hearing.ts';
import type { Task } from '../run.ts';

/** Executions of one trimming, and texts that are short enough as they are. */
const MAX_EXECS = 64;
const SHORT = 8;
/** Executions dearer than this are not made for the sake of shortness. Steps. */
const MAX_STEPS = 100_000;

/**
 * Takes out of the longest text of an entry what the site does not need that it has reached: halves, quarters, down to single
 * characters. What is left is kept as any other input: it is the first of its size to reach the site, and edits of it hit
 * what matters.
 * @returns the smallest entry that reaches the site now
 */
export function* trim(core: SearchCore, { site, entry }: Fresh, rng: Rng): Task<Entry> {
  let genotype = entry.genotype;
  let execs = 0;
  let part = longestText(core, genotype);
  if (part === undefined || entry.steps > MAX_STEPS) return entry;
  for (let chunk = textOf(part).length >> 1; chunk > 0; chunk >>= 1) {
    for (let at = 0; at < textOf(part).length && textOf(part).length > SHORT;) {
      if (execs >= MAX_EXECS || !core.goOn()) return smallestAt(core.levels, site) ?? entry;
      const text = textOf(part);
      const shorter = text.slice(0, at) + text.slice(at + chunk);
      const candidate = core.model.edit(genotype, part, shorter, rng);
      if (!core.prepare(candidate, entry.steps)) return entry;
      yield;
      execs++;
      const reaches = (core.host.counts[site] as number) > 0;
      core.settle(candidate, 'trim', entry, undefined);
      const next = reaches ? longestText(core, candidate) : undefined;
      if (next === undefined) {
        at += chunk;
        continue;
      }
      genotype = candidate;
      part = next;
    }
  }
  return smallestAt(core.levels, site) ?? entry;
}

function longestText(
  { model }: Pick<SearchCore, 'model'>,
  genotype: unknown,
): SequencePart | undefined {
  let longest: SequencePart | undefined;
  for (const part of model.parts(genotype))
    if (part.kind === 'sequence' && typeof part.value === 'string')
      if (longest === undefined || part.value.length > longest.value.length) longest = part;
  return longest;
}

function textOf({ value }: SequencePart): string {
  return typeof value === 'string' ? value : '';
}
