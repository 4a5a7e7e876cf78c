import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SynthKind } from '../config/option-values.ts';
import type { ResolvedOptions } from '../config/options.ts';
import { DataError, UsageError } from '../core/errors.ts';
import type { Synthesizer } from '../core/synthesis.ts';
import { sizeStrata } from '../evaluate/size-strata.ts';
import { uplift } from '../evaluate/uplift.ts';
import { createLlmSynthesizer } from '../synthesize/llm/synthesizer.ts';
import { createProfileSynthesizer } from '../synthesize/profile/synthesizer.ts';
import { createReplaySynthesizer } from '../synthesize/replay/synthesizer.ts';
import { createUserSynthesizer } from '../synthesize/user-synthesizer.ts';

export interface SynthesizerOptions {
  readonly options: ResolvedOptions;
  readonly cwd: string;
  /** Key of the language model's server, from the environment; handed to its client and to nobody else. */
  readonly apiKey: string | undefined;
  /** Where exchanges are written; undefined for nowhere. */
  readonly transcriptDirectory: string | undefined;
}

/** Answers are kept below the working directory, as other tools keep their caches. */
const CACHE = join('node_modules', '.cache', 'slowpath', 'llm');
/** Larger files are no constraints. Characters. */
const MAX_FILE = 1 << 20;

/**
 * Who proposes constraints: the user's own file first, then what `--synth` names, in its order.
 * @throws UsageError or DataError when one of them cannot work
 */
export function createSynthesizers(setting: SynthesizerOptions): readonly Synthesizer[] {
  const { options, cwd } = setting;
  const own =
    options.constraints === undefined
      ? []
      : [
          createUserSynthesizer(
            readDocument(resolve(cwd, options.constraints), options.constraints),
          ),
        ];
  return [...own, ...options.synth.map((kind) => CREATORS[kind](setting))];
}

const CREATORS: Readonly<Record<SynthKind, (setting: SynthesizerOptions) => Synthesizer>> = {
  profile: () => createProfileSynthesizer({ stratify: sizeStrata, uplift }),
  llm: ({ options, cwd, apiKey, transcriptDirectory }) =>
    createLlmSynthesizer(
      {
        model: options.model ?? '',
        baseUrl: options.baseUrl,
        apiKey,
        limits: options.llm,
        cacheDirectory: resolve(cwd, CACHE),
        transcriptDirectory,
      },
      { seed: options.seed },
    ),
  replay: ({ options, cwd }) =>
    createReplaySynthesizer({ directory: resolve(cwd, options.transcript ?? '') }),
};

function readDocument(path: string, shown: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--constraints ${shown}: ${reason}`, { cause });
  }
  if (text.length > MAX_FILE)
    throw new DataError(`${shown} is larger than ${MAX_FILE} characters: it holds no constraints.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(`${shown} is not JSON: ${reason}`, { cause });
  }
}
