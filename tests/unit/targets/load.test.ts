import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LoadedTarget } from '../../../src/core/target.ts';
import { loadPlainImage, loadTarget, type LoadTargetOptions } from '../../../src/targets/load.ts';
import { parseTarget } from '../../../src/targets/parse-target.ts';
import { fakeInstrument } from '../../helpers/fake-instrument.ts';
import { makeTree, type TreeEntry } from '../../helpers/temp-tree.ts';

interface Loading {
  readonly stdin?: boolean;
  readonly instrument?: readonly string[];
  readonly limits?: LoadTargetOptions['limits'];
}

function optionsOf(root: string, specifier: string, loading: Loading = {}): LoadTargetOptions {
  const target = parseTarget(specifier, { stdin: loading.stdin ?? false, cwd: root });
  if (target.kind === 'problem') throw new Error('a problem is not loaded as one program');
  return {
    target,
    cwd: root,
    instrument: loading.instrument ?? [],
    ...(loading.limits !== undefined && { limits: loading.limits }),
  };
}

async function load(
  files: Readonly<Record<string, TreeEntry>>,
  specifier: string,
  loading: Loading = {},
): Promise<LoadedTarget & { readonly root: string; readonly ids: readonly string[] }> {
  const root = makeTree(files);
  const loaded = await loadTarget(optionsOf(root, specifier, loading), {
    instrument: fakeInstrument,
  });
  return { ...loaded, root, ids: loaded.image.modules.map((module) => relative(root, module.id)) };
}

async function failure(
  files: Readonly<Record<string, TreeEntry>>,
  specifier: string,
  loading: Loading = {},
): Promise<{ code: string; message: string; hint: string }> {
  const error: unknown = await load(files, specifier, loading).catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) throw new Error('it loaded');
  return {
    code: 'code' in error ? String(error.code) : '',
    message: error.message,
    hint: 'hint' in error ? String(error.hint) : '',
  };
}

const F = 'exports.f = function () {};';

