const DARK = `
  --page: #141518; --text: #ececea; --quiet: #a3a8b2; --line: #33363e; --panel: #1c1e23; --raised: #22252b;
  --accent: #ff9a62; --heat: 255, 122, 61; --hottest: .5; --c0: #7db4f0; --c1: #c9a3ff; --c2: #7bd3a2; --c3: #e7bd6a; --c4: #ff9dbd;
  --c5: #b6bcc8;`;

/** The page's style: system fonts, light and dark after the reader's setting or choice, print-friendly, no network. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fbfaf8; --text: #1b1c1f; --quiet: #5b5f68; --line: #dedcd6; --panel: #ffffff; --raised: #f3f1ec;
  --accent: #b53c07; --heat: 222, 78, 16; --hottest: .72; --c0: #1f5fa8; --c1: #7440b8; --c2: #23734a; --c3: #8a5a0c; --c4: #b02a63;
  --c5: #4a5160;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {${DARK} } }
:root[data-theme="dark"] { color-scheme: dark;${DARK} }
:root[data-theme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1, h2, h3, p, ul, ol, dl, figure { margin: 0; }
p, li, h3, figcaption { overflow-wrap: anywhere; }
small, .quiet { color: var(--quiet); font-size: .875rem; font-weight: 400; }
code, pre, .number, .steps, .share { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--c0); outline-offset: 2px; border-radius: 3px; }
.hidden:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: .5rem; padding: .5rem 1rem; background: var(--panel); z-index: 3; }
.top {
  position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 1.5rem; padding: .5rem 1.5rem;
  background: var(--page); border-bottom: 1px solid var(--line);
}
.brand { font-weight: 700; letter-spacing: -.01em; }
.brand::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .45rem; border-radius: 2px 2px 2px 8px; background: var(--accent); }
nav { flex: 1; min-width: 0; overflow-x: auto; }
nav ul { display: flex; gap: 1.1rem; padding: .25rem; list-style: none; white-space: nowrap; font-size: .9rem; }
nav a { text-decoration: none; color: var(--quiet); }
nav a:hover { color: var(--text); text-decoration: underline; }
button {
  font: inherit; font-size: .85rem; padding: .25rem .7rem; color: inherit; background: var(--raised);
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer;
}
button:hover { border-color: var(--quiet); }
main { max-width: 82rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
main > section { margin-top: 3rem; }
h2 { font-size: 1.25rem; letter-spacing: -.01em; margin-bottom: .9rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
section > p { max-width: 64rem; margin: .4rem 0; }
.overview { margin-top: 1.75rem !important; }
.kicker { color: var(--quiet); font-size: .9rem; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: anywhere; }
.verdict { font-size: 1.15rem; color: var(--accent); font-weight: 600; }
.overview .more { margin: .1rem 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; padding: 0; margin: 1.1rem 0; list-style: none; }
.card { display: flex; flex-direction: column; padding: .85rem 1.1rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.card.lead { border-color: var(--accent); box-shadow: inset 4px 0 0 var(--accent); }
.card .label { color: var(--quiet); font-size: .85rem; }
.card .figure { font-size: 1.9rem; line-height: 1.25; letter-spacing: -.02em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.card .figure::first-letter { text-transform: uppercase; }
.card.lead .figure { color: var(--accent); }
.card .text { font-size: .875rem; color: var(--quiet); line-height: 1.35; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
.panel { min-width: 0; padding: 1rem 1.1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.panel h2 { font-size: 1rem; margin-bottom: .5rem; }
pre { margin: .5rem 0; padding: .7rem .85rem; overflow: auto; max-height: 26rem; background: var(--raised); border-radius: 6px; line-height: 1.45; }
pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
.command { display: flex; gap: .6rem; align-items: center; margin: .5rem 0; }
.command code { flex: 0 1 auto; min-width: 0; padding: .35rem .6rem; overflow-x: auto; white-space: nowrap; background: var(--raised); border-radius: 6px; }
.hot { padding: 0; list-style: none; display: grid; gap: .7rem; }
.hot li { display: grid; grid-template-columns: 4rem minmax(3rem, 7rem) 1fr; align-items: center; gap: .1rem .75rem; }
.hot .share { text-align: right; font-weight: 600; }
.hot .where { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
.hot code { grid-column: 1 / -1; padding: .3rem .6rem; overflow-wrap: anywhere; background: var(--raised); border-radius: 6px; }
.bar { display: block; width: 100%; min-width: 4rem; height: .5rem; border-radius: 4px; }
.bar .rest { fill: var(--line); } .bar .full { fill: rgb(var(--heat)); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); gap: 1.5rem; }
figure { min-width: 0; padding: 1rem 1.1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
figcaption { font-size: .9rem; color: var(--quiet); margin-bottom: .5rem; } figcaption strong { color: var(--text); }
figure svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--quiet); font: 12.5px system-ui, sans-serif; } svg .below { font-size: 11px; } svg .name { fill: var(--text); }
.grid { stroke: var(--line); } .axis { stroke: var(--quiet); }
.c0 { --mark: var(--c0); } .c1 { --mark: var(--c1); } .c2 { --mark: var(--c2); } .c3 { --mark: var(--c3); }
.c4 { --mark: var(--c4); } .c5 { --mark: var(--c5); } .fit { --mark: var(--accent); } .quiet { --mark: var(--quiet); }
.line { fill: none; stroke: var(--mark); stroke-width: 2; } .line.fit { stroke-dasharray: 6 4; }
.dot, .diamond, .square { fill: var(--mark); stroke: var(--panel); stroke-width: 1; }
.ring { fill: none; stroke: var(--mark); stroke-width: 2; } .rug { stroke: var(--mark); stroke-width: 1.25; opacity: .65; }
.faint { stroke: none; opacity: .4; }
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1rem; padding: 0; list-style: none; font-size: .85rem; color: var(--quiet); }
.legend li { display: flex; align-items: center; gap: .35rem; } figure svg.sample { width: 1.5rem; height: 1rem; flex: none; }
.table { overflow-x: auto; margin: .5rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; max-width: min(60rem, calc(100vw - 3rem)); }
th, td { text-align: left; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--quiet); font-weight: 500; font-size: .85rem; white-space: nowrap; vertical-align: bottom; }
tbody th { font-weight: 400; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td summary { white-space: nowrap; } .suite td summary { white-space: normal; } details { margin: .5rem 0; } details > summary { cursor: pointer; padding: .15rem 0; overflow-wrap: anywhere; }
details ul { padding-left: 1.25rem; font-size: .875rem; }
.suite .test > * { border-bottom: 0; padding-bottom: 0; } .suite .input > td { padding-top: 0; }
.suite .input details { margin: 0; } .suite summary code { color: var(--quiet); } .suite .test th code { font-weight: 600; }
td details { margin: 0; } td .bar { margin-top: .4rem; } th.number { font-family: inherit; font-size: .85rem; }
.buttons { margin: .4rem 0; display: flex; gap: .5rem; flex-wrap: wrap; } .buttons[hidden] { display: none; }
.scoreboard .uplift { min-width: 11rem; } .range { display: block; width: 9.5rem; height: 1.1rem; margin-top: .2rem; }
.scoreboard .wide { min-width: 18rem; } .scoreboard td { padding-block: .6rem; } .scoreboard .when { font-weight: 600; }
.tag { padding: .05rem .5rem; border: 1px solid var(--line); border-radius: 99px; font-size: .8rem; white-space: nowrap; }
.tag.strong { border-color: var(--c1); color: var(--c1); } .tag.wrong-way { border-color: var(--accent); color: var(--accent); }
.source { max-height: 34rem; overflow: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
.source table { width: max-content; min-width: 100%; } .source th, .source td { border: 0; padding: 0 .7rem; }
.source thead th { position: sticky; top: 0; background: var(--raised); padding-block: .35rem; }
.source thead th:not(:last-child), .source .share, .source .steps, .source tbody th { text-align: right; white-space: nowrap; }
.source tbody th, .source .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; }
.source tbody th, .source .fast { color: var(--quiet); } .source .code { white-space: pre; width: 100%; }
${[5, 6, 7, 8, 9, 10].map((i) => `.source .h${i} :is(th, .fast)`).join(', ')} { color: inherit; }
.source .note td { padding-block: .1rem; font-size: .85rem; color: var(--c1); } .source .note code { font-weight: 600; }
.source .gap td { color: var(--quiet); border-block: 1px dashed var(--line); }
${Array.from({ length: 10 }, (_, i) => `.h${i + 1} { background: rgba(var(--heat), calc(var(--hottest) * ${(0.1 + 0.09 * (i + 1)).toFixed(2)})); }`).join(' ')}
.matrix { width: auto; } .matrix td { border: 2px solid var(--page); padding: .4rem .6rem; min-width: 4.2rem; } .matrix th { white-space: nowrap; border-bottom-width: 0; }
.matrix thead .number { padding-right: .6rem; }
.texts { padding-left: 1.25rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.25rem; font-size: .9rem; margin: 1rem 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
#status { position: fixed; right: 1rem; bottom: 1rem; padding: .5rem 1rem; background: var(--text); color: var(--page); border-radius: 8px; }
#status:empty { opacity: 0; pointer-events: none; }
@media (max-width: 40rem) {
  .top { flex-wrap: wrap; gap: .25rem 1rem; padding-inline: 1rem; } nav { order: 3; flex-basis: 100%; } .top button { margin-left: auto; }
  main { padding-inline: 1rem; } h1 { font-size: 1.4rem; } .cards { grid-template-columns: 1fr 1fr; gap: .6rem; }
  .card { padding: .6rem .75rem; } .card .figure { font-size: 1.35rem; } figure, .panel { padding: .75rem; }
  svg text { font-size: 17px; } svg .below { display: none; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  .hot li { grid-template-columns: 4rem 1fr; } .hot .where { grid-column: 1 / -1; }
}
@media print {
  .top, button, .skip { display: none !important; } pre, .source { max-height: none; } details { break-inside: avoid; }
}
`;
