/** Why a text is no such quantity: what was expected, for a message. */
export class QuantityFault extends Error {}

/** Milliseconds per unit. */
const DURATION_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
};

/**
 * `500ms`, `60s`, `1.5m`, `1h`, `1h30m` → milliseconds, rounded. A number without a unit is refused: 60 of what?
 * @throws QuantityFault
 */
export function parseDuration(value: unknown): number {
  const text = typeof value === 'string' ? value.trim() : undefined;
  if (text === undefined || !/^(?:\d+(?:\.\d+)?(?:ms|min|s|m|h))+$/.test(text)) {
    throw new QuantityFault('expected a duration with its unit, as 500ms, 60s, 2m or 1h30m');
  }
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|min|s|m|h)/g)) {
    ms += Number(amount) * (DURATION_UNITS[unit ?? ''] ?? NaN);
  }
  return Math.round(ms);
}

const COUNT_SUFFIXES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/**
 * `100000`, `100_000`, `100k`, `1.5m`, `1e6`, `2^30`, `2^31-1` → a non-negative safe integer. Suffixes are powers of 1000.
 * @throws QuantityFault
 */
export function parseCount(value: unknown): number {
  const count = typeof value === 'number' ? value : countOf(String(value).trim().toLowerCase());
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new QuantityFault('expected a whole number, as 5000, 100k, 1e6 or 2^30');
}

function countOf(text: string): number {
  const power = /^(\d+)\^(\d+)(?:\s*([+-])\s*(\d+))?$/.exec(text);
  if (power) {
    const [, base, exponent, sign, offset] = power;
    return Number(base) ** Number(exponent) + (sign === '-' ? -1 : 1) * Number(offset ?? 0);
  }
  const plain = /^(\d[\d_]*(?:\.\d+)?(?:e\+?\d+)?)([kmg]?)$/.exec(text);
  if (!plain) return NaN;
  const [, digits, suffix] = plain;
  // Rounded, since 1.1 × 1e6 is not whole in binary; a fraction that means something is still refused.
  const exact = Number(digits?.replaceAll('_', '')) * (COUNT_SUFFIXES[suffix ?? ''] ?? NaN);
  const whole = Math.round(exact);
  return Math.abs(exact - whole) < 1e-6 ? whole : NaN;
}

/**
 * `512`, `512mb`, `2gb` → megabytes.
 * @throws QuantityFault
 */
export function parseMegabytes(value: unknown): number {
  const match = /^(\d+)\s*(mb?|gb?)?$/i.exec(String(value).trim());
  if (!match) throw new QuantityFault('expected megabytes, as 512, 512mb or 2gb');
  const isGigabytes = match[2]?.toLowerCase().startsWith('g') === true;
  return Number(match[1]) * (isGigabytes ? 1024 : 1);
}
