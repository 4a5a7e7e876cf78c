import { relative, sep } from 'node:path';
import type { Growth } from '../core/finding.ts';
import type { SlowInputs } from '../core/slow-path.ts';
import type { SlowPattern } from '../findings/find-slow-paths.ts';
import { printSnippet, type SnippetInputs } from '../findings/snippet.ts';
import { sourceOf } from '../findings/source-text.ts';
import { buildText, expressionOf } from '../findings/text-pattern.ts';
import type { RunDirectory } from '../report/run-directory.ts';
import type { Ladder } from '../suite/growth-ladder.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { encodeWith } from './text-bench.ts';
import type { TextPlace } from './text-place.ts';

interface MeasuredInput {
  /** Encoded. */
  readonly input: string;
  readonly size: number;
}

/** A slow path before it has been timed and written down. */
export interface Draft {
  readonly growth: Growth;
  /** Ascending size: those that growth was read from. */
  readonly inputs: readonly (MeasuredInput & { readonly steps: number })[];
  /** Those of them that are timed and shown. */
  readonly timed: readonly MeasuredInput[];
  /** What the record tells of them, by the finding's id. */
  readonly told: (id: string) => SlowInputs;
  readonly shown: (id: string) => SnippetInputs;
}

/** Sizes that are timed. */
const TIMED = 3;

/** @returns nothing when the pattern's inputs cannot be made any more. */
export function draftPattern(
  { pattern, growth, rungs }: SlowPattern,
  place: TextPlace,
  { local }: PreparedTarget,
): readonly Draft[] {
  const made = rungs.flatMap((rung) => {
    const input = encodeWith(place, buildText(pattern, rung.n), local);
    return input === undefined ? [] : [{ ...rung, input }];
  });
  if (made.length === 0) return [];
  const last = rungs.at(-1)?.n ?? 0;
  const timed =
    growth.class === 'exponential'
      ? made.slice(-TIMED)
      : [last / 4, last / 2, last].flatMap((count) => {
          const n = Math.max(1, Math.floor(count));
          const input = encodeWith(place, buildText(pattern, n), local);
          return input === undefined ? [] : [{ n, input, size: local.sizeOf(local.decode(input)) }];
        });
  const expression = expressionOf(pattern);
  const shownCounts = timed.map(({ n }) => n);
  const value = place.with('');
  return [
    {
      growth,
      inputs: made,
      timed,
      told: () => ({
        kind: 'pattern',
        place: place.name,
        pattern,
        expression,
        counts: shownCounts,
      }),
      shown: () => ({
        kind: 'pattern',
        expression,
        counts: shownCounts,
        args: typeof value === 'string' ? [] : value,
        path: place.path,
      }),
    },
  ];
}

/** Of inputs that follow no pattern in a text. */
export function draftLadder(
  { points, inputs }: Pick<Ladder, 'inputs' | 'points'>,
  growth: Growth,
  { local }: PreparedTarget,
): Draft {
  const made = points.map(({ steps }, k) => {
    const input = inputs[k] ?? '';
    return { input, steps, size: local.sizeOf(local.decode(input)) };
  });
  return {
    growth,
    inputs: made,
    timed: spread(made, growth),
    told: (id) => ({ kind: 'inputs', file: `findings/${inputsName(id)}` }),
    shown: (id) => ({ kind: 'inputs', file: inputsName(id) }),
  };
}

/** The largest one, and smaller ones, each about half as large; of an exponential, those just below. */
function spread<T extends { readonly size: number }>(
  ascending: readonly T[],
  growth: Growth,
): readonly T[] {
  const last = ascending.at(-1);
  if (last === undefined || growth.class === 'exponential') return ascending.slice(-TIMED);
  const chosen = Array.from({ length: TIMED }, (_, k) => last.size / 2 ** (TIMED - 1 - k)).map(
    (size) =>
      ascending.reduce((best, one) =>
        Math.abs(one.size - size) < Math.abs(best.size - size) ? one : best,
      ),
  );
  return [...new Set(chosen)];
}

export function snippetName(id: string): string {
  return `${id}.mjs`;
}

function inputsName(id: string): string {
  return `${id}.inputs.mjs`;
}

/** A file of `findings/`. */
export interface SnippetFile {
  readonly name: string;
  readonly text: string;
}

/** What is written for a slow path: the program that shows it, and its inputs where they follow no pattern. */
export function snippetFiles(
  id: string,
  draft: Draft,
  prepared: PreparedTarget,
  { layout }: Pick<RunDirectory, 'layout'>,
): readonly SnippetFile[] {
  const { loaded } = prepared;
  const { entry } = loaded.image;
  const path = relative(layout.findings, loaded.entryFile).split(sep).join('/');
  const text = printSnippet({
    about: [
      `${loaded.specifier}: cost is ${draft.growth.class} in the size of the input.`,
      `Run it with: node ${snippetName(id)}`,
      ...(/\.[cm]?ts$/.test(path) ? ['TypeScript needs Node 22.18 or newer.'] : []),
    ],
    entry: path.startsWith('.') ? path : `./${path}`,
    exportPath: entry.kind === 'stdin' ? undefined : entry.exportPath,
    inputs: draft.shown(id),
  });
  const snippet = { name: snippetName(id), text };
  if (draft.shown(id).kind === 'pattern') return [snippet];
  const inputs = draft.timed.map(({ input, size }) => {
    const test = prepared.render(input);
    return { name: `size ${size}`, input: test.kind === 'stdin' ? test.text : test.args };
  });
  return [snippet, { name: inputsName(id), text: `export default ${sourceOf(inputs)};\n` }];
}
