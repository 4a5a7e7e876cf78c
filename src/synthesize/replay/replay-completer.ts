import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { Completer, Completion, Question } from '../llm/completer.ts';
import { listTranscripts, readTranscript, type Transcript } from '../llm/transcript.ts';

interface Recorded {
  readonly name: string;
  readonly transcript: Transcript;
}

/**
 * Answers from the transcripts in a directory. A question is matched by program, purpose and round, in the order of
 * recording, and not by its words: measured figures in a prompt change with the engine and the sample, while what was
 * answered still holds or is turned away by the gate. What differs from the recording is noted. No question is
 * rendered, so a replay costs no executions.
 * @throws UsageError when the directory cannot be read or holds no transcript; DataError when one is damaged
 */
export function createReplayCompleter(directory: string): Completer {
  const recorded = listTranscripts(directory).map((name): Recorded => ({
    name,
    transcript: readTranscript(join(directory, name)),
  }));
  if (recorded.length === 0) {
    throw new UsageError(`There are no transcripts in ${directory}.`, {
      hint: 'Give a directory with files such as 001.json, as a run with --synth llm writes them.',
    });
  }
  const used = new Set<Recorded>();
  return {
    async complete(question): Promise<Completion> {
      question.signal.throwIfAborted();
      const matching = recorded.filter(
        (entry) => !used.has(entry) && answers(entry.transcript, question),
      );
      // The very same program before one that only has its name: solutions of several problems share names.
      const found =
        matching.find(({ transcript }) => isSameProgram(transcript, question)) ?? matching[0];
      if (found === undefined)
        return await Promise.resolve({
          texts: [],
          notes: [missing(directory, recorded, question)],
        });
      used.add(found);
      return { texts: found.transcript.replies, notes: notesOn(found, question) };
    },
  };
}

function answers({ subject, purpose, round }: Transcript, question: Question): boolean {
  return (
    (subject.digest === question.subject.digest || subject.name === question.subject.name) &&
    purpose === question.purpose &&
    round === question.round
  );
}

function isSameProgram({ subject }: Transcript, question: Question): boolean {
  return subject.digest === question.subject.digest;
}

function missing(
  directory: string,
  recorded: readonly Recorded[],
  { subject, purpose, round }: Question,
): string {
  const names = [...new Set(recorded.map(({ transcript }) => transcript.subject.name))];
  return names.includes(subject.name)
    ? `${directory} holds no further answer for round ${round} (${purpose}) of ${subject.name}`
    : `${directory} holds answers for ${names.join(', ')}, none for ${subject.name}`;
}

function notesOn({ name, transcript }: Recorded, question: Question): readonly string[] {
  const notes: string[] = [];
  if (!isSameProgram(transcript, question)) {
    notes.push(`${name} was recorded with another version of ${question.subject.name}`);
  }
  if (transcript.promptVersion !== question.promptVersion) {
    notes.push(
      `${name} was recorded with prompts ${transcript.promptVersion}, these are ${question.promptVersion}`,
    );
  }
  if (transcript.replies.length === 0) notes.push(`${name} holds an empty answer`);
  return notes;
}
