import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SynthKind } from '../config/option-values.ts';
import { DataError, UsageError } from '../core/errors.ts';
import type { Synthesizer } from '../core/synthesis.ts';
import { sizeStrata } from '../evaluate/size-strata.ts';
import { uplift } from '../evaluate/uplift.ts';
import { createAskingSynthesizer } from '../synthesize/llm/ask-proposal.ts';
import { createProfileSynthesizer } from '../synthesize/profile/synthesizer.ts';
import { createUserSynthesizer } from '../synthesize/user-synthesizer.ts';
import { createCompleter, type ModelAccess } from './language-models.ts';

/** Larger files are no constraints. Characters. */
const MAX_FILE = 1 << 20;

/**
 * Who proposes constraints: the user's own file first, then what `--synth` names, in its order.
 * @throws UsageError or DataError when one of them cannot work
 */
export function createSynthesizers(access: ModelAccess): readonly Synthesizer[] {
  const { options, cwd } = access;
  const own =
    options.constraints === undefined
      ? []
      : [
          createUserSynthesizer(
            readDocument(resolve(cwd, options.constraints), options.constraints),
          ),
        ];
  return [...own, ...options.synth.map((kind) => CREATORS[kind](access))];
}

const CREATORS: Readonly<Record<SynthKind, (access: ModelAccess) => Synthesizer>> = {
  profile: () => createProfileSynthesizer({ stratify: sizeStrata, uplift }),
  llm: (access) => createAskingSynthesizer('llm', createCompleter('llm', access)),
  replay: (access) => createAskingSynthesizer('replay', createCompleter('replay', access)),
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