describe('loadTarget', () => {
  it('gives the entry, its module and the numbering of its sites', async () => {
    const loaded = await load(
      {
        'package.json': { name: 'app' },
        'lib/a.js': `${F} require('./b'); x === 'key'; y === 7`,
        'lib/b.js': `${F}${F} x === 3`,
      },
      'lib/a.js#f',
    );
    expect(loaded).toMatchObject({
      specifier: 'lib/a.js#f',
      slug: 'lib-a.js-f',
      kind: 'function',
      entryFile: join(loaded.root, 'lib/a.js'),
      dictionary: { strings: ['key'], numbers: [3, 7] },
      notes: [],
    });
    expect(loaded.image.entry).toEqual({
      module: loaded.entryFile,
      kind: 'function',
      exportPath: ['f'],
    });
    expect(loaded.ids).toEqual(['lib/a.js', 'lib/b.js']);
    expect(loaded.image.siteCount).toBe(8);
    expect([...loaded.image.functionStart]).toEqual([0, 1, 3, 4, 6, 8]);
    expect(loaded.sites.files.map((file) => relative(loaded.root, file))).toEqual(loaded.ids);
    expect(loaded.sites.sites.map((site) => site.file)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    expect(loaded.sites.sites.map((site) => site.functionId)).toEqual([0, 1, 1, 2, 3, 3, 4, 4]);
    expect(loaded.image.mayBeAsync).toBe(false);
  });

  it('tells instrumented modules, Node modules and missing ones apart', async () => {
    const { image, root, notes } = await load(
      {
        'package.json': { name: 'app' },
        'a.js': `${F} require('./b'); require('fs'); require('dep'); require('./gone'); require('./d.json'); require('./x.node')`,
        'b.js': '',
        'd.json': { a: 1 },
        'x.node': '',
        'node_modules/dep/package.json': { name: 'dep' },
        'node_modules/dep/index.js': F,
      },
      'a.js#f',
    );
    expect(image.modules[0]?.resolutions).toEqual({
      './b': { kind: 'image', id: join(root, 'b.js') },
      fs: { kind: 'native', specifier: 'node:fs' },
      dep: { kind: 'native', specifier: join(root, 'node_modules/dep/index.js') },
      './gone': {
        kind: 'missing',
        message: `Cannot find module './gone'\nRequire stack:\n- ${join(root, 'a.js')}`,
      },
      './d.json': { kind: 'image', id: join(root, 'd.json') },
      './x.node': { kind: 'native', specifier: join(root, 'x.node') },
    });
    expect(image.modules.find((module) => module.format === 'json')).toEqual({
      id: join(root, 'd.json'),
      format: 'json',
      code: '{"a":1}',
      isAsync: false,
      resolutions: {},
    });
    expect(notes).toEqual([
      `${join(root, 'x.node')} is not JavaScript: its steps are not counted.`,
      'Not instrumented, so their work is not counted: dep (add with --instrument dep).',
    ]);
  });

  it('notes a static import that leads nowhere, but no require', async () => {
    const { notes, root } = await load(
      {
        'a.mjs': `import '@/gone'; export function f() { import('./x') }`,
        'b.cjs': `${F} require('gone')`,
      },
      'a.mjs#f',
    );
    expect(notes).toEqual([
      `${join(root, 'a.mjs')} imports '@/gone', which is not there: loading it will fail.`,
    ]);
    expect((await load({ 'b.cjs': `${F} require('gone')` }, './b.cjs#f')).notes).toEqual([]);
  });

  it('keeps the constants of the modules nearest to the entry when there are too many', async () => {
    const table = Array.from({ length: 3000 }, (_, i) => `x === 'a${i}'`).join(';');
    const { dictionary } = await load(
      { 'a.js': `${F} x === 'zebra'; require('./b')`, 'b.js': table },
      './a.js#f',
    );
    expect(dictionary.strings).toHaveLength(2048);
    expect(dictionary.strings.at(-1)).toBe('zebra');
  });

  it('walks cycles once', async () => {
    const { ids } = await load(
      {
        'a.js': `${F} require('./b')`,
        'b.js': `require('./c')`,
        'c.js': `require('./a'); require('./b')`,
      },
      './a.js#f',
    );
    expect(ids).toEqual(['a.js', 'b.js', 'c.js']);
  });

  it('takes a nested package.json that only sets the type as a part of its package', async () => {
    const { ids, image } = await load(
      {
        'package.json': { name: 'app' },
        'esm/package.json': { type: 'module' },
        'esm/a.js': `import '../b.js'; export function f() {}`,
        'b.js': F,
      },
      'esm/a.js#f',
    );
    expect(ids).toEqual(['esm/a.js', 'b.js']);
    expect(image.modules.map((module) => module.format)).toEqual(['module', 'commonjs']);
  });

  describe('with --instrument', () => {
    const files = {
      'package.json': { name: 'app' },
      'a.js': `require('dep'); require('@s/other'); ${F}`,
      'node_modules/dep/package.json': { name: 'dep', main: 'lib/x.js' },
      'node_modules/dep/lib/x.js': `${F} require('./y'); require('deeper')`,
      'node_modules/dep/lib/y.js': F,
      'node_modules/dep/node_modules/deeper/package.json': { name: 'deeper' },
      'node_modules/dep/node_modules/deeper/index.js': F,
      'node_modules/@s/other/package.json': { name: '@s/other' },
      'node_modules/@s/other/index.js': F,
    };
    const dep = ['node_modules/dep/lib/x.js', 'node_modules/dep/lib/y.js'];

    it.each([
      [['dep'], ['a.js', ...dep]],
      [['@s/other'], ['a.js', 'node_modules/@s/other/index.js']],
      [
        ['dep', 'deeper'],
        ['a.js', ...dep, 'node_modules/dep/node_modules/deeper/index.js'],
      ],
      [['./node_modules/dep/lib'], ['a.js', ...dep]],
      [
        ['node_modules/dep/**/*.js'],
        ['a.js', ...dep, 'node_modules/dep/node_modules/deeper/index.js'],
      ],
      [['node_modules/dep/lib/x.js'], ['a.js', 'node_modules/dep/lib/x.js']],
    ])('%j adds what it names', async (instrument, ids) => {
      expect((await load(files, 'a.js#f', { instrument })).ids).toEqual(ids);
    });

    it('notes a pattern that the program does not load', async () => {
      const { notes } = await load(files, 'a.js#f', { instrument: ['deeper'] });
      expect(notes).toContain('--instrument deeper matches no module that the program loads.');
    });

    it('refuses a pattern that matches nothing at all', async () => {
      expect(await failure(files, 'a.js#f', { instrument: ['./lib/**'] })).toMatchObject({
        code: 'usage',
        message: '--instrument ./lib/** matches no file.',
      });
    });
  });

  it('instruments a package that is the target itself', async () => {
    const { ids, entryFile, root } = await load(
      {
        'node_modules/pkg/package.json': {
          name: 'pkg',
          exports: { '.': './main.js', './sub': './sub.js' },
        },
        'node_modules/pkg/main.js': F,
        'node_modules/pkg/sub.js': `require('./main.js')`,
      },
      'pkg/sub#f',
    );
    expect(entryFile).toBe(join(root, 'node_modules/pkg/sub.js'));
    expect(ids).toEqual(['node_modules/pkg/sub.js', 'node_modules/pkg/main.js']);
  });

  it.each([
    ['module', 'i.mjs'],
    ['commonjs', 'r.cjs'],
  ])('loads a dual package as a file of a %s directory would', async (type, file) => {
    const { ids } = await load(
      {
        'package.json': { type },
        'node_modules/dual/package.json': {
          name: 'dual',
          exports: { import: './i.mjs', require: './r.cjs' },
        },
        'node_modules/dual/i.mjs': 'export function f() {}',
        'node_modules/dual/r.cjs': F,
      },
      'dual#f',
    );
    expect(ids).toEqual([`node_modules/dual/${file}`]);
  });

  it('loads a package that only import can load, from a CommonJS directory', async () => {
    const { ids } = await load(
      {
        'node_modules/esm/package.json': {
          name: 'esm',
          type: 'module',
          exports: { import: './i.js' },
        },
        'node_modules/esm/i.js': 'export function f() {}',
      },
      'esm#f',
    );
    expect(ids).toEqual(['node_modules/esm/i.js']);
  });

  it('follows symbolic links to their package, as Node does', async () => {
    const { ids, entryFile, root } = await load(
      {
        'node_modules/ws': { link: '../packages/ws' },
        'packages/ws/package.json': { name: 'ws' },
        'packages/ws/index.js': `require('./b'); ${F}`,
        'packages/ws/b.js': '',
      },
      'ws#f',
    );
    expect(entryFile).toBe(join(root, 'packages/ws/index.js'));
    expect(ids).toEqual(['packages/ws/index.js', 'packages/ws/b.js']);
  });

  it('loads TypeScript of other packages itself, because Node cannot', async () => {
    const { ids } = await load(
      {
        'package.json': { name: 'app' },
        'a.ts': `import 'ws'; export function f() {}`,
        'node_modules/ws/package.json': { name: 'ws', main: 'index.ts' },
        'node_modules/ws/index.ts': 'export function g() {}',
      },
      'a.ts#f',
    );
    expect(ids).toEqual(['a.ts', 'node_modules/ws/index.ts']);
  });

  it('leaves a module that does not parse, or is too large, to Node and says so', async () => {
    const { image, notes, root } = await load(
      {
        'a.js': `${F} require('./b'); require('./c')`,
        'b.js': 'BROKEN',
        'c.js': `/*${'-'.repeat(2000)}*/`,
      },
      './a.js#f',
      { limits: { maxFileBytes: 1000, maxModules: 10 } },
    );
    expect(image.modules).toHaveLength(1);
    expect(image.modules[0]?.resolutions).toEqual({
      './b': { kind: 'native', specifier: join(root, 'b.js') },
      './c': { kind: 'native', specifier: join(root, 'c.js') },
    });
    expect(notes).toEqual([
      `${join(root, 'b.js')}:1:1: Unexpected token; it runs as it is, its steps are not counted.`,
      `${join(root, 'c.js')} is larger than 1 KB; it runs as it is, its steps are not counted.`,
    ]);
  });

  it('stops adding modules at the limit, and says so once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [
        `m${i}.js`,
        `${F} require('./m${i + 1}'); require('./m9')`,
      ]),
    );
    const { ids, notes } = await load(files, './m0.js#f', {
      limits: { maxFileBytes: 1000, maxModules: 4 },
    });
    expect(ids).toEqual(['m0.js', 'm1.js', 'm9.js', 'm2.js']);
    expect(notes.filter((note) => note.includes('more than 4 modules'))).toHaveLength(1);
  });

  it('reads stdin programs, extensionless and with a hash-bang', async () => {
    const { image, kind } = await load(
      { solve: '#!/usr/bin/env node\n(function () {})()' },
      'solve',
      { stdin: true },
    );
    expect(kind).toBe('stdin');
    expect(image.entry).toMatchObject({ kind: 'stdin', exportPath: [] });
  });

  it('points a definition at its run function', async () => {
    const { image, entryFile } = await load(
      { 'x.slowpath.ts': 'export default { run: function () {} }' },
      'x.slowpath.ts',
    );
    expect(image.entry).toEqual({
      module: entryFile,
      kind: 'function',
      exportPath: ['default', 'run'],
    });
    expect(image.definition).toEqual({ module: entryFile, model: 'choices' });
  });

  it('hashes what the program is, not where it lies', async () => {
    const files = { 'a.js': `${F} require('./b')`, 'b.js': '' };
    const first = await load(files, './a.js#f');
    const second = await load(files, './a.js#f');
    const changed = await load({ ...files, 'b.js': ' ' }, './a.js#f');
    expect(second.root).not.toBe(first.root);
    expect(second.contentHash).toBe(first.contentHash);
    expect(changed.contentHash).not.toBe(first.contentHash);
    expect(first.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('can be aborted', async () => {
    const root = makeTree({ 'a.js': F });
    const options = {
      ...optionsOf(root, './a.js#f'),
      signal: AbortSignal.abort(new Error('enough')),
    };
    await expect(loadTarget(options, { instrument: fakeInstrument })).rejects.toThrow('enough');
  });
});

describe('loadTarget refuses', () => {
  const esm = {
    'a.mjs': 'export function parse() {} export const format = 1; export * from "./b.mjs"',
    'b.mjs': 'export function stringify() {} export default 2',
  };

  it('an export that an ECMAScript module does not have, with what it has', async () => {
    expect(await failure(esm, 'a.mjs#prase')).toEqual({
      code: 'usage',
      message: 'a.mjs#prase: the module has no export named "prase".',
      hint: 'Did you mean a.mjs#parse? It exports parse, format, stringify.',
    });
  });

  it('a default export that is not there', async () => {
    expect(await failure(esm, './a.mjs')).toEqual({
      code: 'usage',
      message: './a.mjs: the module has no default export.',
      hint: 'It exports parse, format, stringify. Name one: ./a.mjs#parse',
    });
  });

  it('nothing that only running the module would tell', async () => {
    const files = { 'a.mjs': 'export * from "fs"; export function f() {}', 'b.cjs': F };
    await expect(load(files, 'a.mjs#readFileSync')).resolves.toBeDefined();
    await expect(load(files, './b.cjs#anything')).resolves.toBeDefined();
  });

  it('a program in which nothing counts, with what to instrument', async () => {
    const files = {
      'package.json': { name: 'app' },
      'a.js': `module.exports = require('dep');`,
      'node_modules/dep/package.json': { name: 'dep' },
      'node_modules/dep/index.js': F,
    };
    expect(await failure(files, 'a.js#f')).toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^a\.js#f: nothing to count.* It loads dep\.$/),
      hint: 'Instrument what it calls: --instrument dep',
    });
    await expect(load(files, 'a.js#f', { instrument: ['dep'] })).resolves.toBeDefined();
  });

  it('a program in which nothing counts because its modules do not parse, with the reason', async () => {
    const { message } = await failure({ 'a.js': 'require("./b")', 'b.js': 'BROKEN' }, './a.js#f');
    expect(message).toMatch(/nothing to count.*\n.*b\.js:1:1: Unexpected token; it runs as it is/);
  });

  it('an entry that does not parse', async () => {
    expect(await failure({ 'a.js': 'BROKEN' }, './a.js')).toMatchObject({
      code: 'data',
      message: expect.stringContaining('Unexpected token'),
    });
  });

  it.each([
    ['data.json', '{}'],
    ['types.d.ts', 'export type A = 1'],
  ])('%s as an entry, which holds no code', async (name, text) => {
    expect(await failure({ [name]: text }, `./${name}`)).toMatchObject({
      code: 'data',
      message: expect.stringContaining('holds no JavaScript or TypeScript code'),
    });
  });

  it('an entry larger than the limit', async () => {
    const limits = { maxFileBytes: 10, maxModules: 10 };
    expect(await failure({ 'a.js': F }, './a.js#f', { limits })).toMatchObject({
      code: 'data',
      message: expect.stringMatching(/a\.js is larger than 1 KB\.$/),
    });
  });

  it.each([
    [
      'nowhere#f',
      {},
      'No file and no installed package is called "nowhere"',
      'npm install nowhere',
    ],
    ['lib/mod.js#f', { 'lib/mod.ts': '' }, 'No such file: lib/mod.js', 'Did you mean lib/mod.ts?'],
    ['lib/gone#f', { 'lib/mod.ts': '' }, 'No such file: lib/gone', 'Paths are relative to'],
    ['util#f', {}, 'node:util is a part of Node', 'Name a function of your own'],
    [
      'mod#f',
      { 'mod.ts': '' },
      'No file and no installed package is called "mod"',
      'Did you mean mod.ts?',
    ],
    [
      'pkg/gone#f',
      { 'node_modules/pkg/package.json': { exports: { './a': './a.js' } } },
      'has no module "gone"',
      'It offers: ./a',
    ],
    [
      'pkg#f',
      { 'node_modules/pkg/package.json': { exports: { './a': './a.js' } } },
      'has no main module',
      'Name one of its modules',
    ],
    ['pkg#f', { 'node_modules/pkg/package.json': '{ "main" }' }, 'is not valid JSON', ''],
    ['./dir#f', { 'dir/x.txt': '' }, 'is a directory with neither', 'Name the file'],
  ])('%s when it leads nowhere: %j', async (specifier, files, message, hint) => {
    const error = await failure(files, specifier);
    expect(error.code).toBe('usage');
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

describe('loadPlainImage', () => {
  it('gives the same modules without a site', async () => {
    const root = makeTree({ 'a.js': `${F} require('./b')`, 'b.js': F });
    const options = optionsOf(root, './a.js#f');
    const { image } = await loadTarget(options, { instrument: fakeInstrument });
    const plain = await loadPlainImage(options, {
      strip: (source) => ({
        ...fakeInstrument(source, { file: 0, firstSite: 0, firstFunction: 0 }),
        code: '// plain',
      }),
    });
    expect(plain.siteCount).toBe(0);
    expect([...plain.functionStart]).toEqual([0]);
    expect(plain.entry).toEqual(image.entry);
    expect(plain.modules.map(({ id, resolutions }) => ({ id, resolutions }))).toEqual(
      image.modules.map(({ id, resolutions }) => ({ id, resolutions })),
    );
    expect(plain.modules.map(({ code }) => code)).toEqual(['// plain', '// plain']);
  });
});
