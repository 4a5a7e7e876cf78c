import type { Exporter, ExportTo } from './exporter.ts';
import { printJson } from './problem-directory.ts';
import { problemRecordJsonSchema } from './problem-record.ts';

/** One problem record a line: everything that is known, in one file. */
export function createJsonlExporter({ directory }: ExportTo): Exporter {
  const file = directory.open('data/problems.jsonl');
  return {
    tables: [{ name: 'default', files: ['data/problems.jsonl'] }],
    add(problem) {
      file.append(`${JSON.stringify(problem)}\n`);
      return true;
    },
    finish: () => {
      file.close();
      directory.write('schema/problem-record.schema.json', printJson(problemRecordJsonSchema()));
    },
  };
}
