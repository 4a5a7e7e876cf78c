import * as nodeFs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../../src/core/errors.ts';
import { readInputs, readPlot, readRunRecord } from '../../../src/report/read-run.ts';
import {
  type OpenRunOptions,
  type RunDirectory,
  openRunDirectory,
} from '../../../src/report/run-directory.ts';
import { sampleFinding, sampleRecord } from './sample-record.ts';

let scratch: string;
let dir: string;

beforeEach(() => {
  scratch = nodeFs.mkdtempSync(join(tmpdir(), 'slowpath-run-'));
  dir = join(scratch, 'run');
});

afterEach(() => {
  nodeFs.rmSync(scratch, { recursive: true, force: true });
});

function open(changes: Partial<OpenRunOptions> = {}): RunDirectory {
  return openRunDirectory({
    dir,
    fresh: false,
    record: sampleRecord({ status: 'running', wallMs: 0 }),
    clock: () => 0,
    owner: { pid: 100, host: 'here', isAlive: () => false },
    ...changes,
  });
}

const row = {
  execs: 10,
  epoch: 1,
  bestSteps: 5,
  bestSize: 2,
  corpus: 1,
  sitesHit: 3,
  frontierAgeExecs: 0,
};

/** A run of two epochs: a checkpoint after the first, then more, then the process is killed. */
function killedRun(): void {
  const run = open();
  run.addInput('queue', sampleFinding(1));
  run.addInput('queue', sampleFinding(2));
  run.appendPlot(row);
  run.appendEvent({ type: 'epoch', epoch: 1 });
  run.writeCheckpoint({ epoch: 1, execs: 25, state: { best: [1, 2], name: 'ä' } });
  run.addInput('queue', sampleFinding(3));
  run.addInput('hangs', sampleFinding(4, { outcome: 'steps-exceeded' }));
  run.appendPlot({ ...row, execs: 40, epoch: 2 });
  run.appendEvent({ type: 'epoch', epoch: 2 });
  nodeFs.appendFileSync(join(dir, 'plot.csv'), '41,2');
  nodeFs.writeFileSync(join(dir, 'queue', '.writing-id:000005'), 'half');
  nodeFs.writeFileSync(join(dir, '.writing-run.json'), '{"ver');
}

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected an error');
}

describe('a new run directory', () => {
  it('holds the record, the folders and a header, and can be read back', () => {
    const run = open();
    expect(run.resumed).toBeUndefined();
    const path = run.addInput('queue', sampleFinding(7));
    run.addInput('crashes', sampleFinding(8, { outcome: 'threw' }));
    run.appendPlot(row);
    run.writeRecord(sampleRecord());
    run.close();
    expect(readRunRecord(dir)).toEqual(sampleRecord());
    expect(readInputs(dir, 'queue')).toEqual([sampleFinding(7)]);
    expect(readInputs(dir, 'crashes')).toEqual([sampleFinding(8, { outcome: 'threw' })]);
    expect(readPlot(dir)).toEqual([{ ...row, wallMs: 0 }]);
    expect(nodeFs.readFileSync(join(dir, path), 'utf8')).toBe(sampleFinding(7).input);
    expect(nodeFs.readdirSync(dir).toSorted()).toEqual(
      ['crashes', 'events.jsonl', 'hangs', 'plot.csv', 'queue', 'run.json', 'slow'].toSorted(),
    );
  });

  it('keeps unbounded intervals of growth through JSON', () => {
    const run = open();
    const growth = {
      class: 'linear' as const,
      exponent: 1,
      interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const,
      r2: 1,
      points: [],
    };
    run.writeRecord(sampleRecord({ growth }));
    expect(readRunRecord(dir).growth).toEqual(growth);
  });

  it('stamps rows and events with wall time', () => {
    let now = 1000;
    const run = open({ clock: () => now });
    now = 1250;
    run.appendPlot(row);
    run.appendEvent({ type: 'find', steps: 9 });
    expect(readPlot(dir)[0]?.wallMs).toBe(250);
    expect(nodeFs.readFileSync(join(dir, 'events.jsonl'), 'utf8')).toBe(
      '{"wallMs":250,"type":"find","steps":9}\n',
    );
  });

  it('may be an empty directory, but not one with something else in it', () => {
    nodeFs.mkdirSync(dir);
    open().close();
    nodeFs.rmSync(dir, { recursive: true });
    nodeFs.mkdirSync(dir);
    nodeFs.writeFileSync(join(dir, 'thesis.tex'), 'mine');
    for (const fresh of [false, true]) {
      const error = thrownBy(() => open({ fresh }));
      expect(error).toBeInstanceOf(UsageError);
      expect(error.message).toContain('thesis.tex');
    }
    expect(nodeFs.readdirSync(scratch)).toEqual(['run']);
  });

  it('cannot be a file', () => {
    nodeFs.writeFileSync(dir, '');
    expect(() => open()).toThrow('is a file, not a directory');
  });
});

