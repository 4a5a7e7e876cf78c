import type { SequenceMutator } from './mutator.ts';
import { cut, join, logUniform, overwrite, pickChunk, pickSpan, tile } from './mutator.ts';

/** prefix + unit × n + suffix: a short unit repeated in place, as far as there is room. */
const pump: SequenceMutator = {
  name: 'pump',
  on: 'sequence',
  apply(value, _domain, { rng, room }) {
    if (value.length === 0) return undefined;
    const unitLength = Math.min(value.length, rng.oneIn(2) ? 1 : logUniform(8, rng));
    const start = rng.int(0, value.length - unitLength);
    const unit = cut(value, start, start + unitLength);
    const spare = room - value.length;
    if (spare >= unitLength) {
      const copies = rng.oneIn(2) ? Math.floor(spare / unitLength) : logUniform(spare, rng);
      const length = Math.min(spare, copies * unitLength);
      return overwrite(value, start, start, tile(unit, length));
    }
    // No room to grow: the repeats take the place of what follows.
    const length = rng.int(1, value.length - start);
    return overwrite(value, start, start + length, tile(unit, length));
  },
};

/** The whole becomes a repetition of one of its segments, filling the room. */
const repeat: SequenceMutator = {
  name: 'repeat',
  on: 'sequence',
  apply(value, _domain, { rng, room }) {
    const chunk = pickChunk(value.length, rng);
    if (chunk === undefined) return undefined;
    const length = rng.oneIn(2) ? room : rng.int(value.length, Math.max(value.length, room));
    return tile(cut(value, chunk.start, chunk.end), length);
  },
};

const insert: SequenceMutator = {
  name: 'insert',
  on: 'sequence',
  apply(value, domain, { rng, room }) {
    const spare = room - value.length;
    if (spare <= 0) return undefined;
    const count = logUniform(Math.min(spare, Math.max(64, value.length)), rng);
    const fresh: unknown[] = [];
    for (let i = 0; i < count; i++) fresh.push(domain.element(rng, 4));
    const at = rng.oneIn(2) ? value.length : rng.int(0, value.length);
    return overwrite(value, at, at, typeof value === 'string' ? fresh.join('') : fresh);
  },
};

const remove: SequenceMutator = {
  name: 'remove',
  on: 'sequence',
  apply(value, domain, { rng }) {
    if (value.length <= domain.minLength) return undefined;
    const chunk = pickChunk(value.length, rng);
    return chunk && overwrite(value, chunk.start, chunk.end, cut(value, 0, 0));
  },
};

const duplicate: SequenceMutator = {
  name: 'duplicate',
  on: 'sequence',
  apply(value, _domain, { rng, room }) {
    const chunk = pickChunk(value.length, rng);
    if (chunk === undefined) return undefined;
    const copy = cut(value, chunk.start, chunk.end);
    const at = rng.int(0, value.length);
    const grows = value.length + copy.length <= room;
    return overwrite(value, at, grows ? at : Math.min(value.length, at + copy.length), copy);
  },
};

/** Takes a chunk out and puts it in elsewhere. */
const move: SequenceMutator = {
  name: 'move',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    if (value.length < 2) return undefined;
    const size = rng.oneIn(4) ? rng.int(1, value.length - 1) : 1;
    const start = rng.int(0, value.length - size);
    const chunk = cut(value, start, start + size);
    const rest = join(cut(value, 0, start), cut(value, start + size, value.length));
    const at = rng.oneIn(4) ? (rng.oneIn(2) ? 0 : rest.length) : rng.int(0, rest.length);
    return overwrite(rest, at, at, chunk);
  },
};

const swap: SequenceMutator = {
  name: 'swap',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    if (value.length < 2) return undefined;
    const a = rng.int(0, value.length - 2);
    const b = rng.oneIn(2) ? a + 1 : rng.int(a + 1, value.length - 1);
    const first = cut(value, a, a + 1);
    const second = cut(value, b, b + 1);
    return overwrite(overwrite(value, b, b + 1, first), a, a + 1, second);
  },
};

const reverse: SequenceMutator = {
  name: 'reverse',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    const span = pickSpan(value.length, rng);
    if (span === undefined) return undefined;
    const chunk = cut(value, span.start, span.end);
    const reversed =
      typeof chunk === 'string' ? chunk.split('').reverse().join('') : chunk.slice().reverse();
    return overwrite(value, span.start, span.end, reversed);
  },
};

/** Riffles the two halves of a span together, or takes them apart again. */
const interleave: SequenceMutator = {
  name: 'interleave',
  on: 'sequence',
  apply(value, _domain, { rng }) {
    const span = pickSpan(value.length, rng);
    if (span === undefined || span.end - span.start < 3) return undefined;
    const items = Array.from(cut(value, span.start, span.end));
    const half = Math.ceil(items.length / 2);
    const together = rng.oneIn(2);
    const out: unknown[] = [];
    for (let i = 0; i < items.length; i++) {
      const from = together
        ? i % 2 === 0
          ? i / 2
          : half + (i - 1) / 2
        : i < half
          ? 2 * i
          : 2 * (i - half) + 1;
      out.push(items[from]);
    }
    return overwrite(value, span.start, span.end, typeof value === 'string' ? out.join('') : out);
  },
};

/** A chunk of the same place of another entry, put in or laid over. */
const splice: SequenceMutator = {
  name: 'splice',
  on: 'sequence',
  apply(value, _domain, { rng, donor, room }) {
    if (donor === undefined || donor.length === 0 || typeof donor !== typeof value)
      return undefined;
    const chunk = pickChunk(donor.length, rng);
    if (chunk === undefined) return undefined;
    const piece = cut(donor, chunk.start, chunk.end);
    const at = rng.int(0, value.length);
    const over = value.length + piece.length > room || rng.oneIn(2);
    return overwrite(value, at, over ? Math.min(value.length, at + piece.length) : at, piece);
  },
};

/** Grows to the room that there is, or shrinks to a random length, keeping the front. */
const resize: SequenceMutator = {
  name: 'resize',
  on: 'sequence',
  apply(value, domain, { rng, room }) {
    if (value.length > domain.minLength && rng.oneIn(4))
      return cut(value, 0, rng.int(domain.minLength, value.length));
    if (room <= value.length) return undefined;
    if (value.length > 0 && rng.oneIn(2)) return tile(value, room);
    const fresh: unknown[] = [];
    for (let i = value.length; i < room; i++) fresh.push(domain.element(rng, 4));
    return join(value, typeof value === 'string' ? fresh.join('') : fresh);
  },
};

export const STRUCTURE_MUTATORS: readonly SequenceMutator[] = [
  pump,
  repeat,
  insert,
  remove,
  duplicate,
  move,
  swap,
  reverse,
  interleave,
  splice,
  resize,
];
