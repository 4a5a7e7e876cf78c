import type { Measurement } from '../core/executor.ts';
import type { TextPattern, TextPiece } from '../core/slow-path.ts';
import type { TextBench } from './climb.ts';
import { buildText, countForLength } from './text-pattern.ts';

/** Of the highest cost so far, that a simpler pattern must keep at the same length. */
const KEPT_SHARE = 0.9;
const MAX_EXECUTIONS = 240;

/**
 * The pattern with as little in it as its cost needs: pieces go, literals and units become shorter, while at the same
 * length it costs about as much. Greedy: the first simpler pattern that does is taken.
 * @param length at which costs are compared
 * @param steps cost of the pattern there
 */
export async function simplifyPattern(
  pattern: TextPattern,
  bench: TextBench,
  { length, steps }: { readonly length: number; readonly steps: number },
): Promise<TextPattern> {
  let most = steps;
  // Not by what has become of it: of patterns that explode, each simpler one would cost many times more than the last.
  const fuel = Math.max(2 * steps, Math.min(FUEL_FACTOR * steps, MAX_FUEL));
  let executions = 0;
  let best = pattern;
  const seen = new Set<string>();
  for (let goesOn = true; goesOn;) {
    goesOn = false;
    for (const simpler of simplerPatterns(best)) {
      const key = JSON.stringify(simpler);
      if (seen.has(key)) continue;
      if (executions++ >= MAX_EXECUTIONS) return best;
      seen.add(key);
      const text = buildText(simpler, countForLength(simpler, length));
      // What has become longer would cost more for that alone.
      if (text.length > length) continue;
      const [measured] = await bench.measure([text], { maxSteps: fuel });
      const cost = costOf(measured);
      if (cost < KEPT_SHARE * most) continue;
      best = simpler;
      most = Math.max(most, cost);
      goesOn = true;
      break;
    }
  }
  return best;
}

/** A simpler pattern may cost far more than the one it came from; so much is enough to tell that it does. Steps. */
const FUEL_FACTOR = 64;
const MAX_FUEL = 2 ** 22;

const COUNTED: readonly (Measurement['outcome'] | undefined)[] = ['ok', 'threw', 'steps-exceeded'];

function costOf(measured: Measurement | undefined): number {
  return measured !== undefined && COUNTED.includes(measured.outcome) ? measured.steps : -1;
}

/** Patterns with less in them, boldest first. */
function* simplerPatterns(pattern: TextPattern): Generator<TextPattern> {
  const growing = pattern.filter(({ kind }) => kind !== 'literal').length;
  for (const [k, piece] of pattern.entries()) {
    if (piece.kind !== 'literal' && growing === 1) continue;
    yield joined(pattern.filter((_, other) => other !== k));
  }
  for (const [k, piece] of pattern.entries())
    for (const shorter of shorterPieces(piece)) yield joined(pattern.with(k, shorter));
}

/** A piece with a part of its text left out: halves, quarters … down to single characters. */
function* shorterPieces(piece: TextPiece): Generator<TextPiece> {
  switch (piece.kind) {
    case 'literal':
      for (const text of shorterTexts(piece.text)) yield { ...piece, text };
      return;
    case 'repeat':
      if (piece.more !== 0) yield { ...piece, more: 0 };
      for (const unit of shorterTexts(piece.unit)) if (unit !== '') yield { ...piece, unit };
      return;
    case 'series':
      for (const [k, part] of piece.parts.entries())
        for (const shorter of shorterTexts(part))
          yield { ...piece, parts: piece.parts.with(k, shorter) };
  }
}

/** Pieces of a long text that are tried to leave out, at each fineness. */
const MAX_CUTS = 16;

function* shorterTexts(text: string): Generator<string> {
  for (let cuts = 2; cuts <= Math.min(MAX_CUTS, text.length); cuts *= 2)
    for (let k = 0; k < cuts; k++) {
      const from = Math.floor((k * text.length) / cuts);
      yield text.slice(0, from) + text.slice(Math.floor(((k + 1) * text.length) / cuts));
    }
  if (text.length <= 2 * MAX_CUTS)
    for (let k = 0; k < text.length; k++) yield text.slice(0, k) + text.slice(k + 1);
}

/** Without empty literals, and with neighbouring ones as one. */
function joined(pattern: TextPattern): TextPattern {
  const pieces: TextPiece[] = [];
  for (const piece of pattern) {
    const last = pieces.at(-1);
    if (piece.kind !== 'literal' || last?.kind !== 'literal') pieces.push(piece);
    else pieces[pieces.length - 1] = { kind: 'literal', text: last.text + piece.text };
  }
  return pieces.filter((piece) => piece.kind !== 'literal' || piece.text !== '');
}
