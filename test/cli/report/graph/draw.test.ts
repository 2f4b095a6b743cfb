import { drawArrow } from '../../../../src/cli/report/graph/draw';

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
