import { DataError } from '../../src/core/errors.ts';
import type { Site } from '../../src/core/site.ts';
import type {
  InstrumentedModule,
  ModuleNumbers,
  ModuleSource,
  ModuleSpecifier,
} from '../../src/targets/ports.ts';

const SPECIFIERS = /(require|import)\((["'])(.*?)\2\)|(?:from|import)\s*(["'])(.*?)\4/g;

/**
 * An instrumenter that counts words: one site for the module, two for every `function`. `BROKEN` in the text is a syntax
 * error. Enough to test what is done with the answers; the code stays as it is.
 */
export function fakeInstrument(source: ModuleSource, numbers: ModuleNumbers): InstrumentedModule {
  if (source.code.includes('BROKEN')) throw new DataError(`${source.id}:1:1: Unexpected token`);
  const functions = source.code.match(/\bfunction\b/g)?.length ?? 0;
  const functionSiteCounts = [1, ...Array.from({ length: functions }, () => 2)];
  const sites = functionSiteCounts.flatMap((count, index) =>
    Array.from({ length: count }, (): Site => ({
      kind: index === 0 ? 'module' : 'function',
      file: numbers.file,
      line: 1,
      column: 0,
      functionName: index === 0 ? '<module>' : 'f',
      functionId: numbers.firstFunction + index,
    })),
  );
  return {
    code: source.code,
    isAsync: false,
    mayBeAsync: source.code.includes('async'),
    specifiers: specifiersOf(source.code),
    sites,
    functionSiteCounts,
    constants: {
      strings: [...source.code.matchAll(/=== '(.*?)'/g)].map((match) => match[1] ?? ''),
      numbers: [...source.code.matchAll(/=== (\d+)/g)].map((match) => Number(match[1])),
    },
  };
}

function specifiersOf(code: string): readonly ModuleSpecifier[] {
  const found = new Map<string, ModuleSpecifier>();
  for (const [, call, , called, , imported] of code.matchAll(SPECIFIERS)) {
    const specifier = called ?? imported ?? '';
    const kind = call === 'require' ? 'require' : call === 'import' ? 'dynamic' : 'import';
    found.set(`${kind} ${specifier}`, { specifier, kind });
  }
  return [...found.values()];
}
