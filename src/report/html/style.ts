/** The page's style: system fonts, light and dark after the reader's setting, print-friendly, no network. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fdfdfc; --text: #1c1d20; --quiet: #5f636b; --line: #dcdde1; --panel: #f4f4f2;
  --accent: #b3400e; --series: #1f5fa8; --fit: #b3400e; --heat: 214, 69, 18;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #17181b; --text: #e7e7e4; --quiet: #a0a4ad; --line: #363940; --panel: #202227;
    --accent: #f0925f; --series: #7db4f0; --fit: #f0925f; --heat: 240, 120, 60;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p { margin: .25rem 0; max-width: 60rem; }
.verdict { font-size: 1.15rem; }
.verdict:first-of-type { color: var(--accent); font-weight: 600; }
.quiet, figcaption { color: var(--quiet); font-size: .9rem; }
code, pre, .number { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875rem; }
pre {
  margin: .5rem 0; padding: .75rem; overflow: auto; max-height: 28rem;
  background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
}
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.25rem; }
figure { margin: 0; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--quiet); font: 11px system-ui, sans-serif; }
.grid { stroke: var(--line); stroke-width: 1; }
.series { stroke: var(--series); fill: none; stroke-width: 1.75; }
.dot { fill: var(--series); }
.fit { stroke: var(--fit); fill: none; stroke-width: 1.5; stroke-dasharray: 5 4; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; font-size: .9rem; white-space: nowrap; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
details > summary { cursor: pointer; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.source { padding: 0; }
.source .row { display: grid; grid-template-columns: 4.5rem 4rem 1fr; white-space: pre; min-width: max-content; }
.source .row > span { padding: 0 .6rem; }
.source .share, .source .place { text-align: right; color: var(--quiet); }
.source .gap { color: var(--quiet); padding: .1rem .6rem; border-block: 1px dashed var(--line); }
@media print { details { break-inside: avoid; } pre { max-height: none; } }
`;
