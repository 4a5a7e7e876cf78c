import type { TextPattern, TextPiece } from '../core/slow-path.ts';

/** Builds the text for a value of n ≥ 0. */
export function buildText(pattern: TextPattern, n: number): string {
  return pattern.map((piece) => buildPiece(piece, n)).join('');
}

function buildPiece(piece: TextPiece, n: number): string {
  switch (piece.kind) {
    case 'literal':
      return piece.text;
    case 'repeat':
      return piece.unit.repeat(Math.max(0, n + piece.more));
    case 'series':
      return Array.from({ length: Math.max(0, n + piece.more) }, (_, i) => round(piece, i)).join(
        '',
      );
  }
}

function round({ parts, first, step }: Extract<TextPiece, { kind: 'series' }>, i: number): string {
  return parts
    .map((part, k) =>
      k === 0 ? part : String((first[k - 1] ?? 0) + i * (step[k - 1] ?? 0)) + part,
    )
    .join('');
}

/** The largest n whose text is no longer than `length`; at least 1. The length must rise with n. */
export function countForLength(pattern: TextPattern, length: number): number {
  let low = 1;
  let high = 2;
  while (buildText(pattern, high).length <= length) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (buildText(pattern, middle).length <= length) low = middle;
    else high = middle;
  }
  return low;
}

/** The pattern as a JavaScript expression in `n`, of a string. */
export function expressionOf(pattern: TextPattern): string {
  const pieces = pattern.map((piece) => {
    switch (piece.kind) {
      case 'literal':
        return literal(piece.text);
      case 'repeat':
        return `${literal(piece.unit)}.repeat(${count(piece.more)})`;
      case 'series':
        return `Array.from({ length: ${count(piece.more)} }, (_, i) => ${roundExpression(piece)}).join('')`;
    }
  });
  return pieces.length === 0 ? "''" : pieces.join(' + ');
}

function count(more: number): string {
  if (more === 0) return 'n';
  return more > 0 ? `n + ${more}` : `n - ${-more}`;
}

function roundExpression({ parts, first, step }: Extract<TextPiece, { kind: 'series' }>): string {
  const pieces = parts.flatMap((part, k) => {
    const text = part === '' ? [] : [literal(part)];
    return k === 0 ? text : [number(first[k - 1] ?? 0, step[k - 1] ?? 0), ...text];
  });
  // A number in front would be added, not joined.
  return parts[0] === '' ? ["''", ...pieces].join(' + ') : pieces.join(' + ');
}

function number(first: number, step: number): string {
  const times = step === 1 ? 'i' : `${step} * i`;
  return first === 0 ? (step === 1 ? times : `(${times})`) : `(${first} + ${times})`;
}

/** A string literal that survives being read in any editor: what is not visible ASCII is escaped. */
export function literal(text: string): string {
  const quoted = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  const escaped = quoted.replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `'${escaped}'`;
}
