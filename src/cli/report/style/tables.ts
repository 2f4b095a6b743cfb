import { COLUMN_WIDTHS } from '../table';

/** Tables, which become lists of cards on a small screen. */
export const TABLES = `
table { width: 100%; table-layout: fixed; margin: 0 0 2rem; border-collapse: collapse; font-size: .9375rem; line-height: 1.45; }
caption { padding: 0 0 .35rem; text-align: left; color: var(--quiet); font-size: .875rem; }
${COLUMN_WIDTHS.map((width) => `.w${width} { width: ${width}%; }`).join(' ')}
th, td { padding: .65rem .9rem .65rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { padding-block: .4rem; border-bottom: 1px solid var(--strong-line); color: var(--quiet); font-size: .8125rem; font-weight: 600; vertical-align: bottom; }
.group th { padding: 1.3rem 0 .45rem; border-bottom-color: var(--strong-line); font-weight: 600; }
.claim { display: inline-block; padding: .05rem .4rem; border: 1px solid var(--line); border-radius: .25rem; background: var(--card); }
q { quotes: "“" "”"; }
.sign { display: inline-block; margin-right: .3rem; font-weight: 650; font-size: .875rem; }
.sign.error { color: var(--error); }
.sign.warning { color: var(--warning); }
.sign.accepted { color: var(--good); }
summary { color: var(--link); cursor: pointer; width: fit-content; }
details { margin-top: .15rem; }
details.resource { border-bottom: 1px solid var(--line); padding: .35rem 0; }
details.resource > table { margin: .5rem 0 1rem; }
details.resource td li + li { margin-top: .4rem; }
.count { margin-left: .6rem; color: var(--quiet); font-size: .875rem; }
details ul:not(.plain) { margin: .3rem 0 0; padding-left: 1.1rem; font-size: .8125rem; overflow-wrap: anywhere; }

@media screen and (max-width: 47.5rem) {
  body { padding: 0 1rem 3rem; }
  header { padding-top: 1.75rem; }
  h1 { font-size: 1.6rem; }
  .glance { grid-template-columns: 1fr; }
  .glance > div { padding: .6rem 1rem; border-right: 0; border-bottom: 1px solid var(--line); }
  .glance > div:last-child { border-bottom: 0; }
  table, caption, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: .15rem 0; border: 0; }
  td { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); column-gap: .75rem; }
  td::before { content: attr(data-label); color: var(--quiet); font-size: .8125rem; line-height: 1.6; }
    .group { padding: 1.2rem 0 .3rem; border-bottom-color: var(--strong-line); }
  .group th { padding: 0; }
}
`;
