import type { Part, SequencePart } from '../../core/input-model.ts';
import type { Entry, Level } from '../archive.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { pickEntry, pickFrom, worth } from './stage.ts';

/** Executions of a batch, without the one that is listened to. */
const BATCH = 32;
/** Inputs beyond this hold what they hold many times over. Scalars. */
const MAX_SIZE = 4096;

/**
 * Gives the program what it looks for: listens to what one execution compares texts with, and puts what was wanted where
 * the input has what was there.
 */
export const imitate: Stage = {
  name: 'imitate',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    const level = core.levels[levelIndex] as Level;
    // Those that got farthest into the program rather than those that cost most.
    const entry = rng.oneIn(4) ? pickEntry(level, rng) : pickFrom(level, 'site', rng);
    if (entry === undefined || entry.size > MAX_SIZE) return 0;
    const texts = textsOf(core.model.parts(entry.genotype));
    if (texts.length === 0 || !core.prepare(entry.genotype, entry.steps)) return 0;
    core.host.listen(true);
    yield;
    core.host.listen(false);
    core.account();
    const heard = core.host.heard();
    const pairs = heard.length / 2;
    let reward = 0;
    for (let k = 0; k < Math.min(BATCH, 2 * pairs) && core.goOn(); k++) {
      const at = 2 * rng.int(0, pairs - 1);
      const part = rng.pick(texts);
      const edited = replaceIn(String(part.value), heard[at] ?? '', heard[at + 1] ?? '', rng);
      if (edited === undefined) continue;
      const genotype = core.model.edit(entry.genotype, part, edited, rng);
      if (!core.prepare(genotype, entry.steps)) continue;
      yield;
      const before = level.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'imitate', entry, undefined);
      const kept: Entry | undefined = verdict.entry;
      if (kept !== undefined && kept.reasons.length > 0) reward += worth(verdict, before);
    }
    core.vocabulary.learn({ words: wantedOf(heard), pumps: [] });
    return reward;
  },
};

function textsOf(parts: readonly Part[]): readonly SequencePart[] {
  return parts.filter(
    (part): part is SequencePart => part.kind === 'sequence' && typeof part.value === 'string',
  );
}

/** One occurrence of what was there gives way; where it may have been anything, what was wanted is put in anywhere. */
function replaceIn(
  text: string,
  seen: string,
  wanted: string,
  rng: StageContext['rng'],
): string | undefined {
  if (seen === '') {
    const at = rng.int(0, text.length);
    return text.slice(0, at) + wanted + text.slice(at);
  }
  const from = rng.int(0, Math.max(0, text.length - seen.length));
  const found = text.indexOf(seen, from);
  const at = found < 0 ? text.indexOf(seen) : found;
  return at < 0 ? undefined : text.slice(0, at) + wanted + text.slice(at + seen.length);
}

function wantedOf(heard: readonly string[]): readonly string[] {
  return heard.filter((_, k) => k % 2 === 1);
}
