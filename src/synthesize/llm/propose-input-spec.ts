import { createHash } from 'node:crypto';
import { PROMPTS } from '../../../constraints/prompts/prompt-set.ts';
import { fillTemplate } from '../../../constraints/prompts/template.ts';
import { AppError } from '../../core/errors.ts';
import type { InputSpec } from '../../core/input-spec.ts';
import type { Completer, Message } from './completer.ts';
import { digestInput } from './digest-input.ts';
import { findJson } from './find-json.ts';

export interface InputSpecFacts {
  /** What to call the program. */
  readonly name: string;
  /** The task in words; empty when there are none. */
  readonly statement: string;
  /** Known-good texts of stdin, at least one. */
  readonly examples: readonly string[];
  readonly signal: AbortSignal;
}

export interface InputSpecPorts {
  /** Checks a document. @throws DataError that says what is wrong with it */
  readonly parseSpec: (document: unknown) => InputSpec;
  /** Whether it reads all known-good inputs and rejects enough broken ones: the same rule as for any other spec. */
  readonly acceptSpec: (spec: InputSpec) => SpecVerdict;
  /** Whether a text is an input by the spec. */
  readonly reads: (spec: InputSpec, text: string) => boolean;
}

export type SpecVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reasons: readonly string[] };

export interface ProposedSpec {
  /** Undefined when none was accepted. */
  readonly spec: InputSpec | undefined;
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

/** Questions at most: the first, and two that mend. */
const MAX_ROUNDS = 3;
/** Characters of the statement, and examples, that are shown. */
const MAX_STATEMENT = 12_000;
const MAX_EXAMPLES = 4;
const MAX_EXAMPLE = 1200;
/** Of what was turned away. */
const MAX_DOCUMENT = 3000;
/** Numbers of an example that are replaced to see whether it matters. */
const MAX_REPLACED = 8;

/**
 * Asks for the InputSpec of a stdin program and takes it only by the rule that holds for all specs; what fails goes back
 * with the reasons, twice.
 * @throws UsageError when there is no answer at all
 */
export async function proposeInputSpec(
  completer: Completer,
  facts: InputSpecFacts,
  ports: InputSpecPorts,
): Promise<ProposedSpec> {
  const { name, statement, examples, signal } = facts;
  const digest = createHash('sha256')
    .update(JSON.stringify([statement, examples]))
    .digest('hex');
  const notes: string[] = [];
  const rejected: string[] = [];
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const completion = await completer.complete({
      purpose: 'input-spec',
      subject: { name, digest },
      round,
      promptVersion: PROMPTS.version,
      messages: async () => await Promise.resolve(messagesFor(facts, rejected)),
      // The form of a spec is recursive, with keys of its own: more than servers hold models to.
      format: undefined,
      signal,
    });
    notes.push(...completion.notes);
    if (completion.texts.length === 0) break;
    for (const text of completion.texts) {
      const judged = judge(text, examples, ports);
      if (judged.kind === 'accepted') return { spec: judged.spec, notes };
      rejected.push(judged.report);
    }
  }
  notes.push('no description of the input was accepted');
  return { spec: undefined, notes };
}

type Judged =
  | { readonly kind: 'accepted'; readonly spec: InputSpec }
  | { readonly kind: 'rejected'; readonly report: string };

function judge(
  text: string,
  examples: readonly string[],
  { parseSpec, acceptSpec, reads }: InputSpecPorts,
): Judged {
  const document = specIn(text);
  if (document === undefined) {
    return { kind: 'rejected', report: `- a reply without a JSON document: ${cut(text, 200)}` };
  }
  const reject = (reasons: readonly string[]): Judged => ({
    kind: 'rejected',
    report: [
      `- ${cut(JSON.stringify(document), MAX_DOCUMENT)}`,
      ...reasons.map((why) => `  ${why}`),
    ].join('\n'),
  });
  try {
    const spec = parseSpec(document);
    if (spec.kind !== 'stdin') return reject(['"kind" must be "stdin"']);
    const verdict = acceptSpec(spec);
    if (!verdict.accepted) return reject(verdict.reasons);
    const loose = wordsForNumbers(examples).find((broken) => reads(spec, broken));
    if (loose === undefined) return { kind: 'accepted', spec };
    return reject([`it takes words for numbers: ${cut(JSON.stringify(loose), 200)}`]);
  } catch (error) {
    // A document that is no spec, or one that contradicts itself.
    if (error instanceof AppError) return reject([error.message]);
    throw error;
  }
}

/**
 * The examples with words in place of numbers; none unless they hold nothing but numbers. A spec that says next to
 * nothing passes the other rule: what is broken there is broken by the spec's own words.
 */
function wordsForNumbers(examples: readonly string[]): readonly string[] {
  const isNumeric = examples.every((text) => /^[\s\d.+-]*$/.test(text));
  if (!isNumeric) return [];
  return examples.flatMap((text) => {
    const tokens = [...text.matchAll(/\S+/g)];
    const stride = Math.max(1, Math.ceil(tokens.length / MAX_REPLACED));
    return tokens
      .filter((_, i) => i % stride === 0)
      .map(({ index, 0: token }) => `${text.slice(0, index)}x${text.slice(index + token.length)}`);
  });
}

/** The outermost object that has fields and a layout. */
function specIn(text: string): object | undefined {
  for (const value of findJson(text)) {
    if (typeof value === 'object' && value !== null && 'fields' in value && 'layout' in value) {
      return value;
    }
  }
  return undefined;
}

function messagesFor(
  { statement, examples }: InputSpecFacts,
  rejected: readonly string[],
): readonly Message[] {
  const shown = [...examples].toSorted((a, b) => a.length - b.length).slice(0, MAX_EXAMPLES);
  const content = fillTemplate(PROMPTS.inputSpec, {
    statement: cut(statement, MAX_STATEMENT),
    examples: shown.map(tellExample).join('\n\n'),
    rejected: rejected.join('\n'),
  });
  return [{ role: 'user', content }];
}

function tellExample(text: string, index: number): string {
  const lines = text.length <= MAX_EXAMPLE ? [text.trimEnd()] : digestInput(text, 'stdin');
  return [`Example ${index + 1}:`, ...lines].join('\n');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
