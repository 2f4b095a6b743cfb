/** On paper: landscape, in light colours, nothing torn apart that fits on a page, and details as the reader left them. */
export const PRINT = `
@page { size: landscape; margin: 14mm; }
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0 1px 0 0; background: none; orphans: 3; widows: 3; }
  header { padding: 0; }
  .part, .part + .part, .part + section { margin-top: 0; }
  thead { break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  nav, .skip { display: none; }
  .part, .part + .part, .part + section { border-top: 0; }
  .part + .part { break-before: page; }
  h2, h3, figcaption, caption, .legend, .lead, .group { break-after: avoid; }
  tr, figure, .glance, .lead { break-inside: avoid; }
  h3 { padding-top: 1.5rem; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  summary { color: inherit; }
  details:not([open]) summary::after { content: ', printed when they are opened'; color: var(--quiet); }
  details ul:not(.plain) { font-size: 7pt; }
  * { print-color-adjust: exact; }
}
`;
