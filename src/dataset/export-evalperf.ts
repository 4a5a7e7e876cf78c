import { z } from 'zod';
import type { Exporter, ExportTo } from './exporter.ts';
import { printJson } from './problem-directory.ts';
import type { DatasetTest, ProblemRecord } from './problem-record.ts';

/** Largest input that EvalPerf takes, bytes. */
const MAX_INPUT_BYTES = 64 << 20;
/** Its integers are 64-bit. */
const MAX_INTEGER = 2 ** 63;

const inputsRowSchema = z.strictObject({
  task_id: z.string(),
  inputs: z.array(z.array(z.json())).describe('argument lists, the costliest first'),
});

const solutionsRowSchema = z.strictObject({
  task_id: z.string(),
  solution: z.array(z.string()).describe('code of solutions that are not known to be wrong'),
});

/**
 * `--pe-inputs` and `--solutions` of EvalPerf (github.com/evalplus/evalplus, evalplus/perf, 2024): a task a line, inputs as
 * argument lists, the largest first. EvalPerf then chooses among them by itself.
 */
export function createEvalperfExporter({ directory, report }: ExportTo): Exporter {
  const inputs = directory.open('pe_inputs.jsonl');
  const solutions = directory.open('solutions.jsonl');
  return {
    tables: [
      { name: 'inputs', files: ['pe_inputs.jsonl'] },
      { name: 'solutions', files: ['solutions.jsonl'] },
    ],
    add(problem) {
      if (problem.kind !== 'function') {
        report({
          where: problem.id,
          message: 'is no function, left out: inputs are argument lists',
        });
        return false;
      }
      const lists = argumentLists(problem, (name, reason) =>
        report({ where: `${problem.id}: test ${name}`, message: `${reason}, left out` }),
      );
      if (lists.length === 0) return false;
      const task = JSON.stringify(problem.name);
      // Texts of the lists as they are: numbers keep their digits.
      inputs.append(`{"task_id":${task},"inputs":[${lists.join(',')}]}\n`);
      const correct = problem.solutions.filter((one) => one.correct !== false);
      solutions.append(
        `${JSON.stringify({ task_id: problem.name, solution: correct.map(({ code }) => code) })}\n`,
      );
      return true;
    },
    finish() {
      inputs.close();
      solutions.close();
      const target = { io: 'input', target: 'draft-2020-12' } as const;
      const schemas = { pe_inputs: inputsRowSchema, solutions: solutionsRowSchema };
      for (const [name, schema] of Object.entries(schemas))
        directory.write(`schema/${name}.schema.json`, printJson(z.toJSONSchema(schema, target)));
    },
  };
}

/** JSON texts, without repetitions; the costliest first, then the largest. */
function argumentLists(
  { tests }: ProblemRecord,
  leaveOut: (test: string, reason: string) => void,
): readonly string[] {
  const ordered = tests.toSorted(
    (a, b) =>
      costOf(b) - costOf(a) || (b.size ?? 0) - (a.size ?? 0) || b.input.length - a.input.length,
  );
  const lists = new Set<string>();
  for (const { name, input } of ordered) {
    const reason = whyUnfit(input);
    if (reason === undefined) lists.add(input);
    else leaveOut(name, reason);
  }
  return [...lists];
}

function costOf({ costs = {} }: DatasetTest): number {
  return Math.max(0, ...Object.values(costs).map(({ steps }) => steps));
}

function whyUnfit(input: string): string | undefined {
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) return 'is larger than 64 MB';
  return whyNotPlain(JSON.parse(input));
}

/** Values that JSON lacks stand in tagged forms, which nobody else can read. */
function whyNotPlain(value: unknown): string | undefined {
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'number' && Number.isInteger(next) && Math.abs(next) >= MAX_INTEGER)
      return 'holds an integer beyond 64 bits';
    if (typeof next !== 'object' || next === null) continue;
    if ('$type' in next) return 'holds a value that JSON lacks';
    waiting.push(...Object.values(next));
  }
  return undefined;
}
