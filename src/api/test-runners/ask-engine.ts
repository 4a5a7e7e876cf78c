import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineAnswer, EngineJob, EngineReplies } from './messages.ts';

/** The built entry of the engine's process: beside the built runners, or in `dist` when these run from their sources. */
function enginePath(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(
    new URL(
      isSource ? '../../../dist/src/api/test-runners/engine.js' : './engine.js',
      import.meta.url,
    ),
  );
}

/**
 * Does a job in a process of its own: test runners replace timers, modules and globals, and the engine must not see any
 * of it.
 * @throws Error with what happened and what to do.
 */
export async function askEngine<K extends EngineJob['kind']>(
  job: Extract<EngineJob, { readonly kind: K }>,
): Promise<EngineReplies[K]> {
  const { code, out, talk } = await run(JSON.stringify(job));
  const answer = parseAnswer(out);
  if (answer === undefined) {
    const reason = talk.trim().split('\n').slice(-5).join('\n');
    throw new Error(`slowpath ended with ${code ?? 'a signal'} and no answer\n${reason}`);
  }
  if (!answer.ok) {
    throw new Error(
      answer.hint === undefined ? answer.message : `${answer.message}\nhint: ${answer.hint}`,
    );
  }
  // The engine is our own code and answers a job of a kind with the reply of that kind.
  return answer.value as EngineReplies[K];
}

function parseAnswer(text: string): EngineAnswer | undefined {
  try {
    return JSON.parse(text) as EngineAnswer;
  } catch {
    // The process died: what it said on stderr tells why.
    return undefined;
  }
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

async function run(input: string): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    // Without the runner's own flags and loaders.
    const env = { ...process.env };
    delete env['NODE_OPTIONS'];
    delete env['NODE_V8_COVERAGE'];
    const child = spawn(process.execPath, [enginePath()], { env, stdio: 'pipe' });
    let out = '';
    let talk = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (talk += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, talk }));
    // A process that ended early is told by its exit.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
