import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../harness/js/journal.ts';
import { openJournal } from '../../../src/execute/journal-file.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('the journal', () => {
  it('gives back the last text of a request, whatever characters it has', () => {
    const file = openJournal();
    const journal = createJournal(file.fd);
    try {
      let id = 0;
      fc.assert(
        fc.property(
          fc.array(fc.string({ unit: 'binary', maxLength: 9000 }), { minLength: 1 }),
          (texts) => {
            journal.begin(++id);
            for (const text of texts) journal.write(text);
            expect(file.read(id)).toBe(texts.at(-1));
          },
        ),
        { seed: TEST_SEED, numRuns: 50 },
      );
    } finally {
      file.close();
    }
  });

  it('says nothing of a request that wrote nothing', () => {
    const file = openJournal();
    const journal = createJournal(file.fd);
    try {
      expect(file.read(1)).toBeUndefined();
      journal.begin(1);
      journal.write('one');
      journal.begin(2);
      expect(file.read(2)).toBeUndefined();
      expect(file.read(1)).toBe('one');
    } finally {
      file.close();
    }
  });

  it('is nothing without a descriptor', () => {
    const journal = createJournal(-1);
    journal.begin(1);
    expect(() => journal.write('text')).not.toThrow();
  });
});
