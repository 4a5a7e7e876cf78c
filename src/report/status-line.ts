import type { Growth } from '../core/finding.ts';
import type { LiveStatus } from '../core/run-record.ts';
import { formatFactor, formatMs, formatShort } from './figures.ts';
import { displayWidth, printable, truncate } from './printable.ts';

/** A piece of the status; lower ranks go first when there is little room. */
interface Piece {
  readonly text: string;
  readonly rank: number;
}

/** The best cost so far: `best 12.3M steps at size 4.0k, 812× start, quadratic 2.01`. */
function bestPieces({ best, seedBest, growth }: LiveStatus): readonly Piece[] {
  if (!best) return [{ text: 'best –', rank: 0 }];
  const pieces: Piece[] = [
    { text: `best ${formatShort(best.steps)} steps`, rank: 0 },
    { text: `at size ${formatShort(best.size)}`, rank: 2 },
  ];
  if (seedBest && seedBest.steps > 0) {
    pieces.push({ text: `${formatFactor(best.steps / seedBest.steps)} start`, rank: 1 });
  }
  if (growth) pieces.push({ text: growthInShort(growth), rank: 1 });
  return pieces;
}

function growthInShort({ class: kind, exponent }: Growth): string {
  return kind === 'constant' ? kind : `${kind} ${exponent.toFixed(2)}`;
}

/** How far the search is: `1.2M execs, 123k/s, sites 31/40, corpus 210, frontier 3.2 s old`. */
function searchPieces(status: LiveStatus): readonly Piece[] {
  return [
    { text: `${formatShort(status.execs)} execs`, rank: 1 },
    { text: `${formatShort(status.execsPerSecond)}/s`, rank: 0 },
    { text: `sites ${status.sitesHit}/${status.siteCount}`, rank: 2 },
    { text: `corpus ${formatShort(status.corpus)}`, rank: 3 },
    { text: `frontier ${formatElapsed(status.frontierAgeMs)} old`, rank: 3 },
    ...oddities(status),
  ];
}

function oddities({ outcomes }: LiveStatus): readonly Piece[] {
  const over = outcomes['steps-exceeded'] ?? 0;
  const dead =
    (outcomes['timed-out'] ?? 0) + (outcomes['out-of-memory'] ?? 0) + (outcomes.crashed ?? 0);
  return [
    ...(over > 0 ? [{ text: `${formatShort(over)} over budget`, rank: 4 }] : []),
    ...(dead > 0 ? [{ text: `${formatShort(dead)} hung or died`, rank: 4 }] : []),
  ];
}

function timePieces({
  stage,
  elapsedMs,
  leftMs,
  flatInMs,
  execsShare,
}: LiveStatus): readonly Piece[] {
  const pieces: Piece[] = [
    { text: printable(stage), rank: 0 },
    { text: formatElapsed(elapsedMs), rank: 0 },
  ];
  if (execsShare !== undefined)
    pieces.push({ text: `${Math.min(100, Math.floor(100 * execsShare))} % of budget`, rank: 1 });
  if (leftMs !== undefined) pieces.push({ text: `at most ${formatElapsed(leftMs)} left`, rank: 1 });
  // Nobody knows whether anything more will be found.
  if (flatInMs !== undefined && flatInMs < (leftMs ?? Infinity))
    pieces.push({ text: `${formatElapsed(flatInMs)} if nothing new is found`, rank: 1 });
  return pieces;
}

/** Whole seconds: more is not known of what is to come, and digits that race are not read. */
function formatElapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 100 ? `${seconds} s` : formatMs(1000 * seconds);
}

/** Leaves out pieces, of highest rank and last first, until the rest fits. */
function join(pieces: readonly Piece[], width: number): string {
  const kept = [...pieces];
  while (displayWidth(text(kept)) > width) {
    const highest = Math.max(...kept.map(({ rank }) => rank));
    if (highest === 0) break;
    kept.splice(
      kept.findLastIndex(({ rank }) => rank === highest),
      1,
    );
  }
  return truncate(text(kept), width);
}

function text(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('  ');
}

/** The status on three lines of at most `width` columns, for a terminal that is written over. */
export function statusLines(status: LiveStatus, width: number): readonly string[] {
  return [
    join(timePieces(status), width),
    join(bestPieces(status), width),
    join(searchPieces(status), width),
  ];
}

/** The status on one line, for logs and for one run of several; of at most `width` columns. */
export function statusLine(status: LiveStatus, width = Infinity): string {
  return join([...timePieces(status), ...bestPieces(status), ...searchPieces(status)], width);
}

/** The same status so many milliseconds later, when nothing else is known. */
export function aged(status: LiveStatus, ms: number): LiveStatus {
  const later = (left: number | undefined): number | undefined =>
    left === undefined ? undefined : Math.max(0, left - ms);
  return {
    ...status,
    elapsedMs: status.elapsedMs + ms,
    leftMs: later(status.leftMs),
    flatInMs: later(status.flatInMs),
    frontierAgeMs: status.frontierAgeMs + ms,
  };
}
