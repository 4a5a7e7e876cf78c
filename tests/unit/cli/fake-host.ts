import type { CliHost, Jobs, Output } from '../../../src/cli/ports.ts';
import { runCli } from '../../../src/cli/program.ts';

export interface FakeHost extends CliHost {
  readonly out: () => string;
  readonly talk: () => string;
  /** Presses Ctrl-C. */
  readonly interrupt: () => void;
  readonly exits: readonly number[];
}

function collect(isTty: boolean): Output & { text: () => string } {
  let text = '';
  return {
    write: (more) => {
      text += more;
    },
    isTty,
    columns: 100,
    text: () => text,
  };
}

export function fakeHost(changes: Partial<CliHost> & { readonly stdin?: string } = {}): FakeHost {
  const { stdin = '', ...given } = changes;
  const out = collect(false);
  const talk = collect(false);
  const handlers = new Set<() => void>();
  const exits: number[] = [];
  return {
    cwd: '/nowhere',
    env: {},
    stdout: out,
    stderr: talk,
    terminal: undefined,
    versions: { slowpath: '9.8.7', node: '20.20.2', instrumentation: 1 },
    cpuCount: 4,
    owner: { pid: 1, host: 'here', isAlive: () => false },
    clock: () => 0,
    now: () => new Date(0),
    readStdin: () => Promise.resolve(stdin),
    onInterrupt: (handler) => {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    exit: (code) => exits.push(code),
    out: out.text,
    talk: talk.text,
    interrupt: () => {
      for (const handler of handlers) handler();
    },
    exits,
    ...given,
  };
}

/** Jobs that fail the test when a command starts one that it should not. */
export function fakeJobs(changes: Partial<Jobs> = {}): Jobs {
  const unexpected = (name: string) => () => Promise.reject(new Error(`${name} was started`));
  return {
    fuzz: unexpected('fuzz'),
    synthesize: unexpected('synthesize'),
    runInput: unexpected('runInput'),
    rebuildSuite: unexpected('rebuildSuite'),
    campaign: unexpected('campaign'),
    exportDataset: unexpected('exportDataset'),
    importDataset: unexpected('importDataset'),
    check: unexpected('check'),
    evaluate: unexpected('evaluate'),
    examine: unexpected('examine'),
    ...changes,
  };
}

/** Runs a command line; the command's words are separated by one space. */
export async function runLine(
  line: string,
  host: FakeHost = fakeHost(),
  jobs: Jobs = fakeJobs(),
): Promise<{ readonly code: number; readonly out: string; readonly talk: string }> {
  const code = await runCli(line === '' ? [] : line.split(' '), host, jobs);
  return { code, out: host.out(), talk: host.talk() };
}
