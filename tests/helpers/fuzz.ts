import { join } from 'node:path';
import { resolveOptions, type UserOptions } from '../../src/config/options.ts';
import { type FuzzResult, runFuzz } from '../../src/pipeline/fuzz.ts';
import { currentVersions } from '../../src/pipeline/versions.ts';
import { readTree } from './cli.ts';

export interface TickOptions {
  /** What a look at the clock advances it by. Milliseconds. */
  readonly tickMs?: number;
  /** Looks at the clock after which the user interrupts. */
  readonly stopAfterTicks?: number;
}

/** Runs the main job in this process; its clock goes by ticks, so that nothing in it depends on the machine. */
export async function fuzz(
  target: string,
  cwd: string,
  options: UserOptions & { readonly out: string },
  { tickMs = 1, stopAfterTicks = Infinity }: TickOptions = {},
): Promise<FuzzResult & { readonly said: readonly string[] }> {
  const said: string[] = [];
  let ticks = 0;
  const interrupt = new AbortController();
  const result = await runFuzz(
    { target, options: resolveOptions({ commandLine: options }, { cpuCount: 2 }), cwd },
    { status: () => undefined, say: (text) => void said.push(text) },
    {
      clock: () => {
        if (++ticks === stopAfterTicks) interrupt.abort();
        return ticks * tickMs;
      },
      now: () => new Date(0),
      owner: { pid: process.pid, host: 'here', isAlive: () => true },
      versions: currentVersions(process.versions.node),
      apiKey: undefined,
      finishEarly: interrupt.signal,
    },
  );
  return { ...result, said };
}

/** What must be the same, byte for byte: files of `suite/` and `queue/` with their content. */
export function deterministicFiles(directory: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const folder of ['suite', 'queue'])
    for (const [name, text] of Object.entries(readTree(join(directory, folder))))
      files[`${folder}/${name}`] = text;
  return files;
}
