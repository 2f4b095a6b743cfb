import { draw, drawArrow } from '../../../../src/cli/report/graph/draw';
import type { PlacedBox } from '../../../../src/cli/report/graph/picture';

const HEAD = 'class="head"';

describe('an arrow', () => {
  const points = [
    [0, 0],
    [0, 40],
  ] as const;

  test('has a full head where an authority signs, and an open one where it is trusted', () => {
    const { markup: signs } = drawArrow({ means: 'signs', points });
    expect(signs).toContain(`<polygon ${HEAD} points="-4.5,31 0,40 4.5,31"/>`);
    const { markup: trusts } = drawArrow({ means: 'trusts', points });
    expect(trusts).toContain(`<polyline ${HEAD} points="-4.5,31 0,40 4.5,31"/>`);
  });

  test('has its word where it is placed, and none where the word of another is its own', () => {
    expect(drawArrow({ means: 'trusts', points, word: [5, 20] }).markup).toContain('x="5" y="20">trusts</text>');
    expect(drawArrow({ means: 'trusts', points }).markup).not.toContain('<text');
  });

  test('has no head where it runs into another, whose head is its own', () => {
    expect(drawArrow({ means: 'signs', points, joins: true }).markup).not.toContain(HEAD);
  });
});

describe('a picture', () => {
  const box: Omit<PlacedBox, 'shape'> = { x: 10, y: 20, width: 100, height: 50, texts: [] };
  const drawn = (...boxes: PlacedBox[]) =>
    draw(
      { width: 120, height: 80.5, boxes, arrows: [] },
      { id: 'a', layout: 'wide', title: 'Who calls', sentences: ['One.', 'Two.'] },
    ).markup;

  test.each([
    ['callers', '10', []],
    ['authority', '18', ['<rect class="inner" x="14" y="24" width="92" height="42" rx="14"/>']],
    ['listener', '0', ['<rect class="bar" x="10" y="20" width="5" height="50"/>']],
  ] as const)('tells boxes apart without colour: %s', (shape, round, more) => {
    const markup = drawn({ ...box, shape });
    expect(markup).toContain(`<rect class="box" x="10" y="20" width="100" height="50" rx="${round}"/>`);
    expect(markup.match(/<rect class="(inner|bar)".*?\/>/g) ?? []).toEqual(more);
  });

  test('has texts from their place on, or up to it', () => {
    const texts = [
      { style: 'note', text: 'a<b', x: 1, y: 2 },
      { style: 'note', text: 'c', x: 3, y: 4, atEnd: true },
    ] as const;
    expect(drawn({ ...box, shape: 'callers', texts }).match(/<text.*/g)).toEqual([
      '<text class="note" x="1" y="2">a&lt;b</text>',
      '<text class="note at-end" x="3" y="4">c</text>',
    ]);
  });

  test('has a margin of one, and is told to whoever does not see it', () => {
    const markup = drawn();
    expect(markup).toContain('class="graph wide" viewBox="-1 -1 122 83" role="img" aria-labelledby="a-title a-desc"');
    expect(markup).toContain('<title id="a-title">Who calls</title>');
    expect(markup).toContain('<desc id="a-desc">One. Two.</desc>');
  });
});
