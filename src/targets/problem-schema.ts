import { z } from 'zod';

/** A path inside the problem's directory, with forward slashes: no `..`, not absolute, no drive, no backslash. */
const insidePath = z
  .string()
  .min(1)
  .max(255)
  .refine(
    (path) =>
      !/^[/~]|^[A-Za-z]:|\\|\0/.test(path) && path.split('/').every((part) => part !== '..'),
    { error: 'must be a relative path inside the directory, with forward slashes' },
  );

const identifier = z.string().regex(/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u, {
  error: 'must be the name of an export',
});

const solutionSchema = z.strictObject({
  file: insidePath,
  correct: z.boolean(),
  /** Expected growth of its cost, as `O(n^2)`, in terms that the statement defines; absent when nobody said. */
  class: z
    .string()
    .regex(/^O\(.{1,80}\)$/, { error: 'must look like "O(n^2)"' })
    .optional(),
  note: z.string().optional(),
});

const worstSchema = z.strictObject({
  /** `file` of one of the solutions. */
  solution: insidePath,
  /** Export of worst.js: `(n) => args` for functions, `(n) => stdin text` for programs. */
  generator: identifier,
  /** Size limit at which the generator gives the worst case. */
  n: z.int().positive(),
  why: z.string().min(1),
});

/** `problem.json`, version 1. `spec` is the name of a file in the directory, or the InputSpec itself. */
export const problemSchema = z
  .strictObject({
    version: z.literal(1),
    id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      error: 'must be lower-case words and digits joined by "-"',
    }),
    title: z.string().min(1),
    kind: z.enum(['function', 'stdio']),
    /** Name of the exported function of every solution; `default` is the default export. Functions only. */
    entry: identifier.optional(),
    spec: z.union([insidePath, z.record(z.string(), z.unknown())]).optional(),
    limits: z
      .strictObject({
        timeMs: z.number().positive().optional(),
        memoryMb: z.number().positive().optional(),
      })
      .default({}),
    tags: z.array(z.string().min(1)).default([]),
    licence: z.string().min(1).optional(),
    /** None when all are in languages that cannot be run here. */
    solutions: z.array(solutionSchema),
    worst: z.array(worstSchema).default([]),
  })
  .superRefine((problem, context) => {
    const files = problem.solutions.map((solution) => solution.file);
    files.forEach((file, index) => {
      if (files.indexOf(file) === index) return;
      const path = ['solutions', index, 'file'];
      context.addIssue({ code: 'custom', path, message: `"${file}" is listed twice` });
    });
    problem.worst.forEach((worst, index) => {
      if (files.includes(worst.solution)) return;
      const path = ['worst', index, 'solution'];
      context.addIssue({ code: 'custom', path, message: `"${worst.solution}" is no solution` });
    });
    if (problem.kind === 'stdio' && problem.entry !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['entry'],
        message: 'a stdio problem has no entry',
      });
    }
  });

export type ProblemDocument = z.infer<typeof problemSchema>;

/** `tests/*.json` of a function problem. */
export const functionTestSchema = z.strictObject({
  args: z.array(z.unknown()),
  expected: z.unknown().optional(),
});
