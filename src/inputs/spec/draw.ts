import type { NumberDomain } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** Number of ways in which {@link drawNumbers} and {@link drawText} lay out their elements. */
const STYLES = 9;

export function clamp(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}

/** Widest integer span from which a uniform draw is exact. */
const MAX_SPAN = Number.MAX_SAFE_INTEGER;

/** Uniform on the domain. Integer domains may span more than the safe integers; the draw is then coarser. */
export function drawUniform(rng: Rng, { min, max, integer }: NumberDomain): number {
  if (!integer) return min + rng.unit() * (max - min);
  if (max - min < MAX_SPAN) return rng.int(min, max);
  return clamp(Math.round(min + rng.unit() * (max - min)), min, max);
}

/** One number: often at or near a bound or zero, small, or near a power of two; else uniform. */
export function drawNumber(rng: Rng, domain: NumberDomain): number {
  const { min, max, integer } = domain;
  const step = integer ? 1 : (max - min) / 1000;
  const home = clamp(0, min, max);
  switch (rng.int(0, 9)) {
    case 0:
      return rng.oneIn(2) ? min : max;
    case 1:
      return clamp(rng.oneIn(2) ? min + step : max - step, min, max);
    case 2:
      return clamp(home + rng.int(-1, 1), min, max);
    case 3:
    case 4:
      return clamp(home + rng.int(-10, 10), min, max);
    case 5:
      return clamp((rng.oneIn(2) ? 1 : -1) * 2 ** rng.int(0, 31) + rng.int(-1, 1), min, max);
    default:
      return drawUniform(rng, domain);
  }
}

/** A narrow part of the domain, near zero or anywhere. */
function narrow(rng: Rng, domain: NumberDomain): NumberDomain {
  const { min, max, integer } = domain;
  const from = rng.oneIn(2) ? clamp(0, min, max) : drawUniform(rng, domain);
  return { min: from, max: clamp(from + rng.pick([1, 3, 10, 100]), min, max), integer };
}

/** Numbers in one of several shapes: uniform, narrow, few distinct, all equal, ramps, runs, extremes, mixed. */
export function drawNumbers(rng: Rng, domain: NumberDomain, length: number): number[] {
  const out: number[] = [];
  const style = rng.int(0, STYLES - 1);
  const { min, max, integer } = domain;
  const part = narrow(rng, domain);
  const few = [drawNumber(rng, domain), drawNumber(rng, domain), drawNumber(rng, domain)];
  const room = (max - min) / Math.max(1, length);
  const step = integer ? Math.max(1, Math.floor(rng.oneIn(2) ? 1 : room)) : room;
  let run = few[0] ?? min;
  for (let i = 0; i < length; i++) {
    switch (style) {
      case 0:
        out.push(drawNumber(rng, domain));
        break;
      case 1:
        out.push(drawUniform(rng, part));
        break;
      case 2:
        out.push(rng.pick(few));
        break;
      case 3:
        out.push(clamp(min + i * step, min, max));
        break;
      case 4:
        out.push(clamp(max - i * step, min, max));
        break;
      case 5:
        if (rng.oneIn(5)) run = drawNumber(rng, domain);
        out.push(run);
        break;
      case 6:
        out.push(rng.oneIn(2) ? min : max);
        break;
      case 7:
        out.push(run);
        break;
      default:
        out.push(drawUniform(rng, domain));
    }
  }
  return out;
}

/** Characters in one of several shapes: uniform, few distinct, one only, runs, a short period, sorted. */
export function drawText(rng: Rng, alphabet: string, length: number): string {
  if (alphabet.length === 0 || length === 0) return '';
  const few = rng.pick(alphabet) + rng.pick(alphabet) + rng.pick(alphabet);
  const style = rng.int(0, STYLES - 1);
  let out = '';
  let run = rng.pick(few);
  switch (style) {
    case 0:
      return run.repeat(length);
    case 1: {
      const unit = few.slice(0, rng.int(1, 3));
      return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    }
    case 2:
      for (let i = 0; i < length; i++) {
        if (rng.oneIn(4)) run = rng.pick(alphabet);
        out += run;
      }
      return out;
    case 3:
    case 4:
      for (let i = 0; i < length; i++) out += rng.pick(few);
      return out;
    default:
      for (let i = 0; i < length; i++) out += rng.pick(alphabet);
      return out;
  }
}
