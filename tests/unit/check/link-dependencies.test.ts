import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkDependencies } from '../../../src/check/link-dependencies.ts';
import { makeTree } from '../../helpers/temp-tree.ts';

const signal = new AbortController().signal;
const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

describe('the dependencies of a checkout', () => {
  it('are the installed ones where the lock files are equal, scopes and commands included', async () => {
    const root = makeTree({
      'here/package-lock.json': '{}',
      'here/node_modules/dep/index.js': 'dep',
      'here/node_modules/@scope/dep/index.js': 'scoped',
      'here/node_modules/.bin/dep': 'bin',
      'there/package-lock.json': '{}',
      'there/package.json': '{}',
    });
    const [from, to] = [join(root, 'here'), join(root, 'there')];
    await linkDependencies({ from, to, packages: ['.'] }, signal);
    expect(text(to, 'node_modules/dep/index.js')).toBe('dep');
    expect(text(to, 'node_modules/@scope/dep/index.js')).toBe('scoped');
    expect(text(to, 'node_modules/.bin/dep')).toBe('bin');
  });

  it('of a workspace are those of the checkout, not of the working tree', async () => {
    const root = makeTree({
      'here/package.json': '{}',
      'here/packages/a/index.js': 'new',
      'here/node_modules/a': { link: '../packages/a' },
      'here/node_modules/dep/index.js': 'dep',
      'there/package.json': '{}',
      'there/packages/a/index.js': 'old',
    });
    const [from, to] = [join(root, 'here'), join(root, 'there')];
    await linkDependencies({ from, to, packages: ['.', 'packages/a'] }, signal);
    expect(text(to, 'node_modules/a/index.js')).toBe('old');
    expect(realpathSync(join(to, 'node_modules/dep'))).toBe(join(from, 'node_modules/dep'));
  });

  it('are left alone where nothing is installed', async () => {
    const root = makeTree({ 'here/package.json': '{}', 'there/package.json': '{}' });
    const trees = { from: join(root, 'here'), to: join(root, 'there'), packages: ['.'] };
    await expect(linkDependencies(trees, signal)).resolves.toBeUndefined();
  });

  it('that cannot be installed from another lock file are told', async () => {
    const root = makeTree({
      'here/package-lock.json': '{}',
      'there/package-lock.json': 'no lock file at all',
      'there/package.json': '{}',
    });
    const trees = { from: join(root, 'here'), to: join(root, 'there'), packages: ['.'] };
    await expect(linkDependencies(trees, signal)).rejects.toThrow(
      /could not be installed from its package-lock\.json/,
    );
  });
});
