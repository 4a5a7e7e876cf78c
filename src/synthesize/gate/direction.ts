import type { GateEvidence } from '../../core/synthesis.ts';
import { counted, failed, figure, passed, shown, shownP } from './evidence.ts';
import type { Case } from './judge.ts';
import type { Correlation } from './sample.ts';
import { looksAtSizeAlone } from './size-alone.ts';

const CHECK = 'direction';

/** A weaker correlation guides nobody, however many runs vouch for it. */
const LEAST_CORRELATION = 0.1;
/** Two looks are taken, at margins and at satisfaction, together at the 5 % level. */
const GREATEST_P_VALUE = 0.025;

/** How cost goes with being near to a condition, and with satisfying it; > 0: costlier the nearer. */
interface Looks {
  readonly nearness: Correlation | undefined;
  readonly holding: Correlation | undefined;
}

/**
 * Asks whether runs cost more the nearer they come to the condition, or when they satisfy it, size held constant. The
 * second look is for conditions that few runs satisfy and that are either true or false.
 */
export function judgeDirection(one: Case): GateEvidence {
  const { runs } = one.sample;
  if (!looksAtSizeAlone(one)) return verdict(looksOf(one, runs), 'at equal size');
  if (!one.allowSizeOnly) {
    return failed(
      CHECK,
      'looks at size alone: that larger inputs cost more says nothing about slow ones',
    );
  }
  const unsized = runs.map(({ steps }) => ({ size: 1, steps }));
  return verdict(looksOf(one, unsized), 'over all sizes, and nothing found explains more');
}

function looksOf(
  { margins, correlate }: Case,
  runs: readonly { readonly size: number; readonly steps: number }[],
): Looks {
  const nearness = Array.from(margins.least, (margin) => 1 - margin);
  const holding = nearness.map((value) => (value === 1 ? 1 : 0));
  return { nearness: correlate(nearness, runs), holding: correlate(holding, runs) };
}

function verdict({ nearness, holding }: Looks, control: string): GateEvidence {
  const figures = { nearness: figuresOf(nearness), holding: figuresOf(holding) };
  if (nearness === undefined) {
    return failed(
      CHECK,
      `cannot be told: no runs that compare ${control} differ in both margin and cost`,
      figures,
    );
  }
  const tell = (what: string, { r, pValue, runs }: Correlation): string =>
    `${what} ${control}: rank correlation ${shown(r)}, ${shownP(pValue)}, ${counted(runs, 'run')}`;
  if (isSure(nearness) && nearness.r < 0) {
    return failed(
      CHECK,
      tell('points the wrong way: runs that come nearer cost less', nearness),
      figures,
    );
  }
  if (isSure(nearness))
    return passed(CHECK, tell('runs that come nearer cost more', nearness), figures);
  if (holding !== undefined && isSure(holding) && holding.r > 0) {
    return passed(CHECK, tell('runs that satisfy it cost more', holding), figures);
  }
  return failed(CHECK, tell('coming nearer does not go with cost', nearness), figures);
}

function isSure({ r, pValue }: Correlation): boolean {
  return Math.abs(r) >= LEAST_CORRELATION && pValue <= GREATEST_P_VALUE;
}

function figuresOf(correlation: Correlation | undefined): { [key: string]: number | null } | null {
  return correlation === undefined
    ? null
    : { r: figure(correlation.r), pValue: figure(correlation.pValue), runs: correlation.runs };
}
