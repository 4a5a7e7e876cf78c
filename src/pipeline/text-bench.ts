import type { Executor } from '../core/executor.ts';
import { fitGrowth } from '../evaluate/growth.ts';
import type { TextBench } from '../findings/climb.ts';
import type { PreparedTarget } from './prepare-target.ts';
import type { TextPlace } from './text-place.ts';

/**
 * Runs texts in one place of an input, everything else as it is.
 * @param maxSize see sizeLimit
 */
export function createTextBench(
  place: Pick<TextPlace, 'with'>,
  { local }: Pick<PreparedTarget, 'local'>,
  executor: Pick<Executor, 'measure'>,
  maxSize: number,
): TextBench {
  return {
    maxLength: maxSize,
    fit: fitGrowth,
    measure: async (texts, options) => {
      const inputs = texts.map((text) => encodeWith(place, text, local));
      const valid = inputs.filter((input) => input !== undefined);
      const measured = (await executor.measure(valid, { ...options, fresh: true })).values();
      return inputs.map((input) => (input === undefined ? undefined : measured.next().value));
    },
  };
}

/** The input with the text in its place, as the corpus stores it; undefined when the model cannot make it. */
export function encodeWith(
  place: Pick<TextPlace, 'with'>,
  text: string,
  local: PreparedTarget['local'],
): string | undefined {
  const genotype = local.fromValue(place.with(text));
  return genotype === undefined ? undefined : local.encode(genotype);
}
