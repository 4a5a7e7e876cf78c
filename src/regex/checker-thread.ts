/** The thread behind a pattern checker: one pattern at a time, each answered with a verdict. */
import { parentPort } from 'node:worker_threads';
import { checkSync, type Parameters } from 'recheck';
import type { PatternText } from '../core/pattern.ts';
import type { PatternVerdict } from './attack.ts';
import { readDiagnostics } from './read-diagnostics.ts';

/**
 * Every limit counts something, none is a time, so that a pattern has the same verdict on every machine. With these, a
 * pattern of a published package takes 40 ms on average and about a second at most; with recheck's own, one of them took
 * 15 seconds to the same verdict.
 */
const LIMITS: Parameters = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  // Negative: no validation by the real engine's clock.
  recallTimeout: -1,
  randomSeed: 0,
  maxNFASize: 1000,
  maxIteration: 2,
  incubationLimit: 2000,
  attackLimit: 20_000,
  maxGeneStringSize: 512,
  maxInitialGenerationSize: 60,
  maxGenerationSize: 20,
  seedingLimit: 500,
  mutationSize: 10,
  crossoverSize: 5,
};

function verdictOf({ source, flags }: PatternText): PatternVerdict {
  try {
    return readDiagnostics(checkSync(source, flags, LIMITS));
  } catch (error) {
    return { kind: 'unsupported', reason: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (pattern: PatternText) => {
  parentPort?.postMessage(verdictOf(pattern));
});
