import { z } from 'zod';
import { constraintRecordSchema } from '../core/constraint-record-schema.ts';
import type {
  AcceptedRecord,
  ConstraintRecord,
  ConstraintScore,
  GatedConstraint,
  RejectedConstraint,
  Standing,
  Uplift,
} from '../core/synthesis.ts';

/** Least ratio of costs that makes a constraint strong. */
const STRONG_RATIO = 1.5;
/** Chance that is taken of calling a constraint strong, or wrong, that is neither. */
const SIGNIFICANCE = 0.05;

export interface ScoreboardInput {
  readonly accepted: readonly GatedConstraint[];
  readonly rejected: readonly RejectedConstraint[];
  /** Of the campaign, in any order; empty when there was none. */
  readonly scores: readonly ConstraintScore[];
  /** By id. */
  readonly uplifts: ReadonlyMap<string, Uplift>;
}

/**
 * One record for each candidate: accepted ones first, of them those that say something of values and not only of how often
 * the program comes by, the strongest on top; rejected ones in their order.
 */
export function scoreboardRecords({
  accepted,
  rejected,
  scores,
  uplifts,
}: ScoreboardInput): readonly ConstraintRecord[] {
  const standing = accepted.map((one) => {
    const { id } = one.constraint;
    const score = scores.find((candidate) => candidate.id === id);
    return acceptedRecord(one, score, uplifts.get(id));
  });
  return [
    ...standing.toSorted(
      (a, b) => Number(isSymptom(a)) - Number(isSymptom(b)) || strength(b) - strength(a),
    ),
    ...rejected.map((one): ConstraintRecord => ({ verdict: 'rejected', ...one })),
  ];
}

function acceptedRecord(
  { constraint, place, round, evidence }: GatedConstraint,
  score: ConstraintScore | undefined,
  uplift: Uplift | undefined,
): AcceptedRecord {
  const { at, line, column, functionName } = place;
  return {
    verdict: 'accepted',
    constraint,
    place: { at, line, column, functionName },
    round,
    evidence,
    standing: standingOf(uplift),
    ...(score === undefined ? {} : { score }),
    ...(uplift === undefined ? {} : { uplift }),
  };
}

/** See Standing. Beyond doubt: the interval leaves out 1, and the rank test agrees. */
export function standingOf(uplift: Uplift | undefined): Standing {
  if (uplift === undefined) return 'unmeasured';
  const { ratio, interval, pValue } = uplift;
  if (pValue > SIGNIFICANCE) return 'weak';
  if (interval[1] < 1) return 'wrong-way';
  return interval[0] > 1 && ratio >= STRONG_RATIO ? 'strong' : 'weak';
}

/** Whether the condition only says that the program is busy there: its hits, or how deep calls go. */
function isSymptom({ constraint }: AcceptedRecord): boolean {
  return /\b(?:hits|callDepth)\(/.test(
    [constraint.when, ...Object.values(constraint.let ?? {})].join(),
  );
}

/** What is certain of its uplift; nothing is of one that was not measured. */
function strength({ uplift }: AcceptedRecord): number {
  return uplift?.interval[0] ?? 0;
}

/** What `slowpath synth --json` prints. */
export const scoreboardSchema = z.object({
  version: z.literal(1),
  target: z.string().describe('as the user named it'),
  constraints: z.array(constraintRecordSchema),
});

/** The scoreboard as a document of {@link scoreboardSchema}. */
export function scoreboardJson(
  target: string,
  constraints: readonly ConstraintRecord[],
): {
  readonly version: 1;
  readonly target: string;
  readonly constraints: readonly ConstraintRecord[];
} {
  return { version: 1, target, constraints };
}

/** The published JSON Schema of the scoreboard. */
export function scoreboardJsonSchema(): object {
  return z.toJSONSchema(scoreboardSchema, { io: 'input', target: 'draft-2020-12' });
}
