import * as t from '@babel/types';
import type { Work } from '../../harness/js/work.ts';
import type { Names, Tool } from './names.ts';
import type { PendingSite, Unit, UnitTable } from './units.ts';

/** Polling sites ask for fuel once in this many hits; a power of two. */
const POLL_PERIOD = 1024;

/**
 * The expressions that count. Every call makes new nodes. Where they go is decided in `place.ts`.
 */
export interface Counters {
  /** Counts one hit. */
  count(site: PendingSite): t.Expression;
  /** Counts one hit and polls fuel now and then: for loops. */
  countAndPoll(site: PendingSite): t.Expression;
  /** Polls fuel if the last hit of a loop is one at which loops do. */
  poll(site: PendingSite): t.Expression;
  /** Counts one hit of a unit's entry, registers the unit on the first, and polls fuel now and then. */
  enter(unit: Unit, entry: PendingSite): t.Expression;
  /** Counts one hit after a suspension whose value is `value`, registering the unit when this execution did not enter it. */
  resume(unit: Unit, entry: PendingSite, site: PendingSite, value: t.Expression): t.Expression;
  /** Rethrows the stop signal when fuel is gone. */
  checkStopped(error: t.Identifier | undefined): t.Expression;
  /** `$w.name(...args)` */
  readonly work: (name: keyof Work, args: readonly t.Expression[]) => t.Expression;
}

export function createCounters(names: Names, units: UnitTable): Counters {
  const tool = (name: Tool): t.Identifier => t.identifier(names.tools[name]);
  const cell = (site: PendingSite): t.MemberExpression =>
    t.memberExpression(tool('$c'), units.siteNumber(site), true);
  const int = (value: number): t.NumericLiteral => t.numericLiteral(value);
  /** `$c[7] = $c[7] + 1 | 0`: stays a 32-bit integer in every tier. */
  const count = (site: PendingSite): t.Expression =>
    t.assignmentExpression(
      '=',
      cell(site),
      t.binaryExpression('|', t.binaryExpression('+', cell(site), int(1)), int(0)),
    );
  /** True when the hits are `phase` modulo the period. */
  const due = (hits: t.Expression, phase: number): t.Expression =>
    t.binaryExpression('===', t.binaryExpression('&', hits, int(POLL_PERIOD - 1)), int(phase));
  const poll = (): t.Expression => t.callExpression(tool('$k'), []);
  const touch = (unit: Unit): t.Expression =>
    t.callExpression(tool('$t'), [units.functionNumber(unit)]);
  const work = (name: keyof Work, args: readonly t.Expression[]): t.CallExpression =>
    t.callExpression(t.memberExpression(tool('$w'), t.identifier(name)), [...args]);

  return {
    count,
    countAndPoll: (site) => t.logicalExpression('&&', due(count(site), 0), poll()),
    poll: (site) => t.logicalExpression('&&', due(cell(site), 0), poll()),
    // One test serves both: hit 1 registers, hits 1025, 2049 … poll.
    enter: (unit, entry) =>
      t.logicalExpression(
        '&&',
        due(count(entry), 1),
        t.conditionalExpression(
          t.binaryExpression('===', cell(entry), int(1)),
          touch(unit),
          poll(),
        ),
      ),
    // Arguments are evaluated in order: the value (where the suspension is), then the counting.
    resume: (unit, entry, site, value) =>
      work('value', [
        value,
        t.logicalExpression(
          '&&',
          t.binaryExpression('===', cell(entry), int(0)),
          t.sequenceExpression([count(entry), touch(unit)]),
        ),
        count(site),
      ]),
    checkStopped: (error) =>
      t.callExpression(tool('$x'), error === undefined ? [] : [t.identifier(error.name)]),
    work,
  };
}
