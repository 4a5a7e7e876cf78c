import { apply, getOwnPropertyDescriptor, getPrototypeOf, slice, toText } from './intrinsics.ts';

const MAX_LENGTH = 500;

/** What the program threw, as text of at most 500 characters; runs nothing of the program. */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown === 'function') return 'a function was thrown';
  if (typeof thrown !== 'object' || thrown === null) return short(`${toText(thrown)} was thrown`);
  try {
    const name = textOf(thrown, 'name');
    const message = textOf(thrown, 'message');
    if (name === '' && message === '') return 'an object was thrown';
    return short(message === '' ? name : `${name === '' ? 'Error' : name}: ${message}`);
  } catch {
    return 'a thrown object that cannot be shown';
  }
}

/** The text in a data property of an object or of its prototypes; empty when there is none. */
function textOf(object: object, key: string): string {
  for (let holder: object | null = object; holder !== null; holder = getPrototypeOf(holder)) {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (descriptor === undefined) continue;
    const value: unknown = descriptor.value;
    return typeof value === 'string' ? value : '';
  }
  return '';
}

function short(text: string): string {
  return text.length > MAX_LENGTH ? apply(slice, text, [0, MAX_LENGTH]) : text;
}
