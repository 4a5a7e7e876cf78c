import { existsSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { harnessDirectory } from '../../execute/shard.ts';
import type { DoctorFinding } from '../doctor-finding.ts';
import type { CliHost } from '../ports.ts';
import { type ProtectionProbe, probeProtection } from './probe-protection.ts';

const MIN_NODE = [20, 19] as const;
/** What one worker takes at most by default, with its own overhead. */
const WORKER_BYTES = 800 * 2 ** 20;

/** Looks at the machine, and tries out in a real worker what a program under test may do. */
export async function examine(host: CliHost): Promise<readonly DoctorFinding[]> {
  const harness = examineHarness();
  return [
    examineNode(host.versions.node),
    harness,
    ...examineMachine(host.cpuCount),
    ...(harness.verdict === 'problem' ? [] : await examineProtection()),
  ];
}

function examineNode(version: string): DoctorFinding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isSupported = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return {
    name: 'Node',
    verdict: isSupported ? 'ok' : 'problem',
    detail: `${version}; step counts hold within one major version`,
    ...(isSupported ? {} : { advice: `install Node ${MIN_NODE.join('.')} or newer` }),
  };
}

function examineHarness(): DoctorFinding {
  const directory = harnessDirectory();
  const missing = ['shard.cjs', 'worker.cjs', 'loop.js', 'regex.js'].filter(
    (name) => !existsSync(join(directory, name)),
  );
  return missing.length === 0
    ? { name: 'Harness', verdict: 'ok', detail: 'built' }
    : {
        name: 'Harness',
        verdict: 'problem',
        detail: `${missing.join(', ')} missing`,
        advice: 'run `npm run build`, or install the package again',
      };
}

function examineMachine(cpuCount: number): readonly DoctorFinding[] {
  const workers = Math.max(1, cpuCount - 1);
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  const isTight = freemem() < workers * WORKER_BYTES;
  return [
    {
      name: 'Processors',
      verdict: 'ok',
      detail: `${availableParallelism()}; by default up to ${workers} search`,
    },
    {
      name: 'Memory',
      verdict: isTight ? 'warning' : 'ok',
      detail: `${gigabytes(freemem())} free of ${gigabytes(totalmem())}`,
      ...(isTight ? { advice: 'use fewer --workers, or a smaller --memory' } : {}),
    },
  ];
}

const PROTECTIONS: readonly (readonly [keyof ProtectionProbe, string])[] = [
  ['write', 'Writing files'],
  ['spawn', 'Starting processes'],
  ['network', 'Network'],
];

async function examineProtection(): Promise<readonly DoctorFinding[]> {
  let probe: ProtectionProbe;
  try {
    probe = await probeProtection();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      {
        name: 'Worker',
        verdict: 'problem',
        detail: `could not be tried out: ${reason}`,
        advice: 'see whether this machine allows starting processes',
      },
    ];
  }
  return [
    { name: 'Worker', verdict: 'ok', detail: 'starts and answers' },
    ...PROTECTIONS.map(([key, name]): DoctorFinding => {
      const { isBlocked, how } = probe[key];
      return isBlocked
        ? { name, verdict: 'ok', detail: `programs under test cannot (${how})` }
        : {
            name,
            verdict: 'warning',
            detail: 'programs under test can',
            advice: 'search only programs that you trust, or in a container',
          };
    }),
    {
      name: 'Reading files',
      verdict: 'warning',
      detail: 'programs under test can read what you can read',
      advice: 'search untrusted programs in a container',
    },
  ];
}
