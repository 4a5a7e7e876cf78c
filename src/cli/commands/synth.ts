import { printable } from '../../report/printable.ts';
import { apiKeyOf } from '../api-key.ts';
import { EXIT } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { resolveCommandOptions } from '../resolve-options.ts';
import { printScoreboard } from '../../report/scoreboard.ts';
import { scoreboardJson } from '../../synthesize/scoreboard.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';
import { createDisplay } from './fuzz.ts';

/** `slowpath synth <target>`: constraints, what the gate said of them, and what they are worth. */
export async function synthCommand(
  target: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs, paint } = context;
  const options = resolveCommandOptions(parsed, host);
  const display = createDisplay(context);
  const interrupt = listenForInterrupt(
    host,
    display,
    'finishing early: what was proposed so far is told',
  );
  try {
    const result = await jobs.synthesize({ target, options, cwd: host.cwd }, display, {
      clock: host.clock,
      apiKey: apiKeyOf(host.env),
      finishEarly: interrupt.signal,
    });
    display.close();
    for (const note of result.notes) host.stderr.write(`note: ${printable(note)}\n`);
    host.stdout.write(
      options.options.json
        ? `${JSON.stringify(scoreboardJson(target, result.records), null, 2)}\n`
        : printScoreboard(result.records, { width: host.stdout.columns, paint }),
    );
    if (interrupt.signal.aborted) context.end(EXIT.interrupted);
  } finally {
    display.close();
    interrupt.close();
  }
}
