import type { Style } from '../../report/paint.ts';
import { padEnd, printable } from '../../report/printable.ts';
import type { DoctorFinding } from '../doctor-finding.ts';
import { EXIT } from '../exit-code.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

const SIGNS: Readonly<Record<DoctorFinding['verdict'], readonly [string, Style]>> = {
  ok: ['ok', 'green'],
  warning: ['warn', 'yellow'],
  problem: ['fail', 'red'],
};

/** `slowpath doctor`: whether slowpath can work here, and what keeps programs under test in check. */
export async function doctorCommand(parsed: ParsedOptions, context: CommandContext): Promise<void> {
  const { host, jobs, paint } = context;
  const findings = await jobs.examine(host);
  if (parsed['json'] === true) {
    host.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  } else {
    const width = Math.max(...findings.map(({ name }) => name.length));
    for (const { name, verdict, detail, advice } of findings) {
      const [sign, style] = SIGNS[verdict];
      const label = paint(style, padEnd(sign, 4));
      host.stdout.write(`${label}  ${padEnd(name, width)}  ${printable(detail)}\n`);
      if (advice !== undefined) host.stdout.write(`      ${' '.repeat(width)}  → ${advice}\n`);
    }
  }
  // A machine on which slowpath cannot work is a configuration error.
  if (findings.some(({ verdict }) => verdict === 'problem')) context.end(EXIT.usage);
}
