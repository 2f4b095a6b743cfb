import { uiUrl } from '../../src/authn/ui-url';
import { refusalOf } from '../support/refusal';

const read = (value: string) => uiUrl(value, 'ui');

describe('the URL of the UI', () => {
  test.each([
    ['https://temporal.example.com', 'https://temporal.example.com'],
    ['https://temporal.example.com/', 'https://temporal.example.com'],
    ['HTTPS://temporal.example.com:8443/ui//', 'https://temporal.example.com:8443/ui'],
    ['https://tools.example.com/a/temporal-ui_2.0', 'https://tools.example.com/a/temporal-ui_2.0'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://127.0.0.1:8233', 'http://127.0.0.1:8233'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is read as %s', (given, meant) => {
    expect(read(given)).toBe(meant);
  });

  test.each([
    ['the callback', 'https://temporal.example.com/auth/sso/callback'],
    ['the callback of UI v1', 'https://temporal.example.com/ui/auth/sso_callback'],
    ['the login', 'https://temporal.example.com/login'],
    ['what the browser shows', 'https://temporal.example.com/namespaces/default/workflows'],
  ])('that is %s is told what to write', (_, url) => {
    const { code, option, fix } = refusalOf(() => read(url));
    expect({ code, option }).toEqual({ code: 'INVALID_URL', option: 'ui' });
    expect(fix).toMatch(/^Write https:\/\/temporal\.example\.com(\/ui)?:/);
  });

  test.each([
    ['a query, which would stand in front of the callback’s path', 'https://temporal.example.com/?x=1'],
    ['a path that a browser writes otherwise', 'https://temporal.example.com/a/../ui'],
    ['a path that the UI compares as it stands', 'https://temporal.example.com/%75i'],
    ['an empty segment', 'https://temporal.example.com/a//b'],
    ['a path in which the page would end', "https://temporal.example.com/a'b"],
    ['http to another machine', 'http://temporal.example.com'],
    ['http to a name that is longer', 'http://localhost.example.com'],
    ['http to what only begins so', 'http://127.0.0.1.example.com'],
    ['http past a user', 'http://localhost@temporal.example.com'],
  ])('with %s is refused', (_, url) => {
    expect(refusalOf(() => read(url))).toMatchObject({ code: 'INVALID_URL', option: 'ui' });
  });
});
