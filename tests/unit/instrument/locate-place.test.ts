import { describe, expect, it } from 'vitest';
import type { Place } from '../../../constraints/language/constraint.ts';
import { listPlaces, locatePlace } from '../../../src/instrument/probe-places.ts';

const CODE = `const limit = 3;
function sort(items) {
  for (
    let i = 1;
    i < items.length;
    i++
  ) {
    const key = items[i];
    // a comment
    let j = i - 1; while (j >= 0) { j--; }
  }

  return items.map((x) => {
    return x;
  });
}
const twice = (f) => (x) => f(f(x));
class Heap {
  push(x) {
    if (x) {
      this.x = x;
    } else {
      throw x;
    }
  }
  size() { return 1; }
}
const o = {
  size() { return 2; },
  fail() { throw 3; },
};
module.exports = sort;
`;

const places = [
  ['/p/main.js', CODE],
  ['/p/lib/heap.js', 'exports.heap = () => {\n  return 1;\n};\n'],
].flatMap(([id = '', code = '']) => listPlaces({ id, code, format: 'commonjs', language: 'js' }));

/** `at line:column function` of what is found, or the problem. */
function locate(where: Omit<Place, 'file'> & { readonly file?: string }): string {
  const place = { file: 'main.js', ...where };
  const found = locatePlace(places, place, (file) => file === `/p/${place.file}`);
  if ('problem' in found) return found.problem;
  return `${found.at} ${found.line}:${found.column} ${found.functionName}`;
}

describe('a line', () => {
  it('names the statement that starts on it', () => {
    expect(locate({ at: 'line', line: 8 })).toBe('line 8:4 sort');
    expect(locate({ at: 'line', line: 8, function: 'sort' })).toBe('line 8:4 sort');
  });

  it('names the statement around it when none starts there', () => {
    expect(locate({ at: 'line', line: 5 })).toBe('line 3:2 sort');
    expect(locate({ at: 'line', line: 9 })).toBe('line 3:2 sort');
    expect(locate({ at: 'line', line: 22 })).toBe('line 20:4 push');
  });

  it('does not name a statement of another function', () => {
    expect(locate({ at: 'line', line: 12 })).toBe(
      'no statement begins on line 12 or spans it; nearest: 10, 13',
    );
    expect(locate({ at: 'line', line: 1, function: 'sort' })).toBe(
      'no statement of sort begins on line 1 or spans it; nearest: 3',
    );
  });

  it('that begins a function leads to its entry', () => {
    expect(locate({ at: 'line', line: 2 })).toBe(
      'line 2 begins function sort: use "entry", or a line of its body',
    );
  });

  it('is needed', () => {
    expect(locate({ at: 'line', function: 'sort' })).toBe('"line" needs the number of a line');
  });

  it('past the end names nothing', () => {
    expect(locate({ at: 'line', line: 99 })).toBe(
      'no statement begins on line 99 or spans it; nearest: 32',
    );
  });
});

describe('a loop', () => {
  it('is named by any line of its head', () => {
    for (const line of [3, 4, 5, 6]) {
      expect(locate({ at: 'loop', line })).toBe('loop 3:2 sort');
    }
    expect(locate({ at: 'loop', line: 10 })).toBe('loop 10:19 sort');
  });

  it('is suggested when none begins on the line', () => {
    expect(locate({ at: 'loop', line: 8 })).toBe(
      'no loop begins on line 8; nearest loops of the file: 3, 10',
    );
    expect(locate({ at: 'loop', line: 14, function: 'sort' })).toBe(
      'no loop begins on line 14; nearest loops of sort: 3, 10',
    );
  });

  it('needs a line where there are several', () => {
    expect(locate({ at: 'loop', function: 'sort' })).toBe(
      '"loop" needs the line that the loop begins on; loops of sort: 3, 10',
    );
    expect(locate({ at: 'loop', function: 'push' })).toBe('there is no loop in push');
  });
});

