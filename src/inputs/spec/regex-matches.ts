import { DataError } from '../../core/errors.ts';
import { createRng } from '../../core/rng.ts';
import { compileDraw } from './regex-draw.ts';
import { parseRegex } from './regex-parse.ts';

/** Lengths that matches are drawn for: as short as they get, and one with its repetitions. */
const SIZES = [1, 8] as const;

/** Short texts that match a pattern, always the same ones; none when the generator does not know its syntax. */
export function drawMatches(source: string): readonly string[] {
  try {
    const draw = compileDraw(parseRegex(source));
    const rng = createRng(source.length);
    return [...new Set(SIZES.map((size) => draw(rng, size)))];
  } catch (error) {
    if (error instanceof DataError) return [];
    throw error;
  }
}
