import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createShard, type Shard } from '../../src/execute/shard.ts';
import type { EpochReport } from '../../src/fuzz/requests.ts';
import { beginRequest, configureRequest, epochRequest, shardOptions } from './requests.ts';
import { type ThroughputTarget, throughputTargets } from './targets.ts';

/** `npm run bench:throughput`: a table on stdout, the figures in throughput.json. */
const EPOCH_EXECS = 200_000;
const WARM_UP_EPOCHS = 2;
const EPOCHS = 12;

interface Throughput {
  readonly name: string;
  readonly execs: number;
  /** Best epoch: what the machine does when nothing else runs on it. */
  readonly execsPerCpuSecond: number;
  readonly medianExecsPerCpuSecond: number;
  /** CPU time of the whole shard process, all threads. */
  readonly nsPerExec: number;
  /** Of all samples of a profile, 0 to 1. */
  readonly programShare: number;
  /** Resident memory after the warm-up and at the end, megabytes. */
  readonly rssMb: readonly [number, number];
  readonly goal: number;
}

async function ask(
  shard: Shard,
  request: unknown,
): Promise<{ value: unknown; cpuMs: number; rssMb: number }> {
  const reply = await shard.request(request);
  if (reply.kind === 'died') throw new Error(`the shard died: ${reply.death.detail}`);
  return { value: reply.value, ...reply.usage };
}

async function measure(target: ThroughputTarget, index: number): Promise<Throughput> {
  const shard = await createShard(target.image, shardOptions());
  try {
    await ask(shard, configureRequest(target));
    let last = await ask(shard, beginRequest());
    let warmRssMb = 0;
    let execs = 0;
    const rates: number[] = [];
    for (let epoch = 0; epoch < WARM_UP_EPOCHS + EPOCHS; epoch++) {
      const next = await ask(shard, epochRequest(epoch, EPOCH_EXECS));
      // The loop answers epoch requests with epoch reports.
      const report = next.value as EpochReport;
      if (epoch >= WARM_UP_EPOCHS) {
        rates.push((report.execs * 1000) / (next.cpuMs - last.cpuMs));
        execs += report.execs;
      } else warmRssMb = next.rssMb;
      last = next;
    }
    rates.sort((a, b) => b - a);
    const best = rates[0] ?? 0;
    return {
      name: target.name,
      execs,
      execsPerCpuSecond: Math.round(best),
      medianExecsPerCpuSecond: Math.round(rates[rates.length >> 1] ?? 0),
      nsPerExec: Math.round(1e9 / best),
      programShare: profileShare(index),
      rssMb: [Math.round(warmRssMb), Math.round(last.rssMb)],
      goal: target.goal,
    };
  } finally {
    await shard.close();
  }
}

function profileShare(index: number): number {
  const script = fileURLToPath(new URL('profile.js', import.meta.url));
  return Number(execFileSync(process.execPath, [script, String(index)], { encoding: 'utf8' }));
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(14))).join('');
}

const results: Throughput[] = [];
for (const [index, target] of throughputTargets().entries()) {
  results.push(await measure(target, index));
}
const lines = [
  row(['target', 'execs/CPU-s', 'median', 'goal', 'ns/exec', 'in program', 'RSS MB']),
  ...results.map((result) =>
    row([
      result.name,
      String(result.execsPerCpuSecond),
      String(result.medianExecsPerCpuSecond),
      String(result.goal),
      String(result.nsPerExec),
      `${(100 * result.programShare).toFixed(1)} %`,
      result.rssMb.join(' → '),
    ]),
  ),
];
const out = fileURLToPath(new URL('throughput.json', import.meta.url));
writeFileSync(out, `${JSON.stringify({ node: process.version, results }, undefined, 2)}\n`);
process.stdout.write(`${lines.join('\n')}\n\n${out}\n`);
