/** Markup that may stand in the page: no text of a program is in it unescaped, since only this file makes it. */
export class Html {
  public constructor(public readonly markup: string) {}
}

/** What may be filled into markup: text, which is escaped, and markup that was made before. */
export type Filling = string | number | Html | readonly Html[];

/** Markup with what is filled in, in element content and in quoted attributes alike. */
export function html(literals: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return new Html(
    literals.map((literal, index) => literal + (index < fillings.length ? markupOf(fillings[index]) : '')).join(''),
  );
}

/** A style sheet of ours; it holds nothing of a program. */
export function styleSheet(css: string): Html {
  return new Html(css);
}

/** Nothing, where something else might stand. */
export const NOTHING = new Html('');

/** Markup, one after the other, with a separator between. */
export function joined(items: readonly Html[], separator: string): Html {
  return new Html(items.map(({ markup }) => markup).join(escaped(separator)));
}

function markupOf(filling: Filling): string {
  if (filling instanceof Html) return filling.markup;
  if (typeof filling === 'object') return filling.map(({ markup }) => markup).join('');
  return escaped(String(filling));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
