import type { GateEvidence } from '../../core/synthesis.ts';
import { counted, failed, figure, listed, passed, shown } from './evidence.ts';
import type { Case } from './judge.ts';
import type { Margins } from './sample.ts';
import { looksAtSizeAlone } from './size-alone.ts';

const CHECK = 'separates-its-pair';
/** Pairs told in words; the figures hold all. */
const MAX_TOLD = 3;

/** How a condition fared on the two runs of a pair. */
interface Split {
  readonly id: string;
  /** Margins, 0 where it holds. */
  readonly slow: number;
  readonly fast: number;
  /** For people: a margin, or that the place was not reached. */
  readonly slowText: string;
  readonly fastText: string;
}

/** Asks for a pair of runs of like size of which the condition holds on the slow and not on the fast one. */
export function judgeSeparation(one: Case): GateEvidence {
  const { sample, margins, allowSizeOnly } = one;
  const pairs = sample.pairs.map(({ pair, slow, fast }) => splitOf(pair.id, slow, fast, margins));
  const asMeant = pairs.filter(({ slow, fast }) => slow === 0 && fast > 0);
  if (asMeant.length > 0) {
    return passed(
      CHECK,
      `holds on the slow and not on the fast run of ${asMeant.length} of ${counted(pairs.length, 'pair')}: ${tell(asMeant)}`,
      figuresOf(pairs),
    );
  }
  if (allowSizeOnly && looksAtSizeAlone(one)) return judgeExtremes(one);
  if (pairs.length === 0) {
    return passed(
      CHECK,
      'not asked: no two runs of like size differ much in cost, so cost seems to follow size alone',
      { pairs: [] },
    );
  }
  return failed(
    CHECK,
    `separates none of ${counted(pairs.length, 'pair')}: ${complaint(one, pairs)}`,
    figuresOf(pairs),
  );
}

/** What explains size alone cannot tell runs of like size apart; the costliest and the cheapest run will do then. */
function judgeExtremes({ sample, margins }: Case): GateEvidence {
  if (sample.extremes === undefined) {
    return failed(CHECK, 'no two runs of the sample differ in cost', { pairs: [] });
  }
  const { slow, fast } = sample.extremes;
  const split = splitOf('costliest against cheapest run', slow, fast, margins);
  return split.slow === 0 && split.fast > 0
    ? passed(
        CHECK,
        `holds on the slow and not on the fast run of ${tell([split])}; their sizes differ`,
        figuresOf([split]),
      )
    : failed(
        CHECK,
        `does not hold on the slow and fail on the fast run of ${tell([split])}`,
        figuresOf([split]),
      );
}

function splitOf(id: string, slow: number, fast: number, margins: Margins): Split {
  const textOf = (run: number): string =>
    margins.reached[run] === 1 ? shown(margins.least[run] ?? 1) : 'not evaluated';
  return {
    id,
    slow: margins.least[slow] ?? 1,
    fast: margins.least[fast] ?? 1,
    slowText: textOf(slow),
    fastText: textOf(fast),
  };
}

function complaint(one: Case, pairs: readonly Split[]): string {
  const { diagnosis } = one;
  const backwards = pairs.filter(({ slow, fast }) => slow > 0 && fast === 0);
  const both = pairs.filter(({ slow, fast }) => slow === 0 && fast === 0);
  const neither = pairs.filter(({ slow, fast }) => slow > 0 && fast > 0);
  const parts = [
    ...(backwards.length === 0
      ? []
      : [
          `points the wrong way, holding on the fast and not on the slow run of ${tell(backwards)}`,
        ]),
    ...(both.length === 0
      ? []
      : [
          `holds on both runs of ${listed(
            both.map(({ id }) => id),
            MAX_TOLD,
          )}`,
        ]),
    ...(neither.length === 0 ? [] : [`holds on neither run of ${tell(neither)}`]),
    ...(looksAtSizeAlone(one)
      ? ['it looks at size alone, and the runs of a pair are of like size']
      : []),
    ...(diagnosis === undefined || diagnosis.values === '' ? [] : [diagnosis.values]),
  ];
  return parts.join('; ');
}

function tell(pairs: readonly Split[]): string {
  const told = pairs.map(
    ({ id, slowText, fastText }) => `${id} (margin ${slowText} slow, ${fastText} fast)`,
  );
  return listed(told, MAX_TOLD);
}

function figuresOf(pairs: readonly Split[]): GateEvidence['figures'] & object {
  return {
    pairs: pairs.map(({ id, slow, fast }) => ({ id, slow: figure(slow), fast: figure(fast) })),
  };
}
