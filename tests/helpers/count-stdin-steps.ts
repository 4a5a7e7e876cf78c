import type { NodePath, PluginObj, types } from '@babel/core';
import { compileFunction } from 'node:vm';
import { instrumented, STEP } from './count-steps.ts';

/**
 * Steps of a stdin program for a text of stdin: those of `count-steps.ts`; one for every element or character that a
 * builtin method goes through, and for every character that it joins; one for every character printed.
 */
export type StdinStepCounter = (stdin: string) => Promise<number>;

/**
 * Loads a program that reads stdin with `fs.readFileSync` or `readline`, with counters in it.
 * @param file absolute path
 */
export function countStdinSteps(file: string): StdinStepCounter {
  let steps = 0;
  const program = compileFunction(
    `return (async () => {${instrumented(file, [workPlugin])}\n})();`,
    ['exports', 'require', 'process', 'console', STEP, WORK],
  );
  const step = (): void => {
    steps++;
  };
  const print = (...values: unknown[]): void => {
    steps += values.join(' ').length;
  };
  const work = (name: string, receiver: unknown, ...args: unknown[]): unknown => {
    steps += lengthOf(receiver);
    const method: unknown = Reflect.get(Object(receiver), name);
    if (typeof method !== 'function') throw new TypeError(`${name} is no method`);
    const result: unknown = Reflect.apply(method, receiver, args);
    if (name === 'join') steps += lengthOf(result);
    return result;
  };
  return async (stdin) => {
    steps = 0;
    const reader = createReader(stdin);
    const require = (name: string): unknown =>
      name.endsWith('readline') ? { createInterface: () => reader } : { readFileSync: () => stdin };
    await program({}, require, { stdin: {}, stdout: { write: print } }, { log: print }, step, work);
    reader.emit();
    return steps;
  };
}

const WORK = '$work';

/** Methods whose work grows with what they are called on. */
const WORKING = new Set(
  'fill filter join lastIndexOf map shift slice splice split startsWith trim'.split(' '),
);

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

/** What of a readline interface the programs use; `emit` stands for the event loop. */
function createReader(stdin: string) {
  const lines = stdin.replace(/\n$/, '').split('\n');
  const listeners = new Map<string, (line?: string) => void>();
  const reader = {
    on(event: string, listener: (line?: string) => void) {
      listeners.set(event, listener);
      return reader;
    },
    async *[Symbol.asyncIterator]() {
      yield* lines;
    },
    emit(): void {
      for (const line of lines) listeners.get('line')?.(line);
      listeners.get('close')?.();
    },
  };
  return reader;
}

/** `a.split(b)` becomes `$work('split', a, b)`. */
function workPlugin({ types: t }: { readonly types: typeof types }): PluginObj {
  return {
    visitor: {
      CallExpression: {
        exit(path: NodePath<types.CallExpression>) {
          const { callee } = path.node;
          if (!t.isMemberExpression(callee) || !t.isIdentifier(callee.property)) return;
          if (callee.computed || !WORKING.has(callee.property.name)) return;
          path.node.arguments.unshift(
            t.stringLiteral(callee.property.name),
            // A method call on `super` does not occur in solutions.
            callee.object as types.Expression,
          );
          path.node.callee = t.identifier(WORK);
        },
      },
    },
  };
}
