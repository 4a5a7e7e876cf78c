import { describe, expect, it } from 'vitest';
import type { InputSpec } from '../../../src/core/input-spec.ts';
import type { SearchOptions } from '../../../src/fuzz/requests.ts';
import { Search } from '../../../src/fuzz/search.ts';
import type { SearchState } from '../../../src/fuzz/state.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { drive } from '../../helpers/fake-host.ts';
import { searchOptions } from '../../helpers/fake-shard.ts';
import { createListeningHost, type ListeningHost } from '../../helpers/listening-host.ts';
import { functionSpec } from '../../helpers/programs.ts';

const MAX_SIZE = 256;
const EPOCH_EXECS = 2000;
/** What is behind a gate: more than anything before it. */
const PRIZE = 'for (let i = 0; i < 4000; i++) cost++;';
const PRIZE_STEPS = 4000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Nothing of these stands in the source as it is compared. */
const HIDDEN = 'const hidden = (word) => [...word].reverse().join(""); let cost = 0;';

interface Gate {
  readonly name: string;
  readonly code: string;
  readonly execs: number;
  readonly spec?: InputSpec;
}

const GATES: readonly Gate[] = [
  {
    name: 'what is computed from the input itself',
    code: `${HIDDEN} module.exports = (text) => {
      const [header, body = ''] = text.split(':');
      let sum = 0;
      for (let i = 0; i < body.length; i++) sum += body.charCodeAt(i);
      if (header === 'v' + sum * 7) { ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'a case of a switch',
    code: `${HIDDEN} const [select, from] = [hidden('tceles'), hidden('morf')]; module.exports = (text) => {
      switch (text.slice(0, 6)) { case from: return 1; case select: ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'a word in a set',
    code: `${HIDDEN} const keywords = new Set(['egdirbmac', 'etamitlu', 'tnaveleri'].map(hidden)); module.exports = (text) => {
      for (const token of text.split(/\\W+/)) if (keywords.has(token)) { ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'a key of a table',
    code: `${HIDDEN} const table = { [hidden('abmular')]: 1, [hidden('tsila')]: 2 }; module.exports = (text) => {
      const token = text.trim().toLowerCase();
      if (token in table) { ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'a value that a table has',
    code: `${HIDDEN} const table = Object.fromEntries([hidden('abmular'), hidden('tsila')].map((key) => [key, 1])); module.exports = (text) => {
      if (table[text]) { ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'a code of a character',
    code: `${HIDDEN} const brace = 0x2a * 500; module.exports = (text) => {
      if (text.charCodeAt(3) === brace && text.charCodeAt(1) > 0x3000 && text.charCodeAt(1) < 0x3010) { ${PRIZE} }
    };`,
    execs: 2000,
  },
  {
    name: 'lengths',
    code: `${HIDDEN} module.exports = (text) => {
      const [, second = '', third = ''] = text.split(',');
      if (second.length === 3 + 38 && third.length === 7 + 22) { ${PRIZE} }
    };`,
    execs: 8000,
  },
  {
    name: 'three gates in each other',
    code: `${HIDDEN} const [insert, into] = [hidden('tresni'), new Map([[hidden('oreuqav'), 1]])]; module.exports = (text) => {
      if (text.charCodeAt(0) !== 0x7b0) return;
      const [, word = '', name = ''] = text.split(',');
      switch (word) { case insert: if (into.get(name)) { ${PRIZE} } }
    };`,
    execs: 6000,
  },
  {
    name: 'what only distance tells',
    code: `${HIDDEN} module.exports = (text) => {
      let hash = 0;
      for (let i = 0; i < 4; i++) hash = (hash * 31 + (text.charCodeAt(i) || 0)) % 65521;
      if (hash === 40 * 1000 + 17) { ${PRIZE} }
    };`,
    execs: 8000,
  },
  {
    name: 'numbers and lists of them',
    code: `${HIDDEN} module.exports = (number, list) => {
      if (number * 3 === 2716272 && list.length === 10 + 7 && list[4] * 5 === 12 * 1000 + 5) { ${PRIZE} }
    };`,
    execs: 8000,
    spec: functionSpec(
      { type: 'int', min: -1e6, max: 1e6 },
      { type: 'list', of: { type: 'int', min: -1e4, max: 1e4 }, minLength: 0, maxLength: 100 },
    ),
  },
];

interface Trial {
  readonly bestSteps: number;
  readonly host: ListeningHost;
  readonly state: SearchState;
}

/** @param restartsAt epochs before which the search begins again from its state, in a new process. */
function trial(
  gate: Gate,
  seed: number,
  isDeaf: boolean,
  restartsAt: readonly number[] = [],
): Trial {
  const options: SearchOptions = searchOptions({
    seed,
    maxSize: MAX_SIZE,
    ladderMaxSteps: 2 ** 20,
    dictionary: { strings: [',', ':'], numbers: [] },
  });
  const model = compileSpec(gate.spec ?? functionSpec({ type: 'string' }), { maxSize: MAX_SIZE });
  const runner = { input: '' };
  let host = createListeningHost(gate.code, isDeaf);
  let search = new Search(host, model, runner, options);
  const common = { quarantine: [], journal: false } as const;
  drive(search.begin({ ...common, kind: 'search-begin', options, seeds: [] }), host, runner);
  let bestSteps = 0;
  for (let epoch = 0; epoch * EPOCH_EXECS < gate.execs; epoch++) {
    if (restartsAt.includes(epoch)) {
      const state = JSON.parse(JSON.stringify(search.snapshot())) as SearchState;
      host = createListeningHost(gate.code, isDeaf);
      search = new Search(host, model, runner, options, state);
      drive(search.warmUp(), host, runner);
    }
    const request = { ...common, imports: [], steps: 2 ** 30, execs: EPOCH_EXECS, epoch };
    const report = drive(
      search.epoch({ ...request, kind: 'search-epoch', stage: 'search' }),
      host,
      runner,
    );
    bestSteps = Math.max(bestSteps, report.best.steps);
  }
  return { bestSteps, host, state: search.snapshot() };
}

describe('a search that listens to comparisons', () => {
  it.each([...GATES])('passes $name from most seeds, and from few without', (gate) => {
    const passes = (isDeaf: boolean): number =>
      SEEDS.filter((seed) => trial(gate, seed, isDeaf).bestSteps >= PRIZE_STEPS).length;
    expect(passes(false)).toBeGreaterThanOrEqual(SEEDS.length * 0.6);
    expect(passes(true)).toBeLessThanOrEqual(SEEDS.length * 0.25);
  });

  it('goes on after a restart as if there had been none', () => {
    const gate = GATES.find(({ name }) => name.startsWith('numbers')) as Gate;
    const whole = trial(gate, 5, false);
    const restarted = trial(gate, 5, false, [1, 3]);
    expect(whole.host.listened()).toBeGreaterThan(100);
    expect(restarted.state).toEqual(JSON.parse(JSON.stringify(whole.state)));
  });
});
