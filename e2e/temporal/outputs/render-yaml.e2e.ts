import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkText } from '../../../src/core/text';
import { renderYaml } from '../../../src/temporal/outputs/render-yaml';
import { checkTemporalConfig } from '../../harness/temporal/temporal-config-check';

const CHUNK = 5_000;

function accepts(text: string): boolean {
  try {
    checkText(text, 'text', 'a text', 10);
    return true;
  } catch {
    return false;
  }
}

/** The code points of the first plane that an option takes, and those at both ends of each other plane. */
function acceptedCharacters(): string[] {
  const asked = Array.from({ length: 0x110000 }, (_, code) => code).filter(
    (code) => code <= 0xffff || (code & 0xffff) < 0x80 || (code & 0xffff) > 0xff80,
  );
  return asked.map((code) => String.fromCodePoint(code)).filter((each) => accepts(`a${each}b`));
}

describe('a configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'render-yaml-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Whether the server's own loader reads a configuration with these texts. */
  function loads(texts: readonly string[]): string {
    const store = {
      sql: { pluginName: 'postgres12', databaseName: 't', connectAddr: 'h:5432', connectProtocol: 'tcp' },
    };
    const file = join(folder, 'config.yaml');
    const config = {
      persistence: { defaultStore: 's', visibilityStore: 's', numHistoryShards: 4, datastores: { s: store } },
      global: {
        authorization: { authorizer: 'default', claimMapper: 'default', jwtKeyProvider: { keySourceURIs: texts } },
      },
      services: { 'internal-frontend': { rpc: { grpcPort: 7236 } } },
    };
    writeFileSync(file, renderYaml(config, 'config'));
    return checkTemporalConfig(file).error;
  }

  test('is read by the server with every character that an option takes', () => {
    const characters = acceptedCharacters();
    expect(characters.length).toBeGreaterThan(60_000);
    const texts = Array.from({ length: Math.ceil(characters.length / CHUNK) }, (_, index) =>
      characters.slice(index * CHUNK, (index + 1) * CHUNK).join(''),
    );
    expect(loads(texts)).toBe('');
  });

  test.each(['\ufffe', '\uffff'])('is not read with %j, which no option takes', (character) => {
    expect(accepts(`a${character}b`)).toBe(false);
    expect(loads([`a${character}b`])).toMatch(/control characters are not allowed/);
  });
});
