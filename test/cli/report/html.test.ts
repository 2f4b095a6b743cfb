import { html, joined, NOTHING, styleSheet } from '../../../src/cli/report/html';

describe('markup', () => {
  test('F15 escapes what is filled in, in content and in attributes', () => {
    const text = `"><img src='x' onerror=alert(1)>&amp;`;
    const escaped = '&quot;&gt;&lt;img src=&#39;x&#39; onerror=alert(1)&gt;&amp;amp;';
    expect(html`<p title="${text}">${text}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  test('holds what was made before as it is, and numbers', () => {
    expect(html`<ul>${[html`<li>${1}</li>`, html`<li>${'<'}</li>`]}</ul>${NOTHING}`.markup).toBe(
      '<ul><li>1</li><li>&lt;</li></ul>',
    );
  });

  test('F15 takes nothing that only looks like markup', () => {
    const alike = { markup: '<script>' } as never;
    expect(() => html`${alike}`).toThrow(TypeError);
  });

  test('stands with a separator between', () => {
    expect(joined([html`<b>a</b>`, html`<b>b</b>`], ' < ').markup).toBe('<b>a</b> &lt; <b>b</b>');
  });

  test('is a style sheet as it was written', () => {
    expect(html`<style>${styleSheet('a > b { content: "x"; }')}</style>`.markup).toBe(
      '<style>a > b { content: "x"; }</style>',
    );
  });
});
