import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createPackageReader } from '../../../src/targets/package-json.ts';
import { createResolver, splitPackage, type Resolver } from '../../../src/targets/resolve.ts';
import { makeTree, type TreeEntry } from '../../helpers/temp-tree.ts';

/** A program that uses every way a specifier can lead somewhere. */
const PROGRAM: Readonly<Record<string, TreeEntry>> = {
  'package.json': {
    name: 'self',
    exports: { '.': './main.js', './lib/*': './lib/*.js', './closed/*': null },
    imports: {
      '#direct': './lib/a.js',
      '#by-mode': { import: './lib/esm.mjs', require: './lib/cjs.cjs' },
      '#files/*.js': './lib/*.js',
      '#dep': 'dual',
      '#fs': 'fs',
    },
  },
  'main.js': '',
  'lib/a.js': '',
  'lib/a.json': {},
  'lib/esm.mjs': '',
  'lib/cjs.cjs': '',
  'lib/with space.js': '',
  'lib/data.json': {},
  'lib/dir/index.js': '',
  'lib/pkg/package.json': { main: './entry' },
  'lib/pkg/entry.js': '',
  'lib/main-dir/package.json': { main: 'out' },
  'lib/main-dir/out/index.js': '',
  'lib/bad-main/package.json': { main: './gone.js' },
  'lib/bad-main/index.js': '',
  'linked.js': { link: 'lib/a.js' },
  'node_modules/plain/package.json': { name: 'plain', main: 'lib' },
  'node_modules/plain/lib.js': '',
  'node_modules/plain/deep/x.js': '',
  'node_modules/plain/deep/index.js': '',
  'node_modules/no-main/index.js': '',
  'node_modules/single.js': '',
  'node_modules/@s/p/package.json': { name: '@s/p', exports: './only.js' },
  'node_modules/@s/p/only.js': '',
  'node_modules/@s/p/hidden.js': '',
  'node_modules/dual/package.json': {
    name: 'dual',
    main: 'legacy.js',
    exports: {
      '.': {
        browser: './no.js',
        node: { import: './i.mjs', require: './r.cjs' },
        default: './no.js',
      },
      './fallback': [{ unknown: './no.js' }, './i.mjs'],
      './null': null,
      './f/*': './f/*.js',
      './f/private/*': null,
      './f/special/*': './g/*.js',
      './ext/*.js': './f/*.js',
      './out': '../plain/lib.js',
      './nested': { import: { deno: './no.js', default: './i.mjs' }, default: './r.cjs' },
    },
  },
  'node_modules/dual/i.mjs': '',
  'node_modules/dual/r.cjs': '',
  'node_modules/dual/legacy.js': '',
  'node_modules/dual/f/one.js': '',
  'node_modules/dual/f/private/two.js': '',
  'node_modules/dual/g/three.js': '',
  'node_modules/workspace': { link: '../packages/ws' },
  'packages/ws/package.json': { name: 'workspace', main: 'w.js' },
  'packages/ws/w.js': '',
  'nested/package.json': { type: 'module' },
  'nested/from.js': '',
  'nested/node_modules/plain/package.json': { name: 'plain', main: 'near.js' },
  'nested/node_modules/plain/near.js': '',
};

const SPECIFIERS = [
  './lib/a.js',
  './lib/a',
  './lib/data.json',
  './lib/data',
  './lib/dir',
  './lib/dir/',
  './lib/pkg',
  './lib/main-dir',
  './lib/bad-main',
  './lib/with space.js',
  './linked.js',
  './lib/../main.js',
  '.',
  './',
  './gone.js',
  'plain',
  'plain/deep/x.js',
  'plain/deep/x',
  'plain/deep',
  'no-main',
  'single',
  '@s/p',
  '@s/p/hidden.js',
  'dual',
  'dual/fallback',
  'dual/null',
  'dual/f/one',
  'dual/f/private/two',
  'dual/f/special/three',
  'dual/ext/one.js',
  'dual/out',
  'dual/nested',
  'dual/legacy.js',
  'dual/f/../i.mjs',
  'workspace',
  'self',
  'self/lib/a',
  'self/closed/a',
  '#direct',
  '#by-mode',
  '#files/a.js',
  '#dep',
  '#fs',
  '#gone',
  '#',
  'fs',
  'node:fs',
  'node:fs/promises',
  'node:nothing',
  'gone',
  '@gone/pkg',
  '',
];