describe('a run that was killed', () => {
  it('goes on from its checkpoint, without what came after it', () => {
    killedRun();
    const run = open();
    expect(run.resumed?.checkpoint).toEqual({
      epoch: 1,
      execs: 25,
      state: { best: [1, 2], name: 'ä' },
    });
    expect(readInputs(dir, 'queue').map((finding) => finding.provenance.id)).toEqual([1, 2]);
    expect(nodeFs.readdirSync(join(dir, 'hangs'))).toEqual([]);
    expect(nodeFs.readdirSync(join(dir, 'queue'))).toHaveLength(2);
    expect(readPlot(dir)).toEqual([{ ...row, wallMs: 0 }]);
    expect(nodeFs.readFileSync(join(dir, 'events.jsonl'), 'utf8')).toBe(
      '{"wallMs":0,"type":"epoch","epoch":1}\n',
    );
    expect(nodeFs.existsSync(join(dir, '.writing-run.json'))).toBe(false);
  });

  it('writes the same files again as a run that was not killed', () => {
    killedRun();
    const resumed = open();
    const uninterrupted = open({ dir: join(scratch, 'other') });
    uninterrupted.addInput('queue', sampleFinding(1));
    uninterrupted.addInput('queue', sampleFinding(2));
    uninterrupted.appendPlot(row);
    for (const run of [resumed, uninterrupted]) {
      run.addInput('queue', sampleFinding(3));
      run.appendPlot({ ...row, execs: 40, epoch: 2 });
    }
    const other = join(scratch, 'other');
    expect(nodeFs.readdirSync(join(dir, 'queue'))).toEqual(
      nodeFs.readdirSync(join(other, 'queue')),
    );
    expect(nodeFs.readFileSync(join(dir, 'plot.csv'), 'utf8')).toBe(
      nodeFs.readFileSync(join(other, 'plot.csv'), 'utf8'),
    );
  });

  it('starts over when no epoch had ended', () => {
    open().addInput('queue', sampleFinding(1));
    const run = open();
    expect(run.resumed).toEqual({ record: expect.anything(), checkpoint: undefined });
    expect(readInputs(dir, 'queue')).toEqual([]);
  });

  it('adds up wall time over its sessions', () => {
    open().writeRecord(sampleRecord({ wallMs: 5000 }));
    let now = 70;
    const run = open({ clock: () => now });
    now = 100;
    expect(run.wallMs()).toBe(5030);
  });

  it('drops the incomplete last line of a log that was cut off', () => {
    killedRun();
    const plot = join(dir, 'plot.csv');
    const text = nodeFs.readFileSync(plot, 'utf8').split('\n');
    nodeFs.writeFileSync(plot, `${text[0]}\n10,0,1`);
    const run = open();
    expect(readPlot(dir)).toEqual([]);
    expect(run.notes.join()).toContain('plot.csv had lost its end');
  });
});

