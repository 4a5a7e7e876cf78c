/** Whether two characters are the same when case does not matter. */
export type SameFolded = (a: number, b: number) => boolean;

/** Code units; ECMA-262, Canonicalize without Unicode mode. */
export const sameUnit: SameFolded = (a, b) => a === b || upperUnit(a) === upperUnit(b);

function upperUnit(unit: number): number {
  const text = String.fromCharCode(unit).toUpperCase();
  if (text.length !== 1) return unit;
  const upper = text.charCodeAt(0);
  return unit >= 128 && upper < 128 ? unit : upper;
}

/** Code points; simple case folding, as the engine knows it. */
export function createSameCodePoint(): SameFolded {
  const engines = new Map<number, RegExp>();
  return (a, b) => {
    if (a === b) return true;
    let engine = engines.get(a);
    if (engine === undefined) {
      engine = new RegExp(`^\\u{${a.toString(16)}}$`, 'iu');
      engines.set(a, engine);
    }
    return engine.test(String.fromCodePoint(b));
  };
}
