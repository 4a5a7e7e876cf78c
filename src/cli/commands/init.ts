import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../check/replace-file.ts';
import { type InitFile, initFiles, nextCommands } from '../init-files.ts';
import type { CommandContext } from './command-context.ts';

/** `slowpath init`: writes what a project needs to guard against slowdowns. Never overwrites. */
export function initCommand({ host, paint }: CommandContext): void {
  const isTypeScript = existsSync(join(host.cwd, 'tsconfig.json'));
  const files = initFiles({ isTypeScript, versions: host.versions });
  const written = files.map((file) => ({ file, isNew: writeNew(file, host.cwd) }));
  const width = Math.max(...files.map(({ path }) => path.length));
  const lines = written.map(({ file: { path, purpose }, isNew }) => {
    const what = isNew ? paint('green', 'wrote') : paint('yellow', 'kept ');
    return `${what}  ${path.padEnd(width)}  ${isNew ? purpose : 'was there already'}`;
  });
  const commands = nextCommands(isTypeScript);
  const commandWidth = Math.max(...commands.map(([command]) => command.length));
  const next = commands.map(
    ([command, purpose]) => `  ${paint('cyan', command.padEnd(commandWidth))}  ${purpose}`,
  );
  host.stdout.write(`${[...lines, '', 'Next:', ...next].join('\n')}\n`);
}

/** @returns false when there is a file already: it is left as it is. */
function writeNew({ path, text }: InitFile, cwd: string): boolean {
  const file = join(cwd, path);
  if (existsSync(file)) return false;
  replaceFile(file, text);
  return true;
}
