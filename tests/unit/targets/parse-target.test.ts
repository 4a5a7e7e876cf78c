import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseTarget,
  type ParsedTarget,
  type PathProbe,
} from '../../../src/targets/parse-target.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const CWD = '/home/me/project';

function probeOf(files: readonly string[], directories: readonly string[] = []): PathProbe {
  return (path) => {
    if (files.some((file) => `${CWD}/${file}` === path)) return 'file';
    return directories.some((directory) => `${CWD}/${directory}` === path)
      ? 'directory'
      : undefined;
  };
}

function parse(specifier: string, files: readonly string[] = [], stdin = false): ParsedTarget {
  const directories = files.map((file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))));
  return parseTarget(specifier, { stdin, cwd: CWD, probe: probeOf(files, directories) });
}

describe('parseTarget', () => {
  it('reads a file and an export', () => {
    expect(parse('lib/mod.ts#parse', ['lib/mod.ts'])).toEqual({
      kind: 'function',
      specifier: 'lib/mod.ts#parse',
      slug: 'lib-mod.ts-parse',
      module: { kind: 'file', path: `${CWD}/lib/mod.ts` },
      exportPath: ['parse'],
    });
  });

  it('means the default export when none is named', () => {
    expect(parse('./mod.js', ['mod.js'])).toMatchObject({ exportPath: ['default'] });
  });

  it.each([
    ['semver#coerce', 'semver', ['coerce'], 'semver-coerce'],
    ['@scope/pkg/sub#a.b', '@scope/pkg/sub', ['a', 'b'], '@scope-pkg-sub-a.b'],
    ['lodash', 'lodash', ['default'], 'lodash'],
  ])('reads %s as a package', (specifier, request, exportPath, slug) => {
    const target = parse(specifier);
    expect(target).toMatchObject({ module: { kind: 'package', request }, exportPath, slug });
  });

  it('prefers a file over a package of the same name', () => {
    expect(parse('util.js#x', ['util.js'])).toMatchObject({ module: { kind: 'file' } });
    expect(parse('util.js#x')).toMatchObject({ module: { kind: 'package', request: 'util.js' } });
  });

  it('takes a file with a "#" in its name as the file', () => {
    expect(parse('a#b.js', ['a#b.js'])).toMatchObject({
      module: { kind: 'file', path: `${CWD}/a#b.js` },
      exportPath: ['default'],
    });
  });

  it('reads a program with stdin', () => {
    const target = parse('./prog.js', ['prog.js'], true);
    expect(target).toMatchObject({
      kind: 'stdin',
      slug: 'prog.js',
      module: { path: `${CWD}/prog.js` },
    });
    expect(target).not.toHaveProperty('exportPath');
  });

  it.each(['sorts/', 'sorts', './sorts', 'sorts/problem.json'])('reads %s as a problem', (name) => {
    expect(parse(name, ['sorts/problem.json'])).toMatchObject({
      kind: 'problem',
      directory: `${CWD}/sorts`,
    });
  });

  it('takes a directory without problem.json as a module', () => {
    expect(parse('./lib#f', ['lib/index.js'])).toMatchObject({
      kind: 'function',
      module: { kind: 'directory', path: `${CWD}/lib` },
    });
  });

  it.each(['x.slowpath.ts', 'x.slowpath.js', 'x.slowpath.mjs'])(
    'reads %s as a definition',
    (name) => {
      expect(parse(name, [name])).toMatchObject({ kind: 'definition', path: `${CWD}/${name}` });
    },
  );

  it.each([
    ['', [], false, /empty/],
    ['mod.js#', ['mod.js'], false, /names no export/],
    ['mod.js#a..b', ['mod.js'], false, /names no export/],
    ['mod.js#main', ['mod.js'], true, /names an export, but it is a program/],
    ['p/#x', ['p/problem.json'], false, /names an export, but it is a problem/],
    ['x.slowpath.ts', ['x.slowpath.ts'], true, /--stdin does not apply/],
    ['./nowhere.js', [], false, /No such file: \.\/nowhere\.js/],
    ['has space', [], false, /No such file/],
  ])('refuses %j with a usage error', (specifier, files, stdin, message) => {
    expect(() => parse(specifier, files, stdin)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });

  it('suggests the file that differs in its extension', () => {
    expect(() => parse('./lib/mod.js', ['lib/mod.ts'])).toThrow(
      expect.objectContaining({ hint: 'Did you mean lib/mod.ts?' }),
    );
  });

  it('gives names that lose characters a hash, so that they stay apart', () => {
    const a = parse('a b.js', ['a b.js']).slug;
    const b = parse('a?b.js', ['a?b.js']).slug;
    expect(a).toMatch(/^a-b\.js-[0-9a-f]{8}$/);
    expect(b).not.toBe(a);
  });

  it('makes slugs that are safe directory names, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }), (name) => {
        const path = `./d/${name}`;
        const target = parseTarget(path, { stdin: true, cwd: CWD, probe: () => 'file' });
        expect(target.slug).toMatch(/^[\w@](?:[\w.@-]{0,100}[\w.@])?$/);
        expect(target.slug).not.toMatch(/^\.\.?$/);
      }),
      { seed: TEST_SEED },
    );
  });
});
