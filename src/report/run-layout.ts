import { join } from 'node:path';

/** Folders of inputs in a run directory. */
export const INPUT_FOLDERS = ['queue', 'slow', 'hangs', 'crashes'] as const;
export type InputFolder = (typeof INPUT_FOLDERS)[number];

/** Where everything of a run directory lies. */
export interface RunLayout {
  readonly root: string;
  readonly record: string;
  readonly checkpoint: string;
  readonly plot: string;
  readonly events: string;
  readonly lock: string;
  readonly suite: string;
  readonly report: string;
  /** Programs that show the findings. */
  readonly findings: string;
  folder(name: InputFolder): string;
}

export function layoutOf(root: string): RunLayout {
  return {
    root,
    record: join(root, 'run.json'),
    checkpoint: join(root, 'checkpoint.json'),
    plot: join(root, 'plot.csv'),
    events: join(root, 'events.jsonl'),
    lock: join(root, 'run.lock'),
    suite: join(root, 'suite'),
    report: join(root, 'report.html'),
    findings: join(root, 'findings'),
    folder: (name) => join(root, name),
  };
}

/** Names that a run directory may hold at its top; anything else is somebody's own. */
export const RUN_ENTRIES: readonly string[] = [
  ...INPUT_FOLDERS,
  'run.json',
  'checkpoint.json',
  'plot.csv',
  'events.jsonl',
  'run.lock',
  'suite',
  'suite.new',
  'suite.old',
  'report.html',
  'findings',
  'solutions',
];
