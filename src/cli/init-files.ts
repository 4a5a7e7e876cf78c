import { printBaseline } from '../check/baseline-file.ts';
import { CONFIG_FILE } from '../config/config-file.ts';
import type { RunVersions } from '../core/run-record.ts';
import { BASELINE_FILE } from './commands/check.ts';

/** What is known of the project that files are written for. */
export interface ProjectFacts {
  /** It has a tsconfig.json. */
  readonly isTypeScript: boolean;
  readonly versions: RunVersions;
}

/** A file of a new project. */
export interface InitFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
}

/** Steps of an execution at most: a suite that is replayed on every change must stay quick. */
const CONFIG = { time: '20s', maxSize: '4k', maxSteps: '2^26', seed: 1 };

export function initFiles({ isTypeScript, versions }: ProjectFacts): readonly InitFile[] {
  const target = `stress/first.slowpath.${isTypeScript ? 'ts' : 'js'}`;
  return [
    {
      path: CONFIG_FILE,
      text: `${JSON.stringify(CONFIG, null, 2)}\n`,
      purpose: 'options of every command here',
    },
    {
      path: target,
      text: firstTarget(isTypeScript),
      purpose: 'a first target: call your own code in it',
    },
    {
      path: 'slowpath-out/.gitignore',
      text: GITIGNORE,
      purpose: 'of a run, git keeps the suite and its record',
    },
    {
      path: BASELINE_FILE,
      text: printBaseline({
        nodeMajor: Number(/\d+/.exec(versions.node)?.[0] ?? 0),
        instrumentation: versions.instrumentation,
        suites: new Map(),
        tolerances: new Map(),
      }),
      purpose: 'what the suites cost; nothing yet',
    },
    {
      path: '.github/workflows/slowpath.yml',
      text: workflow(versions),
      purpose: 'checks every pull request',
    },
  ];
}

/** The commands to go on with, after {@link initFiles}. */
export function nextCommands(isTypeScript: boolean): readonly (readonly [string, string])[] {
  return [
    [
      `npx slowpath fuzz stress/first.slowpath.${isTypeScript ? 'ts' : 'js'}`,
      'search for slow inputs',
    ],
    ['npx slowpath check --update', 'accept what they cost, and commit'],
    ['npx slowpath check', 'fails when they cost more'],
  ];
}

function firstTarget(isTypeScript: boolean): string {
  return `import { defineTarget } from 'slowpath';

/** Stands for your own code: import that here instead. */
function longestWord(text${isTypeScript ? ': string' : ''}) {
  let longest = '';
  for (const word of text.split(' ')) if (word.length > longest.length) longest = word;
  return longest;
}

// What \`run\` does is counted, step by step; \`input\` says what it may be given.
export default defineTarget({
  run: (text${isTypeScript ? ': string' : ''}) => longestWord(text),
  input: {
    version: 1,
    kind: 'function',
    args: [{ name: 'text', spec: { type: 'string', alphabet: 'abc ', maxLength: 4000 } }],
  },
});
`;
}

const GITIGNORE = `# Of every run, what \`slowpath check\` needs is kept: its record and its suite.
*
!.gitignore
!*/
!*/run.json
!*/suite/**
# Earlier runs, which --fresh has moved aside.
*-old-*/
`;

function workflow({ node }: RunVersions): string {
  const major = /\d+/.exec(node)?.[0] ?? '20';
  return `name: slowpath

on: pull_request

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          # Steps hold within a major version of Node: the one that the baseline was measured with.
          node-version: ${major}
          cache: npm
      - run: npm ci
      # Compares with ${BASELINE_FILE}. To compare with the target branch instead, check out with fetch-depth: 0 and
      # give the action base: origin/\${{ github.base_ref }}
      - uses: ./node_modules/slowpath/action
`;
}
