import { extname } from 'node:path/posix';

interface Language {
  readonly name: string;
  /** First the one that files of ours get. */
  readonly extensions: readonly string[];
  /** Index in the language enumeration of CodeContests; it has none for JavaScript. */
  readonly codecontests?: number;
  readonly runnable?: true;
}

const LANGUAGES: readonly Language[] = [
  { name: 'javascript', extensions: ['.js', '.cjs', '.mjs'], runnable: true },
  { name: 'typescript', extensions: ['.ts', '.cts', '.mts'], runnable: true },
  { name: 'python2', extensions: ['.py2'], codecontests: 1 },
  { name: 'cpp', extensions: ['.cpp', '.cc', '.cxx', '.c++'], codecontests: 2 },
  { name: 'python3', extensions: ['.py', '.py3'], codecontests: 3 },
  { name: 'java', extensions: ['.java'], codecontests: 4 },
  { name: 'c', extensions: ['.c'] },
  { name: 'csharp', extensions: ['.cs'] },
  { name: 'go', extensions: ['.go'] },
  { name: 'kotlin', extensions: ['.kt'] },
  { name: 'ruby', extensions: ['.rb'] },
  { name: 'rust', extensions: ['.rs'] },
];

/** Of what no language is known. */
export const UNKNOWN_LANGUAGE = 'unknown';
const UNKNOWN_EXTENSION = '.txt';
/** What CodeContests calls UNKNOWN_LANGUAGE. */
const UNKNOWN_NUMBER = 0;

/** @returns undefined when the extension is that of no language. */
export function languageOfFile(name: string): string | undefined {
  const extension = extname(name).toLowerCase();
  return LANGUAGES.find(({ extensions }) => extensions.includes(extension))?.name;
}

export function extensionOf(language: string): string {
  return LANGUAGES.find(({ name }) => name === language)?.extensions[0] ?? UNKNOWN_EXTENSION;
}

/** Can slowpath run it here? */
export function isRunnable(language: string): boolean {
  return LANGUAGES.find(({ name }) => name === language)?.runnable === true;
}

export function codecontestsNumber(language: string): number {
  return LANGUAGES.find(({ name }) => name === language)?.codecontests ?? UNKNOWN_NUMBER;
}

export function codecontestsLanguage(number: number): string {
  return LANGUAGES.find(({ codecontests }) => codecontests === number)?.name ?? UNKNOWN_LANGUAGE;
}

/** The name that slowpath uses for what others write as `C++`, `py3`, `js`. */
export function languageNamed(text: string): string {
  const word = text.trim().toLowerCase();
  return ALIASES.get(word) ?? (word === '' ? UNKNOWN_LANGUAGE : word);
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['js', 'javascript'],
  ['node', 'javascript'],
  ['nodejs', 'javascript'],
  ['ts', 'typescript'],
  ['c++', 'cpp'],
  ['py', 'python3'],
  ['python', 'python3'],
  ['py3', 'python3'],
  ['py2', 'python2'],
  ['c#', 'csharp'],
  ['golang', 'go'],
  ['unknown_language', UNKNOWN_LANGUAGE],
]);
