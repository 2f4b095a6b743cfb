import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Enforcement } from '../../../src/access/enforcement';
import { Permission } from '../../../src/access/permission';
import { Subject } from '../../../src/access/subject';
import { TemporalNamespaces } from '../../../src/access/temporal-namespaces';
import { run } from '../../../src/cli/run';
import type { Policy } from '../../../src/enforcement/policy/policy';
import { planFor } from '../../../src/plan/plan';
import { Program } from '../../gen/program';

const folder = mkdtempSync(join(tmpdir(), 'policy-commands-'));
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const POLICY: Policy = {
  version: 1,
  server: '1.32.2',
  permissions: [
    'temporal:batch:start',
    'temporal:workflow:list',
    'temporal:workflow:start',
    'temporal:workflow:terminate',
  ],
  temporalNamespaces: ['payments'],
  roles: {
    batcher: { allow: ['temporal:batch:start'], places: '*' },
    reader: { allow: ['temporal:workflow:list'], places: ['payments'] },
  },
  users: { ann: { roles: ['reader'], places: '*' } },
  services: { shop: { roles: ['batcher', 'reader'] } },
  groups: {},
  certificates: [],
};
const before = file('before.json', POLICY);
const narrower = file('narrower.json', { ...POLICY, services: { shop: { roles: ['reader'] } } });