function resolverOf(): Resolver {
  return createResolver(createPackageReader());
}

/** Short form for comparison: path inside the tree, `node:x`, or `missing`. */
function outcome(
  root: string,
  resolver: Resolver,
  from: string,
  specifier: string,
  mode: 'require' | 'import',
): string {
  const found = resolver.resolve(specifier, join(root, from), mode);
  switch (found.kind) {
    case 'file':
      return relative(root, found.path);
    case 'builtin':
      return found.specifier;
    case 'missing':
      return 'missing';
  }
}

function nodeRequire(root: string, from: string, specifier: string): string {
  try {
    const found = createRequire(join(root, from)).resolve(specifier);
    if (!found.startsWith('/')) return found.startsWith('node:') ? found : `node:${found}`;
    return relative(root, found);
  } catch {
    return 'missing';
  }
}

/** Asks Node itself, in a process of its own, where `import` would lead from a directory of the tree. */
function nodeImports(
  root: string,
  folder: string,
  specifiers: readonly string[],
): readonly string[] {
  const file = join(root, folder, 'ask.mjs');
  writeFileSync(
    file,
    `process.stdout.write(JSON.stringify(${JSON.stringify(specifiers)}.map((s) => {
      try { return import.meta.resolve(s); } catch { return 'missing'; }
    })));`,
  );
  const answers: unknown = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
  if (!Array.isArray(answers)) throw new TypeError('expected a list');
  return answers.map((answer) => {
    const url = String(answer);
    if (!url.startsWith('file:')) return url;
    const path = fileURLToPath(url);
    // import.meta.resolve does not look whether a relative file is there, the loader does afterwards.
    if (!existsSync(path) || path.endsWith('/') || realpathSync(path) === root) return 'missing';
    return relative(root, realpathSync(path));
  });
}

