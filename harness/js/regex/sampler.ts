import { HIGH, IN_LOOP, PASSAGE, type TextFilter } from './rule.ts';

/**
 * Stands for most uses of a pattern that has proved harmless in the execution at hand. The first uses are counted, and then
 * those of texts that are longer or riskier than all that were counted before, and one in a few; the others cost what those
 * cost on average. A use that is out of proportion ends this: from then on all are counted. Nothing is remembered
 * from one execution to the next, so an input costs the same whatever ran before it.
 */
export interface Sampler {
  /**
   * Whether a use is to be counted.
   * @param execution number of the execution at hand.
   * @param from where the text is looked at; 0 ≤ from ≤ length.
   */
  isDue(execution: number, text: string, from: number): boolean;
  /** What the use that was due last has cost. Steps. */
  learn(steps: number): void;
  /** What a use that is not due costs. Steps. */
  estimate(text: string): number;
}

/** Uses that are counted before any is left out. */
const FIRST_USES = 16;
/** One in so many is counted then. */
const PERIOD = 8;
/** Steps for each character, and besides, that are in proportion. */
const MAX_RATE = 32;
const MAX_BASE = 512;
/** Characters that are looked at for risks, from where a use begins: a slow stretch shows in its first ones. */
const REACH = 64;

/**
 * @param isOneMatch whether uses look for one match, and not for all of them: then they are alike at every length, and else
 * in proportion to it.
 */
export function createSampler({ table }: TextFilter, isOneMatch: boolean): Sampler {
  let current = -1;
  let counted = 0;
  let left = 0;
  let steps = 0;
  let units = 0;
  let longest = 0;
  let riskiest = 0;
  let isSuspect = false;
  /** Of the use that was due last. */
  let length = 0;
  let ahead = 0;
  /** The text that was scanned last, up to where, and the places in the stretch that goes on there. */
  let scanned = '';
  let scannedTo = 0;
  let places = 0;

  /** Whether there is more risk than before in what comes now; each character of a text is looked at once. */
  const isRiskier = (text: string, from: number): boolean => {
    if (text !== scanned || from > scannedTo) {
      scanned = text;
      scannedTo = from;
      places = 0;
    }
    const end = from + REACH < text.length ? from + REACH : text.length;
    let most = riskiest;
    for (; scannedTo < end; scannedTo++) {
      const unit = text.charCodeAt(scannedTo);
      const bits = table[unit < HIGH ? unit : HIGH] as number;
      if ((bits & IN_LOOP) === 0) places = 0;
      if ((bits & PASSAGE) !== 0 && ++places > most) most = places;
    }
    if (most === riskiest) return false;
    riskiest = most;
    return true;
  };

  return {
    isDue: (execution, text, from) => {
      if (execution !== current) {
        current = execution;
        counted = steps = units = longest = riskiest = left = 0;
        isSuspect = false;
        scanned = '';
      }
      if (isSuspect) return true;
      const isRisky = isRiskier(text, from);
      if (counted >= FIRST_USES && !isRisky && text.length <= longest && --left > 0) return false;
      left = PERIOD;
      length = text.length;
      ahead = length - from;
      return true;
    },
    learn: (spent) => {
      const rate = isOneMatch && counted > 0 ? Math.min(ahead, steps / counted) : ahead;
      if (spent > MAX_BASE + MAX_RATE * rate) isSuspect = true;
      counted++;
      steps += spent;
      units += isOneMatch ? 1 : length + 1;
      if (length > longest) longest = length;
    },
    estimate: (text) => Math.round((steps / units) * (isOneMatch ? 1 : text.length + 1)),
  };
}
