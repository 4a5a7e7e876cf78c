import type { NodePath, PluginItem, PluginObj, types } from '@babel/core';
import { transformSync } from '@babel/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { runFunction } from './run-solution.ts';
import type { SolveFunction } from './run-solution.ts';

/**
 * A deliberately plain model of cost, independent of the instrumenter: one step for each call of a function, iteration of
 * a loop, arm of a branch taken, and right operand of `&&`, `||`, `??` evaluated. Work inside
 * builtins is not counted.
 */
export type StepCounter = (args: readonly unknown[]) => number;

/**
 * Loads a solution (any module format, TypeScript too) with counters in it.
 * @param file absolute path
 * @throws Error when the file exports no function `entry`
 */
export function countSteps(file: string, entry: string): StepCounter {
  let steps = 0;
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const body = compileFunction(instrumented(file), ['exports', 'module', 'require', STEP]);
  body(module.exports, module, createRequire(file), () => {
    steps++;
  });
  const solve = module.exports[entry];
  if (!isFunction(solve)) throw new Error(`${file} exports no function "${entry}"`);
  return (args) => {
    steps = 0;
    runFunction(solve, args);
    return steps;
  };
}

/** Name of the function that instrumented code calls for every step. */
export const STEP = '$step';

function isFunction(value: unknown): value is SolveFunction {
  return typeof value === 'function';
}

/** The solution as CommonJS without types, with counters; `plugins` may add their own. */
export function instrumented(file: string, plugins: readonly PluginItem[] = []): string {
  const isTypeScript = file.endsWith('.ts');
  const result = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    babelrc: false,
    configFile: false,
    sourceType: file.endsWith('.cjs') ? 'script' : 'module',
    plugins: [
      countingPlugin,
      ...plugins,
      ...(isTypeScript ? ['@babel/plugin-transform-typescript'] : []),
      '@babel/plugin-transform-modules-commonjs',
    ],
  });
  if (typeof result?.code !== 'string') throw new Error(`${file} could not be transformed`);
  return result.code;
}

function countingPlugin({ types: t }: { readonly types: typeof types }): PluginObj {
  const step = (): types.CallExpression => t.callExpression(t.identifier(STEP), []);
  const after = (value: types.Expression): types.Expression =>
    t.sequenceExpression([step(), value]);
  const counted = (statement: types.Statement | null | undefined): types.Statement =>
    t.blockStatement([t.expressionStatement(step()), ...(statement ? [statement] : [])]);
  return {
    visitor: {
      Function: {
        exit(path: NodePath<types.Function>) {
          const { body } = path.node;
          if (t.isBlockStatement(body)) body.body.unshift(t.expressionStatement(step()));
          else path.node.body = after(body);
        },
      },
      Loop: {
        exit(path: NodePath<types.Loop>) {
          path.node.body = counted(path.node.body);
        },
      },
      IfStatement: {
        exit(path: NodePath<types.IfStatement>) {
          path.node.consequent = counted(path.node.consequent);
          const { alternate } = path.node;
          if (alternate && !path.get('alternate').isIfStatement()) {
            path.node.alternate = counted(alternate);
          }
        },
      },
      ConditionalExpression: {
        exit(path: NodePath<types.ConditionalExpression>) {
          path.node.consequent = after(path.node.consequent);
          path.node.alternate = after(path.node.alternate);
        },
      },
      LogicalExpression: {
        exit(path: NodePath<types.LogicalExpression>) {
          path.node.right = after(path.node.right);
        },
      },
    },
  };
}
