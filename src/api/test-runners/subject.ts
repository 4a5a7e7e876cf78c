import { toTaggedJson } from '../../suite/tagged-json.ts';
import { askEngine } from './ask-engine.ts';
import type { MeasureReply } from './messages.ts';
import { engineOptions, type StressTargetOptions } from './stress-options.ts';

/** A target with one input, as matchers take it. */
export interface StressSubject {
  readonly target: string;
  readonly input: readonly unknown[] | string;
  readonly options: StressTargetOptions;
}

/**
 * A target with the input that a matcher runs it on.
 * @param input the arguments of a function, or the text of stdin
 */
export function on(
  target: string,
  input: readonly unknown[] | string,
  options: StressTargetOptions = {},
): StressSubject {
  return { target, input, options };
}

/** What a matcher says. */
export interface MatcherVerdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Bounds of growth, as people write them, and the classes that stay within: cost is told apart by class only. */
const BOUNDS = {
  '1': 0,
  'log n': 0,
  n: 1,
  'n log n': 1,
  'n^1.5': 2,
  'n^2': 3,
  'n^3': 4,
} as const;

/** How cost may grow with size. `n` and `n log n` are one class, and so are higher powers than the third. */
export type GrowthBound = keyof typeof BOUNDS;

const CLASSES: readonly string[] = [
  'constant',
  'linear',
  'superlinear',
  'quadratic',
  'cubic',
  'exponential',
];

async function measure(
  received: unknown,
  growth: boolean,
  directory: string | undefined,
): Promise<MeasureReply> {
  if (!isSubject(received))
    throw new TypeError('expect a target with an input: expect(on("./parse.ts#parse", ["(("]))');
  const { target, input, options } = received;
  const cwd = options.directory ?? directory;
  if (cwd === undefined)
    throw new Error('the test file is not known\nhint: pass { directory: import.meta.dirname }');
  return await askEngine({
    kind: 'measure',
    target,
    cwd,
    options: engineOptions(options),
    input: typeof input === 'string' ? input : JSON.stringify({ args: input.map(toTaggedJson) }),
    growth,
  });
}

function isSubject(value: unknown): value is StressSubject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'target' in value &&
    typeof value.target === 'string' &&
    'input' in value &&
    (typeof value.input === 'string' || Array.isArray(value.input)) &&
    'options' in value &&
    typeof value.options === 'object' &&
    value.options !== null
  );
}

/** Whether the target comes to its end on the input within a number of steps. */
export async function staysWithinSteps(
  received: unknown,
  limit: number,
  directory: string | undefined,
): Promise<MatcherVerdict> {
  const { steps, size, outcome, hottest } = await measure(received, false, directory);
  const isEnded = outcome === 'ok' || outcome === 'threw' || outcome === 'exited';
  const where = hottest === undefined ? '' : `; hottest is ${hottest}`;
  const cost = `${isEnded ? '' : `ended with ${outcome} after `}${steps} steps at size ${size}`;
  return {
    pass: isEnded && steps <= limit,
    message: () => `expected at most ${limit} steps (or more, with .not), got ${cost}${where}`,
  };
}

/** Whether cost grows with the input, stretched to other sizes, by no more than a bound. */
export async function growsAtMost(
  received: unknown,
  bound: GrowthBound,
  directory: string | undefined,
): Promise<MatcherVerdict> {
  const most = BOUNDS[bound] as number | undefined;
  if (most === undefined)
    throw new TypeError(`"${bound}" is no bound: it is one of ${Object.keys(BOUNDS).join(', ')}`);
  const { growth, hottest } = await measure(received, true, directory);
  if (growth === undefined)
    throw new Error(
      'the input could not be stretched to enough sizes to tell how its cost grows\nhint: begin with a longer input, or allow more with maxSize and maxSteps',
    );
  const where = hottest === undefined ? '' : `; hottest is ${hottest}`;
  return {
    pass: CLASSES.indexOf(growth.class) <= most,
    message: () =>
      `expected cost to grow at most like ${bound} (or faster, with .not), it is ${growth.class}: ${growth.text}${where}`,
  };
}