describe('a run with another set-up', () => {
  it('is refused, with what differs', () => {
    open().close();
    const identity = { ...sampleRecord().identity, '--seed': 7, '--max-size': 10 };
    const error = thrownBy(() => open({ record: sampleRecord({ identity }) }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain('--seed was 42, is now 7');
    expect(error.message).toContain('--max-size was not set, is now 10');
    expect(error).toHaveProperty('hint', expect.stringContaining('--fresh'));
  });

  it('is moved aside by --fresh, each time to a new name', () => {
    for (let i = 0; i < 3; i++) {
      const run = open({ fresh: true });
      expect(run.resumed).toBeUndefined();
      run.addInput('queue', sampleFinding(i + 1));
      run.close();
    }
    expect(nodeFs.readdirSync(scratch).toSorted()).toEqual(['run', 'run-old-1', 'run-old-2']);
    expect(readInputs(`${dir}-old-1`, 'queue')[0]?.provenance.id).toBe(1);
    expect(readInputs(`${dir}-old-2`, 'queue')[0]?.provenance.id).toBe(2);
  });
});

describe('damaged runs', () => {
  it.each([
    ['run.json', '', 'is empty'],
    ['run.json', '{"version":1,"tar', 'cut off or damaged'],
    ['run.json', '{"version":2}', 'is not a run record'],
    ['checkpoint.json', '{"version":1}', 'is not a checkpoint'],
    ['checkpoint.json', 'null', 'is not a checkpoint'],
  ])('are refused with the name of the file: %s holding %j', (name, text, message) => {
    killedRun();
    nodeFs.writeFileSync(join(dir, name), text);
    const error = thrownBy(() => open());
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(join(dir, name));
    expect(error.message).toContain(message);
    expect(nodeFs.readdirSync(join(dir, 'queue')).length).toBeGreaterThan(2);
  });

  it('can still be moved aside by --fresh', () => {
    killedRun();
    nodeFs.writeFileSync(join(dir, 'run.json'), 'rubbish');
    expect(open({ fresh: true }).resumed).toBeUndefined();
  });

  it('leave files alone that are not ours', () => {
    killedRun();
    nodeFs.writeFileSync(join(dir, 'queue', 'notes.txt'), 'mine');
    open();
    expect(nodeFs.existsSync(join(dir, 'queue', 'notes.txt'))).toBe(true);
    expect(readInputs(dir, 'queue')).toHaveLength(2);
  });
});

describe('file system trouble', () => {
  const failure = (code: string): Error => Object.assign(new Error(code), { code });

  it('of a full disk says so and keeps the old file', () => {
    let full = false;
    const writeFileSync: typeof nodeFs.writeFileSync = (...call) => {
      nodeFs.writeFileSync(...call);
      // A part of the text is there by then.
      if (full) throw failure('ENOSPC');
    };
    const run = open({ fs: { ...nodeFs, writeFileSync } });
    full = true;
    const error = thrownBy(() => run.writeRecord(sampleRecord()));
    expect(error.message).toMatch(/cannot write .*run\.json: the disk is full/);
    expect(readRunRecord(dir).status).toBe('running');
    expect(nodeFs.readdirSync(dir).filter((name) => name.startsWith('.writing'))).toEqual([]);
  });

  it('of a read-only file system names the directory', () => {
    const mkdirSync = (): never => {
      throw failure('EROFS');
    };
    const error = thrownBy(() => open({ fs: { ...nodeFs, mkdirSync } }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(`cannot create ${dir}: the file system is read-only`);
    expect(error).toHaveProperty('hint', expect.stringContaining('--out'));
  });

  it('of a place that knows no directories comes at once', () => {
    const made: unknown[] = [];
    const mkdirSync = (_path: unknown, options?: unknown): never => {
      made.push(options);
      throw failure('ENOENT');
    };
    const error = thrownBy(() => open({ fs: { ...nodeFs, mkdirSync } }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain(`cannot create ${dir}`);
    // Node's own way to make parents, too, would never end.
    expect(made).toEqual([undefined]);
  });
});

describe('the lock', () => {
  it('keeps a second process out while the first is alive', () => {
    open({ owner: { pid: 1, host: 'here', isAlive: () => true } });
    const second = { pid: 2, host: 'here', isAlive: (pid: number) => pid === 1 };
    const error = thrownBy(() => open({ owner: second }));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toContain('process 1 on here');
    expect(() => open({ owner: second, fresh: true })).toThrow('process 1 on here');
  });

  it('is given back on close, and when opening fails', () => {
    const alive = { pid: 1, host: 'here', isAlive: () => true };
    open({ owner: alive }).close();
    nodeFs.writeFileSync(join(dir, 'run.json'), 'rubbish');
    expect(() => open({ owner: alive })).toThrow(DataError);
    expect(nodeFs.existsSync(join(dir, 'run.lock'))).toBe(false);
  });

  it('of a dead process is taken over, of another machine is not', () => {
    open({ owner: { pid: 1, host: 'here', isAlive: () => true } });
    open({ owner: { pid: 2, host: 'here', isAlive: () => false } });
    expect(() => open({ owner: { pid: 3, host: 'there', isAlive: () => false } })).toThrow(
      'process 2 on here',
    );
  });
});
