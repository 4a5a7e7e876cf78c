import type { Executor, MeasureOptions, Measurement } from '../../../src/core/executor.ts';
import type { InputModel, Part, Sequence } from '../../../src/core/input-model.ts';

/** One list of small numbers: the smallest model that can be stretched and shrunk. */
export function listModel(maxSize = 4096): InputModel<readonly number[]> {
  const domain = {
    minLength: 0,
    maxLength: maxSize,
    element: () => 0,
    alphabet: undefined,
    numbers: { min: 0, max: 9, integer: true },
    fixedElements: false,
  };
  return {
    target: 'function',
    maxSize,
    generate: (rng, size) => Array.from({ length: size }, () => rng.int(0, 9)),
    parts: (g): readonly Part[] => [
      { kind: 'sequence', place: 'args[0]', path: [0], value: g, domain },
    ],
    edit: (_, __, value) =>
      asNumbers(value)
        .slice(0, maxSize)
        .map((x) => Math.min(9, Math.max(0, Math.round(x)))),
    scale: (_, g, factor) => {
      const length = Math.min(maxSize, Math.round(g.length * factor));
      return Array.from({ length }, (_, i) => g[i % g.length] ?? 0);
    },
    splice: (_, a) => a,
    *shrink(g) {
      for (let chunk = Math.ceil(g.length / 2); chunk >= 1; chunk = Math.floor(chunk / 2)) {
        for (let at = 0; at < g.length; at += chunk) {
          yield [...g.slice(0, at), ...g.slice(at + chunk)];
        }
      }
      for (const [i, x] of g.entries()) if (x !== 0) yield g.with(i, 0);
    },
    encode: (g) => JSON.stringify(g),
    decode: (text) => JSON.parse(text) as number[],
    fromValue: () => undefined,
    sizeOf: (g) => Math.max(1, g.length),
    build: (g) => [[...g]],
  };
}

function asNumbers(value: Sequence | number): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

export interface FakeExecutor extends Executor {
  readonly inputs: string[];
  readonly batches: number[];
}

/** Runs a cost function in place of a program; keeps what it was asked. */
export function fakeExecutor(
  cost: (list: readonly number[]) => number,
  more: (list: readonly number[], options: MeasureOptions) => Partial<Measurement> = () => ({}),
): FakeExecutor {
  const inputs: string[] = [];
  const batches: number[] = [];
  return {
    inputs,
    batches,
    close: () => Promise.resolve(),
    measure(batch, options) {
      batches.push(batch.length);
      inputs.push(...batch);
      return Promise.resolve(
        batch.map((input): Measurement => {
          const list = JSON.parse(input) as number[];
          const steps = Math.round(cost(list));
          const isOver = steps > options.maxSteps;
          return {
            outcome: isOver ? 'steps-exceeded' : 'ok',
            steps: isOver ? options.maxSteps : steps,
            allocUnits: 0,
            size: Math.max(1, list.length),
            hits: options.hits ? Int32Array.of(0, 1, 1, steps) : undefined,
            error: '',
            outputDigest: `d${list.length}`,
            ...more(list, options),
          };
        }),
      );
    },
  };
}
