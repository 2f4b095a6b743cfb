import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DirectoryObjects } from '../../../src/cli/pki/public-objects';
import type { TrustModel } from '../../../src/pki/model/trust';
import { refusalOf } from '../../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'public-objects-'));
const key = (name: string, of = 'tls.crt'): TrustModel => ({ kind: 'Secret', namespace: 'temporal', name, key: of });

function write(name: string, of: string, text: string): void {
  mkdirSync(path.join(folder, 'temporal', name), { recursive: true });
  writeFileSync(path.join(folder, 'temporal', name, of), text);
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('certificates in a folder', () => {
  test('are files by namespace, object and key; what is not there is left out', () => {
    write('a', 'tls.crt', 'A');
    const texts = new DirectoryObjects(folder).read([key('a'), key('a', 'ca.crt'), key('b')]);
    expect([...texts]).toEqual([['Secret temporal/a tls.crt', 'A']]);
  });

  test('P01 are refused where a private key stands among them, and it is not shown', () => {
    write('c', 'tls.crt', '-----BEGIN PRIVATE KEY-----\nMIIB');
    const refusal = refusalOf(() => new DirectoryObjects(folder).read([key('c')]));
    expect([refusal.code, JSON.stringify(refusal).includes('MIIB')]).toEqual(['INVALID_VALUE', false]);
    expect(refusalOf(() => new DirectoryObjects(folder).read([key('a', 'tls.key')])).code).toBe('INVALID_VALUE');
  });

  test.each(['nothing', 'temporal/a/tls.crt'])('are refused where %s is no folder', (name) => {
    const refusal = refusalOf(() => new DirectoryObjects(path.join(folder, name)).read([key('a')]));
    expect(refusal).toMatchObject({ code: 'INVALID_VALUE', option: '--directory' });
  });

  test('B113 are refused where a folder stands in the place of a file', () => {
    mkdirSync(path.join(folder, 'temporal/d/tls.crt'), { recursive: true });
    const refusal = refusalOf(() => new DirectoryObjects(folder).read([key('d')]));
    expect(refusal).toMatchObject({ code: 'INVALID_VALUE', fix: expect.stringContaining('EISDIR') });
  });
});