/** Runs a command, and returns how it ended and what it said. */
async function ran(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await run(['policy', ...args], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('temporal-auth policy', () => {
  test('check says what is in a policy, and refuses what is none', async () => {
    expect(await ran('check', '--policy', before)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^policy [0-9a-f]{64}, for Temporal 1\.32\.2: 2 roles, 1 users, 1 services, 0 groups, 1 Temporal namespaces\n$/,
      ),
    });
    const refused = await ran('check', '--policy', file('other.json', { ...POLICY, version: 7 }));
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[INVALID_VALUE]') });
  });

  test('compile writes what it reads, to a file or to standard output', async () => {
    const out = join(folder, 'out.json');
    expect(await ran('compile', '--policy', before, '--out', out)).toMatchObject({ code: 0, out: '' });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(POLICY);
    expect(JSON.parse((await ran('compile', '--policy', before)).out)).toEqual(POLICY);
  });

  test('table lists roles and who holds them', async () => {
    const { out } = await ran('table', '--policy', before);
    expect(out).toContain('| service (`sub`) | `shop` | batcher, reader | all |  |');
    expect(out).toContain('| reader | `payments` | `temporal:workflow:list` |  |  |  |');
  });

  test('explain says whether and why, and ends by it', async () => {
    const asked = ['ListWorkflowExecutions', 'payments', '--policy', before];
    expect(await ran('explain', ...asked, '--user', 'ann')).toMatchObject({
      code: 0,
      out: 'allowed to user ann: user ann holds role reader\n',
    });
    expect(await ran('explain', ...asked, '--group', 'devs', 'ops')).toMatchObject({
      code: 1,
      out: 'denied to group devs, group ops: nothing grants temporal:workflow:list in payments\n',
    });
    const request = file('request.json', { terminationOperation: {} });
    const batch = await ran(
      'explain',
      'StartBatchOperation',
      'payments',
      '--policy',
      before,
      '--service',
      'shop',
      '--request',
      request,
      '--json',
    );
    expect(batch.code).toBe(1);
    expect(JSON.parse(batch.out)).toEqual({
      subject: 'service shop',
      allowed: false,
      why: 'nothing grants temporal:workflow:terminate in payments',
    });
  });

  test('who-can lists everybody who may', async () => {
    expect((await ran('who-can', 'ListWorkflowExecutions', 'payments', '--policy', before)).out).toBe(
      'WHO           WHY\nuser ann      user ann holds role reader\nservice shop  service shop holds role reader\n',
    );
    expect((await ran('who-can', 'DeleteNamespace', 'payments', '--policy', before)).out).toBe('nobody\n');
    expect((await ran('who-can', 'NoSuchApi', '--policy', before)).err).toContain('PolicyCall.api');
  });

  test('diff ends by whether somebody may do more', async () => {
    expect(await ran('diff', before, '--policy', before)).toMatchObject({ code: 0, out: 'the same\n' });
    expect((await ran('diff', before, '--policy', narrower)).code).toBe(4);
    const wider = await ran('diff', narrower, '--policy', before, '--json');
    expect(wider.code).toBe(5);
    expect(JSON.parse(wider.out)[0]).toEqual({
      subject: 'service shop',
      permission: 'temporal:batch:start',
      place: '(cluster)',
      change: 'wider',
      before: 'denied',
      after: 'allowed',
    });
  });

  describe('diff --modes', () => {
    const planned = (enforcement: Enforcement): string => {
      const program = new Program();
      const roles = program.roles();
      const reader = roles.addRole('reader', {
        permissions: [Permission.WORKFLOW_LIST],
        temporalNamespaces: TemporalNamespaces.of('payments'),
      });
      program.stack({ roles, enforcement });
      reader.bind(Subject.service('shop'));
      return file(`${enforcement._model.kind}.json`, planFor(program.app));
    };

    test('tells which calls a program decides otherwise in the other mode, and why that refuses it', async () => {
      const { code, out, err } = await ran('diff', '--modes', '--plan', planned(Enforcement.policy()));
      expect(code).toBe(5);
      const lines = out.split('\n').map((line) => line.split(/ {2,}/));
      expect(lines[0]).toEqual(['CHANGE', 'WHO', 'API', 'WHERE', 'BY POLICY', 'BY DEFAULT-AUTHORIZER']);
      const read = ['WorkflowService/DescribeWorkflowExecution', 'payments', 'denied', 'allowed'];
      expect(lines).toContainEqual(['wider', 'service shop', ...read]);
      expect(err).toBe(
        'Synthesis refuses the program with default-authorizer: ROLE_NOT_EXPRESSIBLE at temporal/Roles/reader\n',
      );
    });

    test('tells machines too, of the way back', async () => {
      const { code, out } = await ran('diff', '--modes', '--json', '--plan', planned(Enforcement.defaultAuthorizer()));
      expect(code).toBe(5); // what clients open with is allowed to whoever may do something
      const { from, to, refused, differences } = JSON.parse(out);
      expect([from, to, refused]).toEqual(['default-authorizer', 'policy', []]);
      expect(differences).toContainEqual({
        subject: 'service shop',
        api: 'WorkflowService/DescribeWorkflowExecution',
        place: 'payments',
        change: 'narrower',
        before: 'allowed',
        after: 'denied',
      });
    });

    test('is asked for a program, and instead of a policy before', async () => {
      expect((await ran('diff', '--policy', before)).err).toContain('[MISSING_OPTION]');
      expect((await ran('diff', before, '--modes', '--plan', 'any')).err).toContain('[MISSING_OPTION]');
      expect((await ran('diff', '--modes', '--policy', before)).code).toBe(2);
    });
  });

  test('test tells the cases that come out otherwise than expected', async () => {
    const cases = (allowed: boolean) =>
      file(
        'cases.yaml',
        `cases:\n  - { user: ann, api: ListWorkflowExecutions, temporalNamespace: payments, allowed: ${allowed} }\n`,
      );
    expect(await ran('test', cases(true), '--policy', before)).toMatchObject({
      code: 0,
      out: '1 cases, each decided as expected\n',
    });
    expect(await ran('test', cases(false), '--policy', before)).toMatchObject({
      code: 1,
      out: expect.stringContaining('user ann holds role reader'),
    });
    expect((await ran('test', file('none.yaml', 'cases: []'), '--policy', before)).err).toContain('[EMPTY_LIST]');
    for (const text of ['cases: [', 'cases: *unknown']) {
      expect((await ran('test', file('broken.yaml', text), '--policy', before)).err).toContain('YAML or JSON');
    }
  });
});
