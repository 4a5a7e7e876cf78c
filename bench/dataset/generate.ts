import { createRng } from '../../src/core/rng.ts';
import type {
  DatasetSolution,
  DatasetTest,
  ProblemRecord,
} from '../../src/dataset/problem-record.ts';

export interface DatasetSize {
  readonly problems: number;
  readonly solutions: number;
  readonly tests: number;
}

/** Numbers in an input. */
const MAX_LENGTH = 400;
/** Tests of a problem that a search has found. */
const STRESS = 10;
const LANGUAGES = [
  ['js', 'javascript'],
  ['ts', 'typescript'],
  ['py', 'python3'],
  ['cpp', 'cpp'],
] as const;

/** Problems of made-up programs and inputs, one after the other; the same for the same size. */
// oxlint-disable-next-line typescript/require-await
export async function* generateProblems(size: DatasetSize): AsyncGenerator<ProblemRecord> {
  for (let index = 0; index < size.problems; index++) yield problem(index, size);
}

function problem(index: number, size: DatasetSize): ProblemRecord {
  const rng = createRng(17, index);
  const solutions = Array.from({ length: size.solutions }, (_, k) => solution(k, rng.int(20, 80)));
  return {
    version: 1,
    // As wide as the others: directories are read in the order of their names.
    id: `problem-${String(index).padStart(6, '0')}`,
    name: `${index}_A. Problem ${index}`,
    title: `Problem ${index}`,
    statement: `# Problem ${index}\n\n${'Add the numbers up. '.repeat(rng.int(20, 60))}\n`,
    kind: 'stdio',
    limits: { timeMs: 2000, memoryMb: 256 },
    tags: ['arrays'],
    licence: 'Apache-2.0',
    solutions,
    tests: Array.from({ length: size.tests }, (_, k) =>
      test(k, size.tests - STRESS, solutions, rng),
    ),
  };
}

function solution(index: number, lines: number): DatasetSolution {
  const [extension, language] = LANGUAGES[index % LANGUAGES.length] ?? LANGUAGES[0];
  return {
    name: `solutions_${String(index + 1).padStart(4, '0')}.${extension}`,
    language,
    code: `// ${index}\nlet sum = 0;\n${'sum += Number(words[i++]);\n'.repeat(lines)}`,
    correct: index % 5 !== 4,
  };
}

function test(
  index: number,
  firstStress: number,
  solutions: readonly DatasetSolution[],
  rng: ReturnType<typeof createRng>,
): DatasetTest {
  const length = rng.int(1, MAX_LENGTH);
  const numbers = Array.from({ length }, () => rng.int(-1e9, 1e9));
  const base = {
    name: `test_${String(index + 1).padStart(4, '0')}`,
    input: `${length}\n${numbers.join(' ')}\n`,
    output: `${numbers.reduce((sum, number) => sum + number, 0)}\n`,
  };
  if (index < firstStress) return { ...base, group: index < 3 ? 'public' : 'generated' };
  const costs = solutions.map(({ name }, k) => [name, { steps: length * (k + 1), outcome: 'ok' }]);
  return {
    ...base,
    group: 'stress',
    size: length,
    costs: Object.fromEntries(costs) as NonNullable<DatasetTest['costs']>,
    provenance: { isSeed: false, ops: ['pump', 'seed'], execs: 1000 + index },
  };
}
