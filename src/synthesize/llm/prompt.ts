import { languageReference } from '../../../constraints/prompts/language-reference.ts';
import { PROMPTS } from '../../../constraints/prompts/prompt-set.ts';
import { fillTemplate } from '../../../constraints/prompts/template.ts';
import type { FileCoverage } from '../../../harness/protocol.ts';
import type {
  ContrastPair,
  InputPlace,
  ProfiledRun,
  SynthesisContext,
  SynthesisHistory,
} from '../../core/synthesis.ts';
import type { Message } from './completer.ts';
import { digestInput } from './digest-input.ts';
import { tellAccepted, tellRejected, tellScores } from './history-text.ts';
import { type LineHits, listSources } from './list-source.ts';
import { sampleValues } from './sample-values.ts';

/** Characters of source in a prompt, about 8,000 tokens with the columns in front. */
const SOURCE_BUDGET = 32_000;
/** Pairs that are shown, and lines of each that differ most. */
const MAX_PAIRS = 3;
const MAX_LINES = 6;
/** Constraints that are asked for. */
const CANDIDATES = 6;
/** Characters of a reply that could not be read, shown to the model again. */
const MAX_ECHO = 4000;

/**
 * The question of a round: what to propose at first, what to mend later. Everything about the program is data in it:
 * long inputs are summarised, long sources shortened, values are ranges.
 */
export async function renderQuestion(
  context: SynthesisContext,
  history: SynthesisHistory,
): Promise<readonly Message[]> {
  const facts = {
    target: tellTarget(context),
    source: listProgram(context),
    inputs: context.inputs.map(tellPlace).join('\n'),
    pairs: context.pairs
      .slice(0, MAX_PAIRS)
      .map((pair, i) => tellPair(pair, i, context))
      .join('\n\n'),
    values: await sampleValues(context),
    covered: tellAccepted(history),
    count: String(CANDIDATES),
  };
  const content =
    history.round === 1
      ? fillTemplate(PROMPTS.propose, facts)
      : fillTemplate(PROMPTS.repair, {
          ...facts,
          round: String(history.round),
          rejected: tellRejected(history),
          scoreboard: tellScores(history),
        });
  const system = fillTemplate(PROMPTS.system, { language: languageReference() });
  return [
    { role: 'system', content: system },
    { role: 'user', content },
  ];
}

/** Asks for the same once more, when a reply could not be read. */
export function renderReformat(
  question: readonly Message[],
  reply: string,
  problem: string,
): readonly Message[] {
  return [
    ...question,
    { role: 'assistant', content: reply.slice(0, MAX_ECHO) },
    { role: 'user', content: fillTemplate(PROMPTS.reformat, { problem }) },
  ];
}

/** Without directories: they say nothing about the program, and are nobody else's business. */
function tellTarget({ target: { specifier, kind } }: SynthesisContext): string {
  const name = specifier.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '');
  return `${name}, ${kind === 'function' ? 'a function' : 'a program that reads standard input'}`;
}

function listProgram({ sources, pairs, places }: SynthesisContext): string {
  const [pair] = pairs;
  const hits = new Map<string, LineHits>();
  if (pair !== undefined) {
    for (const { file } of sources) {
      const [slow, fast] = [pair.slowCoverage, pair.fastCoverage].map((coverage) =>
        hitsOf(coverage, file),
      );
      const lines = [...new Set([...(slow?.keys() ?? []), ...(fast?.keys() ?? [])])];
      if (lines.length === 0) continue;
      hits.set(
        file,
        new Map(lines.map((line) => [line, [slow?.get(line) ?? 0, fast?.get(line) ?? 0]])),
      );
    }
  }
  return listSources(
    { sources, hits, hot: [...places, ...pairs.flatMap(({ lines }) => lines)] },
    SOURCE_BUDGET,
  );
}

function hitsOf(coverage: readonly FileCoverage[], file: string): ReadonlyMap<number, number> {
  const lines = coverage.find((covered) => covered.file === file)?.lines ?? [];
  const hits = new Map<number, number>();
  for (let i = 0; i + 1 < lines.length; i += 2) hits.set(lines[i] ?? 0, lines[i + 1] ?? 0);
  return hits;
}

function tellPlace({ place, names, description }: InputPlace): string {
  const also = names.filter((name) => name !== place).map((name) => `"${name}"`);
  return `- "${place}"${also.length > 0 ? `, also ${also.join(', ')}` : ''}: ${description}`;
}

function tellPair(pair: ContrastPair, index: number, context: SynthesisContext): string {
  const names = new Map(context.sources.map(({ file, name }) => [file, name]));
  const lines = pair.lines
    .slice(0, MAX_LINES)
    .map(
      ({ file, line, slowHits, fastHits }) =>
        `  ${names.get(file) ?? file}:${line} ran ${slowHits} times in the slow run, ${fastHits} in the fast one`,
    );
  return [
    `Pair ${index + 1}: the slow run costs ${pair.ratio.toPrecision(3)} times as much.`,
    tellRun('slow', pair.slow, context),
    tellRun('fast', pair.fast, context),
    ...(lines.length === 0 ? [] : ['Lines that differ most:', ...lines]),
  ].join('\n');
}

function tellRun(what: string, run: ProfiledRun, context: SynthesisContext): string {
  const { target, inputs } = context;
  const nameOf = (index: number): string =>
    inputs.find(({ place }) => place === `args[${index}]`)?.names[0] ?? `args[${index}]`;
  const lines = digestInput(context.show(run.input), target.kind, nameOf);
  const head = `${what} input, size ${run.size}, cost ${run.steps} steps:`;
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
}
