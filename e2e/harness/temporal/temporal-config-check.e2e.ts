import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigCheck, checkTemporalConfig } from './temporal-config-check';

const CONFIG = `
persistence:
  defaultStore: default
  visibilityStore: visibility
  numHistoryShards: 4
  datastores:
    default:
      sql:
        pluginName: postgres12
        databaseName: temporal
        connectAddr: postgres:5432
        connectProtocol: tcp
    visibility:
      sql:
        pluginName: postgres12
        databaseName: temporal_visibility
        connectAddr: postgres:5432
        connectProtocol: tcp
global:
  authorization:
    authorizer: default
    claimMapper: default
services:
  internal-frontend:
    rpc:
      grpcPort: 7236
`;

describe('the strict check of a Temporal server configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-check-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a configuration that the server reads whole passes', () => {
    expect(check(CONFIG)).toEqual({ ok: true, unknown: [], error: '' });
  });

  test.each([
    ['misspelt', 'authorizer: default', 'authoriser: default', 'authoriser'],
    ['wrongly cased', 'claimMapper:', 'ClaimMapper:', 'ClaimMapper'],
    ['on the wrong level', 'global:', 'tls: {}\nglobal:', 'tls'],
    [
      'of a list type that has another name',
      'global:',
      'global:\n  tls: {frontend: {server: {clientCAFiles: []}}}',
      'clientCAFiles',
    ],
  ])('a key that is %s is named with its line', (_, correct, wrong, key) => {
    const checked = check(CONFIG.replace(correct, wrong));
    expect(checked.ok).toBe(false);
    expect(checked.unknown).toEqual([expect.stringMatching(new RegExp(`^line \\d+: field ${key} not found in type `))]);
  });

  test.each([
    [
      'a second document, which the server would not read',
      `${CONFIG}---\nlog: {}\n`,
      /follows the first YAML document/,
    ],
    ['a duplicate key', `${CONFIG}log: {}\nlog: {}\n`, /already defined/],
    [
      'a number where a duration belongs',
      CONFIG.replace('global:', 'global:\n  tls: {refreshInterval: 60}'),
      /cannot unmarshal/,
    ],
    ['a text that would be run as a template', `# enable-template\n${CONFIG}`, /template/],
    ['a section that decodes itself, past the strict check', `${CONFIG}otel: {}\n`, /otel/],
    [
      'publicClient beside internal-frontend',
      `${CONFIG}publicClient: {hostPort: "x:7233"}\n`,
      /publicClient must be empty/,
    ],
    [
      'an authorizer that the server does not have',
      CONFIG.replace('authorizer: default', 'authorizer: oidc'),
      /unknown authorizer: oidc/,
    ],
    ['no datastore', CONFIG.replace('defaultStore: default', 'defaultStore: other'), /other/],
  ])('%s is refused', (_, text, reason) => {
    const checked = check(text);
    expect(checked.ok).toBe(false);
    expect(checked.error).toMatch(reason);
  });

  test('a file that is not there is refused', () => {
    expect(checkTemporalConfig(join(folder, 'none.yaml'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('no such file'),
    });
  });

  function check(text: string): ConfigCheck {
    const file = join(folder, 'config.yaml');
    writeFileSync(file, text);
    return checkTemporalConfig(file);
  }
});
