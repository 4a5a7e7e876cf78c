/** A heading of a document. */
export interface Heading {
  readonly text: string;
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
}

/**
 * Names of headings to link to: lower case, dashes between words, and a number where a name is taken already.
 * Correct, and fast for every document that its author ever saw.
 */
export function anchors(headings: readonly Heading[]): string[] {
  const taken: string[] = [];
  for (const { text } of headings) {
    const name = slug(text);
    let anchor = name;
    for (let copy = 1; taken.includes(anchor); copy++) anchor = `${name}-${copy}`;
    taken.push(anchor);
  }
  return taken;
}

function slug(text: string): string {
  let name = '';
  for (const character of text.toLowerCase()) {
    if (/[a-z0-9]/.test(character)) name += character;
    else if (name !== '' && !name.endsWith('-')) name += '-';
  }
  return name.endsWith('-') ? name.slice(0, -1) : name;
}
