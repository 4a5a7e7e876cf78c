import { fileURLToPath } from 'node:url';
import { isBuiltin } from 'node:module';
import type {
  ModuleImage,
  ProgramImage,
  Resolution,
  ShardOptions,
} from '../../harness/protocol.ts';
import type { Measurement, MeasureOptions } from '../../src/core/executor.ts';
import { createShard, type Shard } from '../../src/execute/shard.ts';
import { instrumentModule } from '../../src/instrument/instrument.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/harness/', import.meta.url));

/** A loop that answers `configure` and `measure`, takes JSON for functions and text for stdin programs. */
export const MEASURE_LOOP = `${FIXTURES}measure-loop.js`;

export const SHARD_OPTIONS: ShardOptions = {
  hangTimeoutMs: 1_500,
  memoryMb: 96,
  realClock: false,
  programSeed: 7,
  loopScript: MEASURE_LOOP,
};

export interface ProgramOptions {
  readonly format?: ModuleImage['format'];
  /** Further modules by file name; `./name` leads to them. */
  readonly modules?: Readonly<Record<string, string>>;
  readonly entry?: Partial<ProgramImage['entry']>;
}

/** The image of a program whose text is given, instrumented. */
export function programImage(code: string, options: ProgramOptions = {}): ProgramImage {
  const sources = { 'main.js': code, ...options.modules };
  const modules: ModuleImage[] = [];
  const functionStart = [0];
  let siteCount = 0;
  let mayBeAsync = false;
  for (const [name, text] of Object.entries(sources)) {
    const id = FIXTURES + name;
    const format = name.endsWith('.json') ? 'json' : (options.format ?? 'commonjs');
    if (format === 'json') {
      modules.push({ id, format, code: text, isAsync: false, resolutions: {} });
      continue;
    }
    const module = instrumentModule(
      { id, code: text, format, language: 'js' },
      { file: modules.length, firstSite: siteCount, firstFunction: functionStart.length - 1 },
    );
    const resolutions = Object.fromEntries(
      module.specifiers.map(({ specifier }) => [specifier, resolve(specifier, sources)]),
    );
    modules.push({ id, format, code: module.code, isAsync: module.isAsync, resolutions });
    for (const sites of module.functionSiteCounts) functionStart.push((siteCount += sites));
    mayBeAsync ||= module.mayBeAsync;
  }
  return {
    modules,
    entry: {
      module: `${FIXTURES}main.js`,
      kind: 'function',
      exportPath: ['default'],
      ...options.entry,
    },
    siteCount,
    functionStart: Int32Array.from(functionStart),
    mayBeAsync,
  };
}

function resolve(specifier: string, sources: Readonly<Record<string, string>>): Resolution {
  if (specifier.startsWith('./')) {
    const name = specifier.slice(2);
    return name in sources
      ? { kind: 'image', id: FIXTURES + name }
      : { kind: 'missing', message: `Cannot find module '${specifier}'` };
  }
  return isBuiltin(specifier) || /^[a-z]/.test(specifier)
    ? { kind: 'native', specifier }
    : { kind: 'missing', message: `Cannot find module '${specifier}'` };
}

/** A shard that is configured, and its measurements. */
export interface TestShard {
  readonly shard: Shard;
  readonly measure: (
    inputs: readonly string[],
    options?: Partial<MeasureOptions>,
  ) => Promise<readonly Measurement[]>;
  readonly configure: () => Promise<void>;
}

/** Runs `use` with a shard over an image and ends the shard. */
export async function withShard<T>(
  image: ProgramImage,
  use: (shard: TestShard) => Promise<T>,
  options: Partial<ShardOptions> = {},
): Promise<T> {
  const shard = await createShard(image, { ...SHARD_OPTIONS, ...options });
  const configure = async (): Promise<void> => {
    await shard.request({ kind: 'configure', target: image.entry.kind });
  };
  try {
    await configure();
    return await use({
      shard,
      configure,
      measure: async (inputs, measureOptions) => {
        const request = {
          kind: 'measure',
          inputs,
          maxSteps: 1e7,
          journal: true,
          ...measureOptions,
        };
        const reply = await shard.request(request);
        if (reply.kind === 'died') throw new Error(`died: ${JSON.stringify(reply.death)}`);
        return reply.value as readonly Measurement[];
      },
    });
  } finally {
    await shard.close();
  }
}

/** Measures a function given as the text of a CommonJS module. */
export async function measureFunction(
  code: string,
  inputs: readonly string[],
  options: Partial<MeasureOptions> = {},
): Promise<readonly Measurement[]> {
  return withShard(programImage(code), ({ measure }) => measure(inputs, options));
}

/** Measures a stdin program given as text. */
export async function measureProgram(
  code: string,
  inputs: readonly string[],
  options: ProgramOptions = {},
): Promise<readonly Measurement[]> {
  const image = programImage(code, { ...options, entry: { kind: 'stdin', exportPath: [] } });
  return withShard(image, ({ measure }) => measure(inputs));
}
