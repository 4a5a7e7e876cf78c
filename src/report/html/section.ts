/** A part of the page under a heading that the navigation leads to. */
export interface Section {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Of the navigation; shorter than the title. */
  readonly short: string;
  /** HTML; the part is left out when it is empty. */
  readonly content: string;
}

export function printSection({ id, title, content }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-heading">\n<h2 id="${id}-heading">${title}</h2>\n${content}\n</section>`;
}

/** A column's name, and whether it holds figures. */
export type Head = string | { readonly number: string };

/**
 * A table that scrolls sideways by itself, with a caption for everybody.
 * @param caption HTML
 * @param rows HTML of whole rows
 */
export function printTable(
  caption: string,
  heads: readonly Head[],
  rows: readonly string[],
  className = '',
): string {
  const cells = heads.map((head) =>
    typeof head === 'string'
      ? `<th scope="col">${head}</th>`
      : `<th scope="col" class="number">${head.number}</th>`,
  );
  const name = className === '' ? '' : ` class="${className}"`;
  // Scrollable regions have to be reachable by keyboard.
  return (
    `<div class="table" tabindex="0" role="group" aria-label="${plain(caption)}"><table${name}><caption>${caption}</caption>` +
    `<thead><tr>${cells.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`
  );
}

/** Without markup, for an attribute. */
function plain(html: string): string {
  return html.replaceAll(/<[^>]*>/g, '').replaceAll('"', '&quot;');
}

/** A class for a share from 0 to 1: `h0` cold to `h10`. Whatever is above 0 is at least `h1`. */
export function heatClass(share: number): string {
  return `h${share > 0 ? Math.min(10, Math.max(1, Math.round(10 * share))) : 0}`;
}

/** A bar as wide as a share from 0 to 1; the figure stands beside it. */
export function bar(share: number): string {
  const width = Math.max(0, Math.min(100, 100 * share)).toFixed(1);
  return `<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" class="rest"/><rect width="${width}" height="8" class="full"/></svg>`;
}

/** A line to copy, with a button that the page's script brings to life. */
export function copyable(html: string): string {
  return `<div class="command"><code tabindex="0">${html}</code><button type="button" class="copy" hidden>Copy</button></div>`;
}
