import type { InputPlace } from '../../../../src/core/synthesis.ts';
import type { ProbePlace } from '../../../../src/core/watch.ts';
import type { FakeProgram } from '../../../helpers/fake-synthesis.ts';

/** What a simulated program tells while it runs. */
interface Probing {
  readonly step: (count?: number) => void;
  /** A place is reached with these values of its variables, in their order. */
  readonly look: (place: string, values: readonly unknown[], depth?: number) => void;
}

interface Simulation<A extends readonly unknown[]> {
  /** Variables of each place; its name is `function` for an entry, `function:loop` for a loop. */
  readonly places: Readonly<Record<string, readonly string[]>>;
  readonly inputs: readonly InputPlace[];
  /** Where properties of variables are read from. */
  readonly code?: string;
  readonly run: (probing: Probing, ...args: A) => void;
}

const FILE = '/program/main.js';

/** @typeParam A the arguments; whoever runs it gives it such. */
export function simulate<A extends readonly unknown[]>(simulation: Simulation<A>): FakeProgram {
  const places = new Map(
    Object.entries(simulation.places).map(([name, variables], index) => [
      name,
      placeOf(name, variables, index + 1),
    ]),
  );
  return {
    source: { file: FILE, name: 'main.js', code: simulation.code ?? '' },
    places: [...places.values()],
    inputs: simulation.inputs,
    run: (args, tell) => {
      let steps = 0;
      const look: Probing['look'] = (name, values, depth) => {
        const place = places.get(name);
        if (place === undefined) throw new Error(`no place ${name}`);
        tell(place, Object.fromEntries(place.variables.map((key, k) => [key, values[k]])), depth);
      };
      simulation.run({ step: (count = 1) => (steps += count), look }, ...(args as unknown as A)); // as the tests say
      return { steps, output: undefined };
    },
  };
}

function placeOf(name: string, variables: readonly string[], line: number): ProbePlace {
  const [functionName = '', loop] = name.split(':');
  const at = loop === undefined ? 'entry' : 'loop';
  return { file: FILE, at, line, column: 0, functionName, functionAt: functionName, variables };
}

function listInput(name: string): InputPlace {
  return { place: 'args[0]', names: [name], kind: 'list', description: 'list of integers' };
}

function numberInput(name: string, index: number): InputPlace {
  return { place: `args[${index}]`, names: [name], kind: 'number', description: 'integer' };
}

/** Slow on descending lists. */
export const insertionSort = simulate<readonly [number[]]>({
  places: { solve: ['values'], 'insert:loop': ['sorted', 'at', 'value', 'values'] },
  inputs: [listInput('values')],
  run: ({ step, look }, values) => {
    look('solve', [values]);
    const sorted: number[] = [];
    for (const value of values) {
      step();
      let at = sorted.length;
      while (at > 0 && (sorted[at - 1] ?? 0) > value) {
        look('insert:loop', [sorted, at, value, values]);
        step();
        sorted[at] = sorted[at - 1] ?? 0;
        at--;
      }
      sorted[at] = value;
    }
  },
});

/** First element as pivot: slow on ascending and descending lists. Sorts a copy. */
export const quickSort = simulate<readonly [number[]]>({
  places: { solve: ['values'], sort: ['list', 'low', 'high'] },
  inputs: [listInput('values')],
  run: ({ step, look }, values) => {
    look('solve', [values]);
    const list = values.slice();
    const sort = (low: number, high: number, depth: number): void => {
      step();
      look('sort', [list, low, high], depth);
      if (low >= high) return;
      const pivot = list[low] ?? 0;
      let store = low;
      for (let i = low + 1; i <= high; i++) {
        step();
        const value = list[i] ?? 0;
        if (value >= pivot) continue;
        store++;
        list[i] = list[store] ?? 0;
        list[store] = value;
      }
      list[low] = list[store] ?? 0;
      list[store] = pivot;
      sort(low, store - 1, depth + 1);
      sort(store + 1, high, depth + 1);
    };
    sort(0, list.length - 1, 1);
  },
});

/** Chains of 16 buckets; slow on different keys that are alike modulo 16. */
export const hashTable = simulate<readonly [number[]]>({
  places: { solve: ['keys'], add: ['key', 'chain', 'keys'] },
  inputs: [listInput('keys')],
  run: ({ step, look }, keys) => {
    look('solve', [keys]);
    const chains: number[][] = Array.from({ length: 16 }, () => []);
    for (const key of keys) {
      const chain = chains[key % 16] ?? [];
      look('add', [key, chain, keys]);
      step();
      let i = 0;
      while (i < chain.length && chain[i] !== key) {
        step();
        i++;
      }
      if (i === chain.length) chain.push(key);
    }
  },
});

