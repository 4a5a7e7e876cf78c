/** What a model is asked for, in the words of transcripts. */
export const PURPOSES = ['propose', 'repair', 'reformat', 'input-spec'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** The form of an answer, for servers that can hold a model to it. */
export interface AnswerFormat {
  /** Letters, digits and underscores. */
  readonly name: string;
  /** JSON Schema, within what servers support of it: every property required, none beside them. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Which program a question is about, so that a recorded answer is not given for another one. */
export interface Subject {
  /** The entry's file name, or what else people call it. */
  readonly name: string;
  /** SHA-256 of its sources, hex. */
  readonly digest: string;
}

export interface Question {
  readonly purpose: Purpose;
  readonly subject: Subject;
  /** The round of synthesis, from 1. */
  readonly round: number;
  /** Of the prompts that the messages were made of. */
  readonly promptVersion: string;
  /** Made only when they are needed: an answer that is recorded takes none. */
  messages(): Promise<readonly Message[]>;
  /** Undefined when the answer's form cannot be given by a schema. */
  readonly format: AnswerFormat | undefined;
  readonly signal: AbortSignal;
}

export interface Completion {
  /** Candidates, each a reply on its own; none when nothing was to be had, which a note explains. */
  readonly texts: readonly string[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

/** Answers questions: a language model, or the record of one. */
export interface Completer {
  /**
   * @throws UsageError when there is no answer and the user has to do something about it; the signal's reason when it
   *   aborts.
   */
  complete(question: Question): Promise<Completion>;
}
