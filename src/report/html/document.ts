import { createHash } from 'node:crypto';
import { safe } from './markup.ts';
import { SCRIPT } from './script.ts';
import { printSection, type Section } from './section.ts';
import { STYLE } from './style.ts';

export interface Document {
  /** Of hostile origin. */
  readonly title: string;
  /** HTML of the first screen: a section with the id `overview`. */
  readonly overview: string;
  /** Those without content are left out. */
  readonly sections: readonly Section[];
  /** HTML of data blocks: scripts that are not run. */
  readonly data: readonly string[];
}

/** A whole page with its landmarks, navigation, style and script. */
export function printDocument({ title, overview, sections: all, data }: Document): string {
  const sections = all.filter(({ content }) => content !== '');
  const links = sections.map(({ id, short }) => `<li><a href="#${id}">${short}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe(title)} – slowpath</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip hidden" href="#main">Skip to the report</a>
<header class="top">
<span class="brand">slowpath</span>
<nav aria-label="Parts of the report"><ul><li><a href="#overview">Overview</a></li>${links.join('')}</ul></nav>
<button type="button" id="theme" hidden></button>
</header>
<main id="main" tabindex="-1">
${[overview, ...sections.map(printSection)].join('\n')}
</main>
<p id="status" role="status"></p>
${data.join('\n')}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Nothing is loaded from anywhere; of inline scripts and styles only our own two. */
function policy(): string {
  const hash = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; script-src ${hash(SCRIPT)}; style-src ${hash(STYLE)}; base-uri 'none'; form-action 'none'`;
}
