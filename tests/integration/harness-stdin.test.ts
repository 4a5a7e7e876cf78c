import { describe, expect, it } from 'vitest';
import { measureProgram } from './harness-kit.ts';

const TEXT = `3 4\n${'word '.repeat(20)}\n\n${'é\u{1f600}'.repeat(3)}\nlast without newline`;
/** Larger than a pipe's buffer, so that streams see several pieces. */
const LARGE = Array.from({ length: 30_000 }, (_, i) => `line ${i} ü`).join('\n');

/** Every way to read all of stdin as text; each calls `done(text)`. */
const WHOLE: Readonly<Record<string, string>> = {
  'readFileSync(0)': "done(require('fs').readFileSync(0, 'utf8'))",
  'readFileSync(0) as bytes': "done(require('fs').readFileSync(0).toString())",
  'readFileSync(0) with options': "done(require('fs').readFileSync(0, { encoding: 'utf-8' }))",
  "readFileSync('/dev/stdin')": "done(require('node:fs').readFileSync('/dev/stdin', 'utf8'))",
  'readFileSync(process.stdin.fd)': "done(require('fs').readFileSync(process.stdin.fd, 'utf8'))",
  'readFile(0)': "require('fs').readFile(0, 'utf8', (error, text) => done(text))",
  'promises.readFile': "require('fs/promises').readFile('/dev/stdin', 'utf8').then(done)",
  'readSync into one buffer': `
    const fs = require('fs'); const parts = []; const buffer = Buffer.alloc(1 << 16);
    for (let n; (n = fs.readSync(0, buffer, 0, buffer.length, null)) > 0; ) parts.push(Buffer.from(buffer.subarray(0, n)));
    done(Buffer.concat(parts).toString())`,
  'readSync byte by byte': `
    const fs = require('fs'); const bytes = []; const buffer = Buffer.alloc(1);
    while (fs.readSync(0, buffer) === 1) bytes.push(buffer[0]);
    done(Buffer.from(bytes).toString())`,
  'readSync of an opened file': `
    const fs = require('fs'); const fd = fs.openSync('/dev/stdin', 'r'); const buffer = Buffer.alloc(1 << 20);
    let at = 0; for (let n; (n = fs.readSync(fd, buffer, at, 1 << 15, null)); ) at += n;
    fs.closeSync(fd); done(buffer.toString('utf8', 0, at))`,
  'data and end events': `
    let text = ''; process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk) => { text += chunk; }).on('end', () => done(text))`,
  'data and close events, with resume': `
    const parts = []; process.stdin.resume(); process.stdin.on('data', (chunk) => parts.push(chunk));
    process.stdin.on('close', () => done(Buffer.concat(parts).toString()))`,
  'readable events': `
    let text = ''; process.stdin.setEncoding('utf8');
    process.stdin.on('readable', () => { let chunk; while ((chunk = process.stdin.read()) !== null) text += chunk; });
    process.stdin.on('end', () => done(text))`,
  'async iteration': `
    (async () => { process.stdin.setEncoding('utf8'); let text = ''; for await (const chunk of process.stdin) text += chunk; done(text); })()`,
  pipe: `
    const { Writable } = require('stream'); const parts = [];
    process.stdin.pipe(new Writable({ write(chunk, _, next) { parts.push(chunk); next(); }, final(next) { done(Buffer.concat(parts).toString()); next(); } }))`,
  createReadStream: `
    let text = ''; require('fs').createReadStream('/dev/stdin', 'utf8').on('data', (chunk) => { text += chunk; }).on('end', () => done(text))`,
  'stream/consumers': "require('stream/consumers').text(process.stdin).then(done)",
};

/** Every way to read stdin line by line; each calls `done(lines)`. */
const LINES: Readonly<Record<string, string>> = {
  'readline events': `
    const lines = []; const rl = require('readline').createInterface({ input: process.stdin });
    rl.on('line', (line) => lines.push(line)).on('close', () => done(lines))`,
  'readline with output and terminal': `
    const lines = [];
    const rl = require('node:readline').createInterface({ input: process.stdin, output: process.stdout, terminal: false });
    rl.on('line', (line) => lines.push(line)); rl.on('close', () => done(lines))`,
  'readline async iteration': `
    (async () => { const lines = []; for await (const line of require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity })) lines.push(line); done(lines); })()`,
  'readline/promises': `
    (async () => { const lines = []; const rl = require('readline/promises').createInterface({ input: process.stdin });
      for await (const line of rl) lines.push(line); done(lines); })()`,
};

/** Digest of what a program prints that prints `expression` of the text itself. */
async function digestOf(expression: string, text: string): Promise<string> {
  const code = `const text = require('fs').readFileSync(0, 'utf8'); process.stdout.write(${expression});`;
  const [measurement] = await measureProgram(code, [text]);
  return measurement?.outputDigest ?? '';
}

