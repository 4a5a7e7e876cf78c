import { describe, expect, it } from 'vitest';
import type { Heard, Host } from '../../../harness/protocol.ts';
import type { SearchOptions } from '../../../src/fuzz/requests.ts';
import { Search } from '../../../src/fuzz/search.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { createFakeHost, drive, type FakeProgram } from '../../helpers/fake-host.ts';
import { searchOptions } from '../../helpers/fake-shard.ts';
import { functionSpec } from '../../helpers/programs.ts';

const MAX_SIZE = 4096;
const LISTED = ['kilogram', 'furlong', 'fortnight'];

/** Looks its input up in a list, word by word; what it finds there costs the square of the input. */
function createLookUp(): { readonly program: FakeProgram; readonly heard: Heard[] } {
  const heard: Heard[] = [];
  const program: FakeProgram = {
    siteCount: 2,
    run([input], hit) {
      const text = String(input);
      hit(0, text.length);
      for (const word of text.split(/\W+/).filter((part) => part !== '')) {
        heard.push({ place: 0, seen: word, wanted: LISTED, isConstant: true });
        if (LISTED.includes(word)) hit(1, text.length ** 2);
      }
    },
  };
  return { program, heard };
}

function searchOf(without: SearchOptions['without']): {
  readonly bestSteps: number;
  readonly ops: readonly string[];
} {
  const { program, heard } = createLookUp();
  const fake = createFakeHost(program);
  const host: Host = {
    ...fake,
    listen: (isListening) => {
      if (isListening) heard.length = 0;
    },
    heard: () => heard.slice(0, 64),
  };
  const options = searchOptions({ maxSize: MAX_SIZE, ladderMaxSteps: 2 ** 24, without });
  const runner = { input: '' };
  const model = compileSpec(functionSpec({ type: 'string' }), { maxSize: MAX_SIZE });
  const search = new Search(host, model, runner, options);
  const begin = {
    kind: 'search-begin',
    options,
    seeds: [],
    quarantine: [],
    journal: false,
  } as const;
  drive(search.begin(begin), host, runner);
  const request = { imports: [], quarantine: [], journal: false, steps: 2 ** 30 };
  const report = drive(
    search.epoch({ ...request, kind: 'search-epoch', stage: 'search', epoch: 0, execs: 3000 }),
    host,
    runner,
  );
  return { bestSteps: report.best.steps, ops: report.stages.map(({ name }) => name) };
}

describe('a search of texts', () => {
  it('finds the words that the program looks for, and what they cost at the size limit', () => {
    const { bestSteps, ops } = searchOf([]);
    expect(ops).toContain('imitate');
    expect(bestSteps).toBeGreaterThan(0.8 * MAX_SIZE ** 2);
  });

  it('does not without the dictionary', () => {
    const { bestSteps, ops } = searchOf(['dictionary']);
    expect(ops).not.toContain('imitate');
    expect(bestSteps).toBeLessThan(2 * MAX_SIZE);
  });

  it('does not double what grows without the ladder', () => {
    expect(searchOf(['ladder']).ops).not.toContain('ascend');
  });
});
