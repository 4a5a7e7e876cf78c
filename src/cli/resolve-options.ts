import { readConfigFile } from '../config/config-file.ts';
import { type OptionSet, resolveOptions } from '../config/options.ts';
import { commandLineOptions, environmentOptions } from './option-flags.ts';
import type { CliHost } from './ports.ts';

/**
 * Command line over environment over configuration file over defaults.
 * @throws UsageError or DataError that names the option and where it was given.
 */
export function resolveCommandOptions(
  parsed: Readonly<Record<string, unknown>>,
  host: CliHost,
): OptionSet {
  const named = parsed['config'];
  return resolveOptions(
    {
      commandLine: commandLineOptions(parsed),
      environment: environmentOptions(host.env),
      config: readConfigFile(host.cwd, typeof named === 'string' ? named : undefined),
    },
    { cpuCount: host.cpuCount },
  );
}
