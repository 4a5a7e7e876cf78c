import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../../src/evaluate/statistics.ts';
import type { InstalledEntry } from './install.ts';

const TIMER = fileURLToPath(new URL('time-call.js', import.meta.url));
/** Of one process. What is stopped counts as if it had ended then. Milliseconds. */
const TIMEOUT_MS = 8000;
/** Fresh processes of each version, in turn. */
const REPEATS = 3;
/** Less than this is not told from nothing. Milliseconds. */
const RESOLUTION_MS = 0.05;
/** A version is slower by so much, or it is not the bug. */
export const LEAST_RATIO = 10;

export interface TimedPair {
  /** Median CPU time of one call in a fresh process, milliseconds. */
  readonly badMs: number;
  readonly goodMs: number;
  readonly ratio: number;
}

/** A mended version that has not ended by then leaves the other one no time to be so much slower. Milliseconds. */
const GOOD_TIMEOUT_MS = (4 * TIMEOUT_MS) / LEAST_RATIO;

/** What both versions need for the same arguments, without instrumentation, interleaved. */
export async function timeBoth(
  { bad, good }: Pick<InstalledEntry, 'bad' | 'good'>,
  args: readonly unknown[],
): Promise<TimedPair> {
  const badMs: number[] = [];
  const goodMs: number[] = [];
  const first = await timeCall(good.wrapper, args, GOOD_TIMEOUT_MS);
  if (first >= GOOD_TIMEOUT_MS)
    return { badMs: TIMEOUT_MS, goodMs: first, ratio: TIMEOUT_MS / first };
  for (let round = 0; round < REPEATS; round++) {
    if (round === 0 || median(badMs) < TIMEOUT_MS) badMs.push(await timeCall(bad.wrapper, args));
    if (round === 0 || median(goodMs) < TIMEOUT_MS) goodMs.push(await timeCall(good.wrapper, args));
    // Far from the limit on either side, one look is enough.
    if (ratioOf(badMs, goodMs) < LEAST_RATIO / 4) break;
  }
  return { badMs: median(badMs), goodMs: median(goodMs), ratio: ratioOf(badMs, goodMs) };
}

function ratioOf(badMs: readonly number[], goodMs: readonly number[]): number {
  return median(badMs) / Math.max(RESOLUTION_MS, median(goodMs));
}

/** CPU time of one call in a process of its own, milliseconds. */
async function timeCall(
  wrapper: string,
  args: readonly unknown[],
  timeoutMs = TIMEOUT_MS,
): Promise<number> {
  const child = spawn(process.execPath, ['--no-regexp-tier-up', TIMER, wrapper], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let told = '';
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      told = (told + text).slice(-10_000);
    });
    // A process that is ended while it reads is told by what it did not print.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify(args));
    const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (_code, by) => resolve(by));
    });
    const figure = /slowpath-cpu-ms ([\d.]+)/.exec(told)?.[1];
    if (figure !== undefined) return Number(figure);
    if (signal === 'SIGKILL') return timeoutMs;
    // It died of the call, by its stack or memory; that is not slowness.
    return 0;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