interface TreeNode {
  readonly key: string;
  left?: TreeNode;
  right?: TreeNode;
}

/** A search tree that is never balanced: slow on words in order. */
export const searchTree = simulate<readonly [string[]]>({
  places: { solve: ['words'], 'add:loop': ['node', 'word', 'level', 'words'] },
  inputs: [{ place: 'args[0]', names: ['words'], kind: 'list', description: 'list of texts' }],
  code: 'if (word < node.key) node = node.left;',
  run: ({ step, look }, words) => {
    look('solve', [words]);
    let root: TreeNode | undefined;
    for (const word of words) {
      step();
      let node = root;
      let level = 0;
      while (node !== undefined && node.key !== word) {
        look('add:loop', [node, word, level, words]);
        step();
        level++;
        const side = word < node.key ? 'left' : 'right';
        const next: TreeNode | undefined = node[side];
        if (next === undefined) node[side] = { key: word };
        node = next;
      }
      root ??= { key: word };
    }
  },
});

/** Compares equal neighbours of the sorted list with each other: slow on few different values. */
export const equalPairs = simulate<readonly [number[]]>({
  places: { solve: ['values'] },
  inputs: [listInput('values')],
  run: ({ step, look }, values) => {
    look('solve', [values]);
    const counts = new Map<number, number>();
    for (const value of values) {
      step();
      const count = counts.get(value) ?? 0;
      step(count);
      counts.set(value, count + 1);
    }
  },
});

/** Looks for the partner of each opening bracket: slow on nests. */
export const bracketParser = simulate<readonly [string]>({
  places: { solve: ['text'], 'partner:loop': ['text', 'open', 'at', 'depth'] },
  inputs: [{ place: 'args[0]', names: ['text'], kind: 'text', description: 'text' }],
  run: ({ step, look }, text) => {
    look('solve', [text]);
    for (let open = 0; open < text.length; open++) {
      step();
      if (text[open] !== '(') continue;
      let depth = 0;
      for (let at = open; at < text.length; at++) {
        look('partner:loop', [text, open, at, depth]);
        step();
        depth += text[at] === '(' ? 1 : -1;
        if (depth === 0) break;
      }
    }
  },
});

/** Euclid by subtraction: slow when one number is many times the other. */
export const subtraction = simulate<readonly [number, number]>({
  places: { solve: ['m', 'n'] },
  inputs: [numberInput('m', 0), numberInput('n', 1)],
  run: ({ step, look }, m, n) => {
    look('solve', [m, n]);
    let [a, b] = [m, n];
    while (a > 0 && b > 0) {
      step();
      if (a > b) a -= b;
      else b -= a;
    }
  },
});

/** Takes or leaves each item, gives up past the target: slow when the items are light beside it. */
export const subsetSum = simulate<readonly [number[], number]>({
  places: { solve: ['weights', 'target'], count: ['weights', 'index', 'left'] },
  inputs: [listInput('weights'), numberInput('target', 1)],
  run: ({ step, look }, weights, target) => {
    look('solve', [weights, target]);
    const count = (index: number, left: number, depth: number): void => {
      step();
      look('count', [weights, index, left], depth);
      if (left < 0 || index === weights.length) return;
      count(index + 1, left, depth + 1);
      count(index + 1, left - (weights[index] ?? 0), depth + 1);
    };
    count(0, target, 1);
  },
});

/** Compares all with all, whatever they are. */
export const allPairs = simulate<readonly [number[]]>({
  places: { solve: ['values'], 'solve:loop': ['values', 'i'] },
  inputs: [listInput('values')],
  run: ({ step, look }, values) => {
    look('solve', [values]);
    for (let i = 0; i < values.length; i++) {
      look('solve:loop', [values, i]);
      step(values.length);
    }
  },
});

/** Slow from a certain share of repeated elements on. */
export function thresholdProgram(limit: number): FakeProgram {
  return simulate<readonly [number[]]>({
    places: { solve: ['values'] },
    inputs: [listInput('values')],
    run: ({ step, look }, values) => {
      look('solve', [values]);
      const share = 1 - new Set(values).size / values.length;
      step(values.length * (share > limit ? 9 : 1));
    },
  });
}
