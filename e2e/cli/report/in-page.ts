/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// What runs in the page: each function is sent there as its text, so it stands alone.

/** A text that is hard to read, and its contrast. */
export interface FaintText {
  readonly text: string;
  readonly contrast: number;
}

/** Texts whose contrast with what is behind them is less than WCAG 2.2, 1.4.3 asks for. */
export function faintTexts(least: number): { readonly faint: FaintText[]; readonly seen: number } {
  const channels = (colour: string) => {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const luminance = (colour: string) => {
    const [red, green, blue] = channels(colour).rgb.map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element): string => {
    const box = element instanceof SVGElement ? element.parentElement?.querySelector(':scope > .box') : undefined;
    if (box) return getComputedStyle(box).fill;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor).alpha === 1 && /\d/.test(backgroundColor) && backgroundColor !== 'rgba(0, 0, 0, 0)')
        return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint: FaintText[] = [];
  let seen = 0;
  for (const element of document.body.querySelectorAll<HTMLElement | SVGElement>('*')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (own.length === 0 || !element.checkVisibility() || element.closest('title, desc')) continue;
    seen++;
    const style = getComputedStyle(element);
    const [light, dark] = [element instanceof SVGElement ? style.fill : style.color, behind(element)]
      .map(luminance)
      .sort((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < least) faint.push({ text: element.textContent ?? '', contrast });
  }
  return { faint, seen };
}

/** What lies where it should not in the drawings that are seen. */
export function drawingFaults(): { readonly faults: string[]; readonly boxes: number } {
  type Place = DOMRect | SVGRect;
  const overlap = (a: Place, b: Place) =>
    a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5;
  const within = (a: Place, b: Place) =>
    a.x >= b.x - 0.5 &&
    a.y >= b.y - 0.5 &&
    a.x + a.width <= b.x + b.width + 0.5 &&
    a.y + a.height <= b.y + b.height + 0.5;
  const faults: string[] = [];
  let boxes = 0;
  for (const drawing of [...document.querySelectorAll<SVGSVGElement>('svg.graph')].filter((svg) =>
    svg.checkVisibility(),
  )) {
    const placed = [...drawing.querySelectorAll<SVGGraphicsElement>('.box')].map((box) => ({
      box: box.getBoundingClientRect(),
      texts: [...(box.parentElement?.querySelectorAll('text') ?? [])],
    }));
    const words = [...drawing.querySelectorAll('.word')];
    boxes += placed.length;
    for (const [index, { box, texts }] of placed.entries()) {
      for (const other of placed.slice(index + 1)) if (overlap(box, other.box)) faults.push('a box lies over another');
      for (const [at, text] of texts.entries()) {
        const place = text.getBoundingClientRect();
        if (!within(place, box)) faults.push(`"${text.textContent}" leaves its box`);
        for (const other of texts.slice(at + 1)) {
          const { x, y, width, height } = other.getBoundingClientRect();
          // A line is as high as its tallest letter could be: only what shares its middle is in its way.
          if (overlap(place, new DOMRect(x, y + height / 3, width, height / 3)))
            faults.push(`"${text.textContent}" lies over "${other.textContent}"`);
        }
      }
      for (const word of words)
        if (overlap(word.getBoundingClientRect(), box)) faults.push('the word of an arrow lies over a box');
    }
    for (const [index, word] of words.entries()) {
      for (const other of words.slice(index + 1)) {
        if (overlap(word.getBoundingClientRect(), other.getBoundingClientRect()))
          faults.push('words of arrows lie over each other');
      }
    }
  }
  return { faults, boxes };
}

/** How much wider than the window the page is, and what sticks out. */
export function sideways(): { readonly by: number; readonly what: string[] } {
  const width = document.documentElement.clientWidth;
  const out = [...document.body.querySelectorAll('*')].filter(
    (element) =>
      element.checkVisibility() &&
      element.getBoundingClientRect().right > width + 0.5 &&
      !element.closest('.skip, thead'),
  );
  return {
    by: document.documentElement.scrollWidth - width,
    what: out.map(({ tagName, textContent }) => `${tagName} ${textContent?.trim().slice(0, 40)}`),
  };
}
