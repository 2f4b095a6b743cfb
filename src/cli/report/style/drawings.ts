/** The drawings: shapes, dashes and words say what colours say. */
export const DRAWINGS = `
.legend { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin: 0 0 1.25rem; font-size: .9375rem; }
.sample { width: 3.5rem; height: .875rem; margin-right: .6rem; vertical-align: -.1rem; }
.door { margin: 0 0 2.25rem; }
figcaption { margin-bottom: .6rem; font-weight: 600; }
.graph { display: block; width: 100%; height: auto; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
.graph.narrow { display: none; max-width: 26rem; }
.graph .box { fill: var(--card); stroke: var(--strong-line); stroke-width: 1.2; }
.graph .inner { fill: none; stroke: var(--line); stroke-width: 1.2; }
.graph .bar { fill: var(--strong-line); }
.graph text { fill: var(--ink); }
.graph .heading { fill: var(--quiet); font-size: 12px; font-weight: 600; letter-spacing: .02em; }
.graph .title { font-size: 16px; font-weight: 650; }
.graph .name { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; font-size: 13px; }
.graph .note, .graph .aside { fill: var(--quiet); font-size: 12.5px; }
.graph .at-end { text-anchor: end; }
.arrow .line, .arrow .head { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.arrow.signs .line, .arrow.signs .head { stroke: var(--signs); }
.arrow.trusts .line, .arrow.trusts .head { stroke: var(--trusts); }
.arrow.signs .head { fill: var(--signs); }
.arrow.trusts .line { stroke-dasharray: 6 4; }
.arrow .word { font-size: 12.5px; font-weight: 600; text-anchor: middle; }
.arrow.signs .word { fill: var(--signs); }
.arrow.trusts .word { fill: var(--trusts); }

@media screen and (max-width: 47.5rem) {
  .graph.wide { display: none; }
  .graph.narrow { display: block; }
}
`;
