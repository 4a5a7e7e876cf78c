import type { Part, Sequence, SequenceDomain, SequencePart } from '../../core/input-model.ts';
import type { Driver, PartSink, Scope } from './node.ts';
import type { LengthRange } from './range.ts';

/** A part whose length an int field follows. */
interface DrivenPart extends SequencePart {
  readonly driver: Driver | undefined;
}

/** Adds a sequence to the parts, unless there are enough or it can only be empty. */
export function addSequence(
  scope: Scope,
  sink: PartSink,
  lengths: LengthRange,
  part: {
    readonly place: string;
    readonly path: readonly (string | number)[];
    readonly value: Sequence;
    readonly domain: Omit<SequenceDomain, 'minLength' | 'maxLength'>;
  },
): void {
  if (sink.parts.length >= sink.limit) return;
  const { driver } = lengths;
  let minLength = lengths.min(scope);
  let maxLength = lengths.limit(scope);
  const field = driver?.field.model?.numbers?.(scope);
  if (driver !== undefined && field !== undefined)
    ({ minLength, maxLength } = drivenRange(driver, field, { minLength, maxLength }, lengths));
  if (maxLength <= 0) return;
  const { place, path, value } = part;
  const { element, alphabet, numbers, fixedElements } = part.domain;
  // Written out: this runs once for every mutation, and spreading takes ten times as long.
  const domain = { minLength, maxLength, element, alphabet, numbers, fixedElements };
  const made: DrivenPart = { kind: 'sequence', place, path, value, domain, driver };
  sink.parts.push(made);
}

/** Lengths that an edit keeps where a field drives the length: all that the field's bounds allow. */
function drivenRange(
  driver: Driver,
  field: { readonly min: number; readonly max: number },
  now: { readonly minLength: number; readonly maxLength: number },
  lengths: LengthRange,
): { readonly minLength: number; readonly maxLength: number } {
  const at = (value: number): number => Math.floor(driver.scale * value + driver.offset);
  const most = Math.min(at(field.max), lengths.interval.hi, lengths.cap);
  const maxLength = Math.max(now.maxLength, most);
  if (driver.mode === 'limit') return { minLength: now.minLength, maxLength };
  return { minLength: Math.max(0, Math.min(now.minLength, at(field.min))), maxLength };
}

export function driverOf(part: Part): Driver | undefined {
  return 'driver' in part ? (part as DrivenPart).driver : undefined; // only addSequence makes parts with one
}

/** The value of the driving field under which a sequence of this length fits; undefined when it need not change. */
export function drivingValue(driver: Driver, current: number, length: number): number | undefined {
  const now = Math.floor(driver.scale * current + driver.offset);
  if (length === now || (driver.mode === 'limit' && length < now)) return undefined;
  return Math.ceil((length - driver.offset) / driver.scale);
}
