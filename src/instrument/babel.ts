/**
 * The one place that knows how Babel's packages, which are CommonJS with a `default` property, are reached from ECMAScript
 * modules: by `require`, because what a default import of them means differs between Node and test runners.
 */
import { createRequire } from 'node:module';
import type { GeneratorOptions, GeneratorResult } from '@babel/generator';
import type { PluginTarget } from '@babel/core';
import type Traverse from '@babel/traverse';
import type * as t from '@babel/types';

const require = createRequire(import.meta.url);

function defaultOf(exports: unknown, name: string): unknown {
  if (typeof exports === 'object' && exports !== null && 'default' in exports) {
    if (typeof exports.default === 'function') return exports.default;
  }
  throw new TypeError(`${name} has no default export`);
}

/** Prints an AST. */
export const generate = defaultOf(require('@babel/generator'), '@babel/generator') as (
  // The package's own declaration; `require` loses it.
  ast: t.Node,
  options: GeneratorOptions,
) => GeneratorResult;

/** Walks an AST with the scopes of its names; keeps what it found about nodes until `traverse.cache.clear()`. */
export const traverse = defaultOf(
  require('@babel/traverse'),
  '@babel/traverse',
) as (typeof Traverse)['default'];

/** Removes types, lowers enums, namespaces and parameter properties. */
export const typescriptPlugin = defaultOf(
  require('@babel/plugin-transform-typescript'),
  '@babel/plugin-transform-typescript',
) as PluginTarget;

/** Lowers module syntax to `require` and `exports`. */
export const commonjsPlugin = defaultOf(
  require('@babel/plugin-transform-modules-commonjs'),
  '@babel/plugin-transform-modules-commonjs',
) as PluginTarget;