describe('resolve', () => {
  it('agrees with require.resolve on every form of specifier', () => {
    const root = makeTree(PROGRAM);
    const resolver = resolverOf();
    // Node 20 cannot require a builtin through `imports`, though its documentation says so.
    const specifiers = SPECIFIERS.filter((s) => s !== '#fs');
    for (const from of ['from.js', 'nested/from.js']) {
      const expected = specifiers.map((s) => [s, nodeRequire(root, from, s)]);
      expect(specifiers.map((s) => [s, outcome(root, resolver, from, s, 'require')])).toEqual(
        expected,
      );
    }
  });

  it('agrees with import on every form of specifier', () => {
    const root = makeTree(PROGRAM);
    const resolver = resolverOf();
    // import.meta.resolve alone accepts directories and any `node:` name; what the loader does with them is tested below.
    const beyond = ['./lib/dir', './lib/pkg', './lib/main-dir', './lib/bad-main', 'plain/deep'];
    const specifiers = SPECIFIERS.filter((s) => !beyond.includes(s) && s !== 'node:nothing');
    for (const folder of ['', 'nested']) {
      const answers = nodeImports(root, folder, specifiers);
      const from = join(folder, 'ask.mjs');
      expect(specifiers.map((s) => [s, outcome(root, resolver, from, s, 'import')])).toEqual(
        specifiers.map((s, index) => [s, answers[index]]),
      );
    }
  });

  it('refuses directories and unknown builtins in imports, as the loader does', () => {
    const root = makeTree(PROGRAM);
    for (const specifier of ['./lib/dir', './lib/pkg', 'plain/deep', 'node:nothing']) {
      expect(outcome(root, resolverOf(), 'a.mjs', specifier, 'import')).toBe('missing');
    }
  });

  it('decodes import specifiers as the URLs that they are', () => {
    const root = makeTree(PROGRAM);
    const resolver = resolverOf();
    expect(outcome(root, resolver, 'a.mjs', './lib/with%20space.js', 'import')).toBe(
      'lib/with space.js',
    );
    expect(outcome(root, resolver, 'a.mjs', './lib/a.js?instance=2#x', 'import')).toBe('lib/a.js');
    expect(outcome(root, resolver, 'a.mjs', `file://${root}/main.js`, 'import')).toBe('main.js');
    expect(outcome(root, resolver, 'a.mjs', 'https://example.com/x.js', 'import')).toBe('missing');
  });

  it.each([
    ['./x.js', 'x.ts'],
    ['./x', 'x.ts'],
    ['./y.jsx', 'y.tsx'],
    ['./y', 'y.tsx'],
    ['./m.mjs', 'm.mts'],
    ['./c.cjs', 'c.cts'],
    ['./dir', 'dir/index.ts'],
    ['./both.js', 'both.js'],
    ['./both', 'both.ts'],
    ['./only.js', 'only.js'],
  ])('leads a TypeScript importer from %s to %s', (specifier, file) => {
    const root = makeTree({
      'x.ts': '',
      'y.tsx': '',
      'm.mts': '',
      'c.cts': '',
      'dir/index.ts': '',
      'both.js': '',
      'both.ts': '',
      'only.js': '',
    });
    const resolver = resolverOf();
    expect(outcome(root, resolver, 'a.ts', specifier, 'import')).toBe(file);
    expect(outcome(root, resolver, 'a.ts', specifier, 'require')).toBe(file);
  });

  it('finds the TypeScript source of an export that has not been built', () => {
    const root = makeTree({
      'node_modules/p/package.json': { name: 'p', exports: './dist/p.js' },
      'node_modules/p/dist/p.ts': '',
    });
    expect(outcome(root, resolverOf(), 'a.ts', 'p', 'import')).toBe('node_modules/p/dist/p.ts');
  });

  it('treats a broken package.json as one that says nothing', () => {
    const root = makeTree({
      'node_modules/broken/package.json': '{ "main": ',
      'node_modules/broken/index.js': '',
      'node_modules/odd/package.json': '{ "main": 5, "exports": null, "name": 7 }',
      'node_modules/odd/index.js': '',
    });
    const resolver = resolverOf();
    expect(outcome(root, resolver, 'a.js', 'broken', 'require')).toBe(
      'node_modules/broken/index.js',
    );
    expect(outcome(root, resolver, 'a.js', 'odd', 'require')).toBe('node_modules/odd/index.js');
  });

  it('says what Node says when there is nothing', () => {
    const root = makeTree({});
    const resolver = resolverOf();
    expect(resolver.resolve('./x', join(root, 'a.js'), 'require')).toEqual({
      kind: 'missing',
      message: `Cannot find module './x'\nRequire stack:\n- ${join(root, 'a.js')}`,
    });
    expect(resolver.resolve('x', join(root, 'a.mjs'), 'import')).toEqual({
      kind: 'missing',
      message: `Cannot find package 'x' imported from ${join(root, 'a.mjs')}`,
    });
  });

  it('survives names that the file system refuses', () => {
    const root = makeTree({ 'file.js': '', loop: { link: 'loop' } });
    const resolver = resolverOf();
    for (const name of [`./${'a'.repeat(5000)}`, './file.js/x', './loop', './a\0b']) {
      expect(outcome(root, resolver, 'a.js', name, 'require')).toBe('missing');
      expect(outcome(root, resolver, 'a.mjs', name, 'import')).toBe('missing');
    }
  });
});

describe('splitPackage', () => {
  it.each([
    ['a', 'a', '.'],
    ['a/b/c', 'a', './b/c'],
    ['@s/a', '@s/a', '.'],
    ['@s/a/b.js', '@s/a', './b.js'],
  ])('splits %s', (specifier, name, subpath) => {
    expect(splitPackage(specifier)).toEqual({ name, subpath });
  });

  it.each(['', '.', './a', '/a', '@s', '@s/', '.hidden'])('finds no package in %j', (specifier) => {
    expect(splitPackage(specifier)).toBeUndefined();
  });
});
