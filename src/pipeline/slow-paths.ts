import { readFileSync } from 'node:fs';
import type { Executor } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import { hotLines } from '../core/hot-lines.ts';
import type { HotLine } from '../core/run-record.ts';
import type { Counterpart, SlowPath } from '../core/slow-path.ts';
import { isSuperlinear } from '../findings/climb.ts';
import { findSlowPatterns } from '../findings/find-slow-paths.ts';
import type { Ladder } from '../suite/growth-ladder.ts';
import { compareVersions, openSecondVersion, type SecondVersion } from './counterpart.ts';
import { sizeLimit } from './search-options.ts';
import { rankCandidates } from './slow-candidates.ts';
import {
  type Draft,
  draftLadder,
  draftPattern,
  snippetFiles,
  snippetName,
  type SnippetFile,
} from './slow-path-draft.ts';
import { createTextBench } from './text-bench.ts';
import { longestText, type TextPlace } from './text-place.ts';
import { timeSizes } from './time-sizes.ts';
import type { WorkUpOptions } from './work-up.ts';

/** Slow paths that a run tells of. */
const SLOW_PATHS = 3;
/** Effort to find their patterns. Steps. */
const PATTERN_STEPS = 2 ** 30;
const HOT_LINES = 5;
/** Seeds that every timed process runs first. */
const WARM_UP = 3;
/** Fuel of an input that is run once more for its lines. Steps. */
const LINES_STEPS = 2 ** 26;

/**
 * The slow paths among what a search has found: their patterns, confirmed by CPU time, each with a program that shows it,
 * and what a second version makes of them. Deterministic but for the times.
 * @param ladder the costliest pattern of the run, for inputs that are no texts
 */
export async function recordSlowPaths(
  findings: readonly Finding[],
  ladder: Ladder | undefined,
  executor: Executor,
  work: WorkUpOptions,
): Promise<readonly SlowPath[]> {
  const drafts = await draftAll(findings, ladder, executor, work);
  const { prepared, options, cwd, context, directory } = work;
  const { against } = options;
  const second =
    against === undefined || drafts.length === 0 || context.finishEarly.aborted
      ? undefined
      : await openSecondVersion(against, prepared, options, cwd, context.finishEarly);
  try {
    const paths: SlowPath[] = [];
    const files: SnippetFile[] = [];
    for (const [i, draft] of drafts.entries()) {
      const id = `f${i + 1}`;
      paths.push(await confirmDraft(id, draft, executor, second, work));
      files.push(...snippetFiles(id, draft, prepared, directory));
    }
    directory.writeFindings(files);
    return paths;
  } finally {
    await second?.close();
  }
}

async function draftAll(
  findings: readonly Finding[],
  ladder: Ladder | undefined,
  executor: Executor,
  { prepared, options }: WorkUpOptions,
): Promise<readonly Draft[]> {
  const groups = new Map<string, { readonly place: TextPlace; readonly texts: string[] }>();
  for (const { input } of rankCandidates(findings)) {
    const place = longestText(prepared.render(input));
    if (place === undefined || place.text === '') continue;
    const group = groups.get(place.name) ?? { place, texts: [] };
    group.texts.push(place.text);
    groups.set(place.name, group);
  }
  const drafts: Draft[] = [];
  for (const { place, texts } of groups.values()) {
    const found = await findSlowPatterns(texts, {
      bench: createTextBench(place, prepared, executor, sizeLimit(prepared, options)),
      limit: SLOW_PATHS,
      totalSteps: PATTERN_STEPS / groups.size,
    });
    for (const slow of found) drafts.push(...draftPattern(slow, place, prepared));
  }
  if (drafts.length > 0) return drafts.slice(0, SLOW_PATHS);
  // No text makes it slow: what the ladder has climbed may be a list, or a number.
  return ladder?.growth !== undefined && isSuperlinear(ladder.growth)
    ? [draftLadder(ladder, ladder.growth, prepared)]
    : [];
}

async function confirmDraft(
  id: string,
  draft: Draft,
  executor: Executor,
  second: SecondVersion | undefined,
  work: WorkUpOptions,
): Promise<SlowPath> {
  const { prepared, options, context } = work;
  const { growth, inputs, timed, told } = draft;
  // Whoever ends a run early waits for no timing.
  const images = context.finishEarly.aborted
    ? []
    : [await prepared.plain(), ...(second === undefined ? [] : [second.image])];
  const [mine = [], others = []] = await timeSizes({
    images,
    model: prepared.model.description,
    inputs: timed,
    warmUp: prepared.seeds.slice(0, WARM_UP),
    options,
    signal: context.finishEarly,
  });
  const largest = inputs.at(-1);
  return {
    id,
    growth,
    inputs: told(id),
    size: largest?.size ?? 0,
    steps: largest?.steps ?? 0,
    hotLines: await linesOf(largest?.input, executor, prepared.loaded.sites),
    timed: mine,
    snippet: `findings/${snippetName(id)}`,
    ...(second === undefined ? {} : { against: await compared(second, draft, mine, others) }),
  };
}

async function compared(
  second: SecondVersion,
  { inputs }: Draft,
  mine: SlowPath['timed'],
  others: SlowPath['timed'],
): Promise<Counterpart> {
  return await compareVersions(
    second,
    inputs.map(({ input }) => input),
    { mine, others },
  );
}

async function linesOf(
  input: string | undefined,
  executor: Executor,
  sites: Parameters<typeof hotLines>[1],
): Promise<readonly HotLine[]> {
  if (input === undefined) return [];
  const options = { maxSteps: LINES_STEPS, hits: true, fresh: true };
  const [measured] = await executor.measure([input], options);
  const sourceOf = (file: string): string | undefined => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // The line is still named; only its text is missing.
      return undefined;
    }
  };
  return measured?.hits === undefined ? [] : hotLines(measured.hits, sites, sourceOf, HOT_LINES);
}
