import type { Host } from '../../harness/protocol.ts';
import { DataError } from '../core/errors.ts';
import type { Json } from '../core/run-record.ts';
import { toTaggedJson } from '../suite/tagged-json.ts';

/**
 * Draws from the arbitrary of a definition; runs nothing. Answered with {@link DrawnInput}, or null above the cap.
 * Choices travel as typed arrays, which are copied between processes many times faster than lists.
 */
export interface DrawRequest {
  readonly kind: 'draw';
  readonly choices: Float64Array;
  readonly seed: number;
  readonly cap: number;
  /** Tell the arguments, too. */
  readonly render: boolean;
}

export interface DrawnInput {
  readonly choices: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** See toTaggedJson; absent when they were not asked for, or cannot be written down. */
  readonly args?: readonly Json[];
}

export function drawInput(
  host: Pick<Host, 'draw'>,
  { choices, seed, cap, render }: DrawRequest,
): DrawnInput | null {
  const drawn = host.draw(Array.from(choices), seed, cap);
  if (drawn === undefined) return null;
  const args = render ? written(drawn.args) : undefined;
  return {
    choices: Float64Array.from(drawn.choices),
    lows: Float64Array.from(drawn.lows),
    highs: Float64Array.from(drawn.highs),
    ...(args === undefined ? {} : { args }),
  };
}

function written(args: readonly unknown[]): readonly Json[] | undefined {
  try {
    return args.map(toTaggedJson);
  } catch (error) {
    // Functions, symbols, cycles: the choices stand for them.
    if (error instanceof DataError) return undefined;
    throw error;
  }
}
