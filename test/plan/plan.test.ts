import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { planFor, readPlan } from '../../src/plan/plan';
import { LocalFolder } from '../support/local-program';
import { codeOf } from '../support/refusal';

const folder = new LocalFolder();
const written = readFileSync(
  folder.plan(({ pki, elsewhere }) => {
    pki.addServiceCertificate('worker', { scope: elsewhere });
    pki.addPersonCertificate('admin');
  }),
  'utf8',
);

/** Reads the plan with one thing of its last certificate changed. */
const readWith = (change: (certificate: Record<string, Record<string, unknown>>) => void) => {
  const plan = JSON.parse(written);
  change(plan.stores[0].certificates.at(-1));
  return readPlan(JSON.stringify(plan), 'plan.json');
};

/** The plan of a program that declares nothing, with some fields of its own. */
const emptyWith = (fields: object) => JSON.stringify({ ...planFor(new App()), ...fields });

describe('a plan', () => {
  test('is read as it was written', () => {
    expect(readPlan(written, 'plan.json')).toEqual(JSON.parse(written));
  });

  test('P01 holds no key, nor anything that could be one', () => {
    expect(written).not.toMatch(/PRIVATE|BEGIN/);
  });

  test.each([
    ['no JSON', 'not json', 'INVALID_VALUE'],
    ['another format', emptyWith({ format: 2 }), 'INVALID_VALUE'],
    ['something else', emptyWith({ extra: 1 }), 'UNKNOWN_OPTION'],
    ['no list', emptyWith({ stores: {} }), 'WRONG_TYPE'],
    ['nothing of rotations', emptyWith({ rotations: undefined }), 'MISSING_OPTION'],
    ['F01 a key of the language', emptyWith({}).replace('{', '{"__proto__":{},'), 'UNSAFE_KEY'],
  ])('is refused with %s', (_what, text, code) => {
    expect(codeOf(() => readPlan(text, 'plan.json'))).toBe(code);
  });

  test.each<[string, (trust: Record<string, unknown>) => void]>([
    [
      'an object whose name would be an option of kubectl',
      (trust) => Object.assign(trust, { name: '--all-namespaces' }),
    ],
    ['an object whose name leads out of a folder', (trust) => Object.assign(trust, { namespace: '../..' })],
    ['a key that would end a text of a template', (trust) => Object.assign(trust, { key: 'x")' })],
  ])('is refused with %s', (_what, change) => {
    const plan = JSON.parse(written);
    change(plan.edges[0].caller.trust[0]);
    expect(codeOf(() => readPlan(JSON.stringify(plan), 'plan.json'))).toMatch(/^INVALID_(NAME|VALUE)$/);
  });

  test.each(['pki', './pki', '/home/ann/pki/../.ssh'])('F04 is refused with a store in %s', (folder) => {
    const plan = JSON.parse(written);
    plan.stores[0].folder = folder;
    expect(codeOf(() => readPlan(JSON.stringify(plan), 'plan.json'))).toBe('INVALID_VALUE');
  });

  test('is read with values of a secret store behind the prefix of a program', () => {
    const read = readWith(({ secret }) => {
      secret.remoteKey = `team-a/pki.v2/${secret.remoteKey}`;
    });
    expect(read.stores[0].certificates.at(-1)?.secret?.remoteKey).toMatch(/^team-a\/pki\.v2\//);
  });

  test.each<[string, (certificate: Record<string, Record<string, unknown>>) => void]>([
    [
      'a value whose name would end a quotation',
      ({ secret }) => {
        secret.remoteKey = "a'; reboot; '";
      },
    ],
    [
      'F04 the value of somebody else in the secret store',
      ({ secret }) => {
        secret.remoteKey = 'production/database/password';
      },
    ],
    [
      'F04 a value whose name ends like its own',
      ({ secret }) => {
        secret.remoteKey = `x${secret.namespace}/${secret.name}`;
      },
    ],
    [
      'F04 a path of the secret store that leads elsewhere',
      ({ secret }) => {
        secret.remoteKey = `../sys/policy/${secret.namespace}/${secret.name}`;
      },
    ],
    [
      'a usage that no leaf has',
      ({ profile }) => {
        profile.extendedKeyUsages = ['any'];
      },
    ],
    [
      'a kind that does not exist',
      ({ profile }) => {
        profile.kind = 'super';
      },
    ],
  ])('is refused with %s', (_what, change) => {
    expect(codeOf(() => readWith(change))).toBe('INVALID_VALUE');
  });
});
