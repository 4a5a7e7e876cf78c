import type { TextPattern, TextPiece } from '../core/slow-path.ts';
import type { TextBench } from './climb.ts';
import { buildText } from './text-pattern.ts';

/** Of the cost, that a simpler pattern must keep at the same n. */
const KEPT_SHARE = 0.9;
const MAX_EXECUTIONS = 240;

/**
 * The pattern with as little in it as its cost needs: pieces go, literals and units become shorter, while at the same n it
 * costs about as much. Greedy; a pattern of the same cost with fewer characters is always taken.
 * @param n at which cost is compared
 * @param steps cost of the pattern there
 */
export async function simplifyPattern(
  pattern: TextPattern,
  bench: TextBench,
  { n, steps }: { readonly n: number; readonly steps: number },
): Promise<TextPattern> {
  const least = KEPT_SHARE * steps;
  const maxSteps = Math.max(1000, 4 * steps);
  let executions = 0;
  let best = pattern;
  const seen = new Set<string>();
  for (let goesOn = true; goesOn && executions < MAX_EXECUTIONS;) {
    goesOn = false;
    for (const simpler of simplerPatterns(best)) {
      const key = JSON.stringify(simpler);
      if (seen.has(key) || executions >= MAX_EXECUTIONS) continue;
      seen.add(key);
      executions++;
      const [measured] = await bench.measure([buildText(simpler, n)], { maxSteps });
      const isAsSlow =
        measured !== undefined &&
        (measured.outcome === 'steps-exceeded' ||
          ((measured.outcome === 'ok' || measured.outcome === 'threw') && measured.steps >= least));
      if (!isAsSlow) continue;
      best = simpler;
      goesOn = true;
      break;
    }
  }
  return best;
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
