import type { Counterpart, SlowPath, TimedSize } from '../core/slow-path.ts';
import { formatCount, formatFactor, formatMs, formatShare } from './figures.ts';
import { describeExponent } from './verdict.ts';

/** One finding, told in lines: what a terminal and a page say of it. */
export interface FindingText {
  /** `f1: quadratic, exponent 1.99 (1.98–2.00)` */
  readonly title: string;
  /** The input, as an expression in n where it is one. */
  readonly input: string;
  /** Each is a sentence, or a figure with what it is. */
  readonly facts: readonly string[];
  /** What runs it, from where the run directory is named. */
  readonly command: string;
}

/**
 * @param directory the run directory as the user would write it
 * @param nameFile a source path as the user would write it
 */
export function findingText(
  finding: SlowPath,
  directory: string,
  nameFile: (path: string) => string,
): FindingText {
  const { growth, inputs, size, steps, hotLines, timed, against } = finding;
  const [hot] = hotLines;
  return {
    title: `${finding.id}: ${growth.class}, ${describeExponent(growth)}`,
    input:
      inputs.kind === 'pattern'
        ? `${inputs.place} = ${inputs.expression}${countText(inputs.counts.at(-1))}`
        : `${directory}/${inputs.file}`,
    facts: [
      `${formatCount(steps)} steps at size ${formatCount(size)}`,
      ...(hot === undefined
        ? []
        : [`${formatShare(hot.share)} of them at ${nameFile(hot.file)}:${hot.line}  ${hot.code}`]),
      ...(timed.length === 0 ? [] : [`CPU time: ${timed.map(timeText).join(', ')}`]),
      ...(against === undefined ? [] : [againstText(against)]),
    ],
    command: `node ${directory}/${finding.snippet}`,
  };
}

function countText(n: number | undefined): string {
  return n === undefined ? '' : `, n = ${formatCount(n)}`;
}

function timeText({ size, cpuMs, outcome }: TimedSize): string {
  const middle = cpuMs.toSorted((a, b) => a - b)[cpuMs.length >> 1];
  const time =
    middle === undefined
      ? outcome === 'timed-out'
        ? 'did not end in time'
        : outcome
      : formatMs(middle);
  return `${time} at size ${formatCount(size)}`;
}

function againstText({ target, steps, growth, cpuRatio }: Counterpart): string {
  const grows = growth === undefined ? '' : `, ${growth.class}`;
  const ratio =
    cpuRatio === undefined ? '' : `; this one takes ${formatFactor(cpuRatio)} its CPU time`;
  return `${target} on the same input: ${formatCount(steps)} steps${grows}${ratio}`;
}