describe('an entry or exit', () => {
  it('is named by its function', () => {
    expect(locate({ at: 'entry', function: 'sort' })).toBe('entry 2:0 sort');
    expect(locate({ at: 'exit', function: 'push' })).toBe('exit 19:2 push');
    expect(locate({ at: 'entry', function: '<module>' })).toBe('entry 1:0 <module>');
  });

  it('is named as people write methods', () => {
    expect(locate({ at: 'entry', function: 'Heap.push' })).toBe('entry 19:2 push');
    expect(locate({ at: 'entry', function: 'sort(items)' })).toBe('entry 2:0 sort');
  });

  it('is named by a line of the innermost function', () => {
    expect(locate({ at: 'entry', line: 9 })).toBe('entry 2:0 sort');
    expect(locate({ at: 'entry', line: 14 })).toBe('entry 13:19 <anonymous>');
    expect(locate({ at: 'exit', line: 1 })).toBe('exit 1:0 <module>');
  });

  it('of several on one line is that of the outermost, unless it is named', () => {
    expect(locate({ at: 'entry', line: 17 })).toBe('entry 17:14 twice');
    expect(locate({ at: 'entry', line: 17, function: '<anonymous>' })).toBe(
      'entry 17:21 <anonymous>',
    );
  });

  it('of a name that several functions have needs a line', () => {
    expect(locate({ at: 'entry', function: 'size' })).toBe(
      'several functions are called size, on lines 26 to 26, 29 to 29: name a line',
    );
    expect(locate({ at: 'entry', function: 'size', line: 29 })).toBe('entry 29:2 size');
    expect(locate({ at: 'entry', function: 'size', line: 5 })).toContain('several functions');
  });

  it('of an unknown name suggests another', () => {
    expect(locate({ at: 'entry', function: 'sorted' })).toBe(
      'there is no function sorted in main.js; did you mean sort?',
    );
    expect(locate({ at: 'entry', function: 'quite different' })).toBe(
      'there is no function quite different in main.js; functions: <module>, sort, <anonymous>, twice, push, size, …',
    );
  });

  it('needs a name or a line that there is', () => {
    expect(locate({ at: 'entry' })).toBe('"entry" needs the name of a function, or a line in it');
    expect(locate({ at: 'entry', line: 99 })).toBe('no line 99 in the file');
  });

  it('is not there where a function never returns', () => {
    expect(locate({ at: 'exit', function: 'fail' })).toBe('fail never returns');
  });
});

describe('a file', () => {
  it('is named relative to the entry, or by its end', () => {
    expect(locate({ file: 'lib/heap.js', at: 'entry', function: 'heap' })).toBe('entry 1:15 heap');
    expect(locate({ file: 'heap.js', at: 'entry', function: 'heap' })).toBe('entry 1:15 heap');
    expect(locate({ file: '.\\lib\\heap.js', at: 'line', line: 2 })).toBe('line 2:2 heap');
  });

  it('that is not there suggests another', () => {
    expect(locate({ file: 'mian.js', at: 'line', line: 1 })).toBe(
      'there is no file mian.js in the program; did you mean main.js?',
    );
    expect(locate({ file: 'something.ts', at: 'line', line: 1 })).toBe(
      'there is no file something.ts in the program; files: main.js, heap.js',
    );
  });

  it('of which there are two must be told apart', () => {
    const two = ['/p/a/x.js', '/p/b/x.js'].flatMap((id) =>
      listPlaces({ id, code: 'f();', format: 'commonjs', language: 'js' }),
    );
    expect(locatePlace(two, { file: 'x.js', at: 'line', line: 1 }, () => false)).toEqual({
      problem: 'several files are called x.js: a/x.js, b/x.js',
    });
  });
});

describe('what is found', () => {
  it('is one of the places, as it goes into a watch', () => {
    const found = locatePlace(places, { file: 'main.js', at: 'line', line: 32 }, (file) =>
      file.endsWith('main.js'),
    );
    expect(found).toEqual({
      file: '/p/main.js',
      at: 'line',
      line: 32,
      column: 0,
      functionName: '<module>',
      functionAt: '1:0',
      variables: ['limit', 'o', 'sort', 'twice', 'Heap'],
    });
  });
});
