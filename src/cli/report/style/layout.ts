/** Type, space and the parts of the page that are neither table nor drawing. */
export const LAYOUT = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body {
  margin: 0 auto; max-width: 75rem; padding: 0 2.5rem 4rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  overflow-wrap: break-word;
}
code { font: .875em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:focus-visible, summary:focus-visible { outline: .2rem solid var(--link); outline-offset: .15rem; border-radius: .1rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 2.5rem; top: .5rem; background: var(--card); padding: .3rem .7rem; z-index: 1; }

header { padding: 3.5rem 0 1.5rem; }
.eyebrow { margin: 0; color: var(--quiet); font-size: .875rem; letter-spacing: .02em; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
h1 { margin: .3rem 0 .5rem; font-size: 2rem; letter-spacing: -.015em; }
h2 { margin: 0 0 1.25rem; padding-top: 1.5rem; font-size: 1.45rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h3 { margin: 0 0 .5rem; padding-top: 2.5rem; font-size: 1.15rem; }
.lead { max-width: 44rem; margin: 0 0 1rem; color: var(--quiet); }
.lead b { color: var(--ink); }
.more { display: block; margin-top: .15rem; color: var(--quiet); font-size: .875rem; }
.none, .alarm { margin: 0 0 1rem; }
.alarm { border: 1px solid var(--error); border-left-width: .4rem; padding: .6rem 1rem; background: var(--card); }
.alarm b { color: var(--error); }
ul.plain { margin: 0; padding: 0; list-style: none; }
footer { margin-top: 4rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .875rem; }

nav { border-block: 1px solid var(--line); padding: .9rem 0; font-size: .9375rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul > li { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; padding: .15rem 0; }
nav > ul > li > a { font-weight: 650; overflow-wrap: anywhere; }
nav li ul { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; }
.part { margin-top: 1.5rem; }
.part + .part, .part + section { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }

.glance { display: grid; grid-template-columns: minmax(17rem, 1.8fr) repeat(auto-fit, minmax(9rem, 1fr)); margin: 0; border: 1px solid var(--line); background: var(--card); }
.glance > div { padding: 1rem 1.25rem; border-right: 1px solid var(--line); }
.glance > div:last-child { border-right: 0; }
.glance dt { color: var(--quiet); font-size: .875rem; }
.glance dd { margin: .1rem 0 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.glance .more { font-size: .8125rem; font-weight: 400; line-height: 1.4; }
`;
