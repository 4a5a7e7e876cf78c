/** Text with placeholders: `{{name}}`. */
export type Template = string;

const PLACEHOLDER = /\{\{([a-z][a-zA-Z0-9]*)\}\}/g;

/**
 * Puts values in the places of a template, once: what a value holds is never taken for a placeholder. A paragraph that
 * becomes empty is left out, with the heading right above it.
 * @throws Error when a placeholder has no value, or a value no placeholder
 */
export function fillTemplate(template: Template, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const paragraphs = template
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph.replace(PLACEHOLDER, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`the prompt wants ${name}`);
        used.add(name);
        return value.replace(/^\n+|\s+$/g, '');
      }),
    );
  const spare = Object.keys(values).filter((name) => !used.has(name));
  if (spare.length > 0) throw new Error(`the prompt has no place for ${spare.join(', ')}`);
  return paragraphs
    .filter((text, i) => text !== '' && !(isHeading(text) && paragraphs[i + 1] === ''))
    .join('\n\n');
}

function isHeading(paragraph: string): boolean {
  return /^#+ [^\n]*$/.test(paragraph);
}
