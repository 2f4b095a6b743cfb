import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ClusterObjects } from '../../../src/cli/pki/cluster-objects';
import type { TrustModel } from '../../../src/pki/model/trust';
import { refusalOf } from '../../support/refusal';

const folder = mkdtempSync(path.join(tmpdir(), 'cluster-objects-'));
const { PATH } = process.env;

beforeAll(() => {
  process.env.PATH = `${folder}${path.delimiter}${PATH}`;
});
afterAll(() => {
  process.env.PATH = PATH;
  rmSync(folder, { recursive: true });
});

/** A kubectl that notes how it was called, and answers. The real one is asked in e2e. */
function kubectl(answer: string, { code = 0, complaint = '' } = {}): void {
  const file = path.join(folder, 'kubectl');
  writeFileSync(path.join(folder, 'answer'), answer);
  writeFileSync(path.join(folder, 'complaint'), complaint);
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s\\n' "$@" '' >> ${folder}/calls\ncat ${folder}/answer\ncat ${folder}/complaint >&2\nexit ${code}\n`,
  );
  chmodSync(file, 0o700);
  writeFileSync(path.join(folder, 'calls'), '');
}

const calls = () =>
  readFileSync(path.join(folder, 'calls'), 'utf8')
    .split('\n\n')
    .slice(0, -1)
    .map((call) => call.split('\n'));
const base64 = (text: string) => Buffer.from(text).toString('base64');
const secret = (name: string, key = 'tls.crt', namespace = 'temporal'): TrustModel => ({
  kind: 'Secret',
  namespace,
  name,
  key,
});

describe('certificates in a cluster', () => {
  test('are what kubectl prints, by object and key; what it does not print is not there', () => {
    kubectl(`a tls.crt ${base64('A\nÄ')}\nb ca.crt ${base64('B')}\n`);
    const texts = new ClusterObjects().read([secret('a'), secret('b', 'ca.crt'), secret('c')]);
    expect([...texts]).toEqual([
      ['Secret temporal/a tls.crt', 'A\nÄ'],
      ['Secret temporal/b ca.crt', 'B'],
    ]);
  });

  test('are read from ConfigMaps, whose values are any text', () => {
    kubectl('m ca.crt %2B+one%0Atwo+%C3%84\n');
    const key: TrustModel = { kind: 'ConfigMap', namespace: 'temporal', name: 'm', key: 'ca.crt' };
    expect([...new ClusterObjects().read([key]).values()]).toEqual(['+ one\ntwo Ä']);
  });

  test('are asked for by name, once for each kind and namespace, in the cluster that is named', () => {
    kubectl('');
    const map: TrustModel = { kind: 'ConfigMap', namespace: 'temporal', name: 'm', key: 'ca.crt' };
    const options = { context: 'prod', kubeconfig: '/etc/kubeconfig' };
    new ClusterObjects(options).read([secret('a'), map, secret('a', 'ca.crt'), secret('x', 'tls.crt', 'payments')]);
    expect(calls().map((args) => args.filter((arg) => !arg.startsWith('--output')))).toEqual([
      ['get', 'secret', 'a', '--namespace=temporal', ...common()],
      ['get', 'configmap', 'm', '--namespace=temporal', ...common()],
      ['get', 'secret', 'x', '--namespace=payments', ...common()],
    ]);
    function common() {
      return ['--ignore-not-found', '--context=prod', '--kubeconfig=/etc/kubeconfig', '--request-timeout=30s'];
    }
  });

  test('P01 are asked for by a template that prints no other key', () => {
    kubectl('');
    new ClusterObjects().read([secret('a')]);
    const template = calls()[0].find((arg) => arg.startsWith('--output')) as string;
    expect(template).toContain('{{if or (and (eq $n "a") (eq $k "tls.crt"))}}');
    expect(template).not.toContain('tls.key');
  });

  test('P01 are never asked for under the name of a private key, nor taken where one stands among them', () => {
    kubectl('');
    expect(refusalOf(() => new ClusterObjects().read([secret('a', 'tls.key')]))).toMatchObject({
      code: 'INVALID_VALUE',
      option: 'Secret temporal/a tls.key',
    });
    expect(calls()).toEqual([]);
    kubectl(`a tls.crt ${base64('-----BEGIN EC PRIVATE KEY-----\nMIIB')}\n`);
    const refusal = refusalOf(() => new ClusterObjects().read([secret('a')]));
    expect([refusal.code, JSON.stringify(refusal).includes('MIIB')]).toEqual(['INVALID_VALUE', false]);
  });

  test('of several hundred objects are asked for in several calls, each once', () => {
    kubectl('');
    const names = Array.from({ length: 201 }, (_, index) => `s${index}`);
    new ClusterObjects().read(names.map((name) => secret(name)));
    expect(calls().map((args) => args.filter((arg) => names.includes(arg)))).toEqual([
      names.slice(0, 100),
      names.slice(100, 200),
      names.slice(200),
    ]);
  });

  test('are not known where kubectl fails, and what it said is told', () => {
    kubectl('', { code: 1, complaint: 'Error from server (Forbidden): secrets "a" is forbidden' });
    const refusal = refusalOf(() => new ClusterObjects({ context: 'prod' }).read([secret('a')]));
    expect(refusal.code).toBe('KUBECTL_FAILED');
    expect(refusal.fix).toContain('Forbidden');
    expect(refusal.found).toContain('context prod');
  });

  test('are not known where there is no kubectl', () => {
    process.env.PATH = '/nowhere';
    try {
      const refusal = refusalOf(() => new ClusterObjects().read([secret('a')]));
      expect(refusal).toMatchObject({ code: 'KUBECTL_FAILED', fix: expect.stringContaining('ENOENT') });
    } finally {
      process.env.PATH = `${folder}${path.delimiter}${PATH}`;
    }
  });
});
