import { createHash } from 'node:crypto';
import { PROMPTS } from '../../../constraints/prompts/prompt-set.ts';
import { AppError } from '../../core/errors.ts';
import type {
  ProgramSource,
  Proposal,
  SynthesisContext,
  SynthesisHistory,
  Synthesizer,
} from '../../core/synthesis.ts';
import type { Completer, Message, Question, Subject } from './completer.ts';
import { mergeReplies } from './merge-replies.ts';
import { renderQuestion, renderReformat } from './prompt.ts';
import { readReply, type Reply } from './reply.ts';

/**
 * A synthesizer that asks whoever completes: the first round proposes, later ones mend with the gate's evidence and the
 * search's scoreboard. A reply in which nothing can be read is asked for once more. When the first round gets no answer
 * at all, that is an error; later ones leave the run with what it has, and a note.
 */
export function createAskingSynthesizer(name: 'llm' | 'replay', completer: Completer): Synthesizer {
  return {
    name,
    async propose(context, history) {
      try {
        return await askProposal(completer, context, history);
      } catch (error) {
        if (!(error instanceof AppError) || history.round === 1) throw error;
        return {
          constraints: [],
          recipes: [],
          notes: [`round ${history.round}: ${error.message}`],
        };
      }
    },
  };
}

async function askProposal(
  completer: Completer,
  context: SynthesisContext,
  history: SynthesisHistory,
): Promise<Proposal> {
  let rendered: Promise<readonly Message[]> | undefined;
  const messages = async (): Promise<readonly Message[]> =>
    await (rendered ??= renderQuestion(context, history));
  const question: Question = {
    purpose: history.round === 1 ? 'propose' : 'repair',
    subject: subjectOf(context.sources),
    round: history.round,
    promptVersion: PROMPTS.version,
    messages,
    format: PROMPTS.proposalSchema,
    signal: context.signal,
  };
  const { texts, notes } = await completer.complete(question);
  const replies = texts.map(readReply);
  const [first] = texts;
  if (first === undefined || replies.some(({ isAnswer }) => isAnswer)) {
    return merged(replies, notes, history);
  }
  const again = await completer.complete({
    ...question,
    purpose: 'reformat',
    messages: async () => renderReformat(await messages(), first, problemOf(first)),
  });
  const second = again.texts.map(readReply);
  const unread = second.some(({ isAnswer }) => isAnswer)
    ? []
    : ['no answer could be read in the reply of the model'];
  return merged([...replies, ...second], [...notes, ...again.notes, ...unread], history);
}

function merged(
  replies: readonly Reply[],
  notes: readonly string[],
  { accepted, rejected }: SynthesisHistory,
): Proposal {
  const taken = [
    ...accepted.map(({ constraint }) => constraint.id),
    ...rejected.map(({ id }) => id),
  ];
  const proposal = mergeReplies(replies, taken);
  return { ...proposal, notes: [...notes, ...proposal.notes] };
}

function problemOf(text: string): string {
  return /[[{]/.test(text)
    ? 'there is JSON in it, but no complete object with constraints or recipes.'
    : 'there is no JSON object in it.';
}

/** A program by the names and texts of its modules, whatever path it was loaded by. */
function subjectOf(sources: readonly ProgramSource[]): Subject {
  const hash = createHash('sha256');
  for (const { name, code } of sources) hash.update(JSON.stringify([name, code]));
  const more = sources.length > 1 ? ` and ${sources.length - 1} more` : '';
  return { name: `${sources[0]?.name ?? 'no source'}${more}`, digest: hash.digest('hex') };
}
