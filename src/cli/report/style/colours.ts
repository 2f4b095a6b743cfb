/** The colours, dark where a reader prefers that, and light on paper. Every text has a contrast of at least 4.5 with what is behind it. */
export const COLOURS = `
:root {
  color-scheme: light;
  --paper: #fbfbfa; --card: #ffffff; --soft: #f1f3f5; --ink: #1c2128; --quiet: #55606e; --line: #d5dae0; --strong-line: #8a94a1;
  --link: #1a5187; --signs: #1f5f43; --trusts: #274f8d; --error: #a3200d; --warning: #7d4a00; --good: #1f5f43;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --paper: #14171b; --card: #1a1e24; --soft: #22272f; --ink: #e4e7eb; --quiet: #a5aeba; --line: #343b45; --strong-line: #77818d;
    --link: #8fbdee; --signs: #86cba5; --trusts: #9dbcf0; --error: #ff9e8c; --warning: #efc374; --good: #86cba5;
  }
}
`;