describe('stdin', () => {
  it.each(Object.keys(WHOLE))('can be read whole by %s', async (name) => {
    const code = `const done = (text) => process.stdout.write(text);\n${WHOLE[name]}`;
    const inputs = [TEXT, '', LARGE, TEXT];
    const measurements = await measureProgram(code, inputs);
    const expected = await Promise.all(inputs.map((input) => digestOf('text', input)));
    expect(measurements.map(({ outcome, error }) => [outcome, error])).toEqual(
      inputs.map(() => ['ok', '']),
    );
    expect(measurements.map(({ outputDigest }) => outputDigest)).toEqual(expected);
  });

  it.each(Object.keys(LINES))('can be read by lines with %s', async (name) => {
    const code = `const done = (lines) => process.stdout.write(lines.join('|'));\n${LINES[name]}`;
    const inputs = [TEXT, LARGE, TEXT];
    const measurements = await measureProgram(code, inputs);
    const expected = await Promise.all(
      inputs.map((input) => digestOf("text.split('\\n').join('|')", input)),
    );
    expect(measurements.map(({ outcome, error }) => [outcome, error])).toEqual(
      inputs.map(() => ['ok', '']),
    );
    expect(measurements.map(({ outputDigest }) => outputDigest)).toEqual(expected);
  });

  it('can be asked for line after line', async () => {
    const code = `
      const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
      rl.question('', (first) => { rl.on('line', (line) => { console.log(first + line); }); });`;
    const [asked, printed] = await Promise.all([
      measureProgram(code, ['a\nb\nc']),
      measureProgram("console.log('ab'); console.log('ac')", ['']),
    ]);
    expect(asked[0]?.outputDigest).toBe(printed[0]?.outputDigest);
  });

  it('is read as an ES module with top-level await', async () => {
    const code = `
      import { createInterface } from 'node:readline';
      const lines = [];
      for await (const line of createInterface({ input: process.stdin })) lines.push(line);
      console.log(lines.length);`;
    const measurements = await measureProgram(code, ['a\nb\nc', 'x'], { format: 'module' });
    const expected = await measureProgram(
      "console.log(require('fs').readFileSync(0, 'utf8').split('\\n').length)",
      ['a\nb\nc', 'x'],
    );
    expect(measurements.map(({ outcome, outputDigest }) => [outcome, outputDigest])).toEqual(
      expected.map(({ outputDigest }) => ['ok', outputDigest]),
    );
  });

  it('is there only once: what was read is gone', async () => {
    const code =
      "const fs = require('fs'); console.log(fs.readFileSync(0, 'utf8') + '|' + fs.readFileSync(0, 'utf8'))";
    const [twice, once] = await Promise.all([
      measureProgram(code, ['abc']),
      measureProgram("console.log('abc|')", ['']),
    ]);
    expect(twice[0]?.outputDigest).toBe(once[0]?.outputDigest);
  });
});

describe('stdout', () => {
  it.each([
    ['console.log', "console.log('a b'); console.log(1)"],
    ['console.log of several values', "console.log('a', 'b'); console.log('%d', 1)"],
    [
      'process.stdout.write',
      "process.stdout.write('a b\\n'); process.stdout.write(Buffer.from('1\\n'))",
    ],
    [
      'process.stdout.write with a callback',
      "process.stdout.write('a b\\n', () => process.stdout.write('1\\n'))",
    ],
    ['process.stdout.end', "process.stdout.end('a b\\n1\\n')"],
    [
      'writeSync',
      "require('fs').writeSync(1, 'a b\\n'); require('fs').writeSync(1, Buffer.from('x1\\ny'), 1, 2)",
    ],
    [
      'writeFileSync',
      "require('fs').writeFileSync(1, 'a b\\n'); require('fs').writeFileSync('/dev/stdout', '1\\n')",
    ],
    [
      'a pipe into stdout',
      "require('stream').Readable.from(['a b\\n', '1\\n']).pipe(process.stdout)",
    ],
    ['a listener of exit', "process.on('exit', () => console.log('a b\\n1'))"],
    [
      'process.exit with such a listener',
      "process.on('exit', () => console.log('a b\\n1')); process.exit(0)",
    ],
    ['a timer', "setTimeout(() => console.log(1), 10); setTimeout(() => console.log('a b'), 5)"],
    [
      'stderr besides',
      "console.error('no'); console.log('a b'); process.stderr.write('no'); console.log(1)",
    ],
    ['an uncaught error after it', "console.log('a b\\n1'); process.exitCode = 0"],
  ])('holds what is printed by %s', async (_name, code) => {
    const [measurement] = await measureProgram(code, ['']);
    const [expected] = await measureProgram("process.stdout.write('a b\\n1\\n')", ['']);
    expect(measurement).toMatchObject({ outcome: 'ok', outputDigest: expected?.outputDigest });
  });

  it('ends with the error that nobody caught, wherever it came from', async () => {
    const code = `
      const how = require('fs').readFileSync(0, 'utf8');
      const fail = () => { throw new Error(how); };
      if (how === 'tick') process.nextTick(fail);
      if (how === 'microtask') queueMicrotask(fail);
      if (how === 'timer') setTimeout(fail, 1);
      if (how === 'rejection') Promise.reject(new Error(how));
      if (how === 'event') process.stdin.on('end', fail).resume();
      if (how === 'read') require('fs').readFile(__filename, fail);`;
    const inputs = ['tick', 'microtask', 'timer', 'rejection', 'event', 'read', 'none'];
    const measurements = await measureProgram(code, inputs);
    expect(measurements.map(({ outcome, error }) => [outcome, error])).toEqual([
      ...inputs.slice(0, -1).map((how) => ['threw', `Error: ${how}`]),
      ['ok', ''],
    ]);
  });
});
