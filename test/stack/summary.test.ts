import { Enforcement } from '../../src/access/enforcement';
import { Permission } from '../../src/access/permission';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { effects } from '../../src/core/effects';
import { Program } from '../gen/program';
import { synthesis } from '../support/synthesis';

/** What is printed when a program has ended well, of a synthesis of this stack. */
function summaryOf(declare: (program: Program) => void): string[] {
  let atEnd: () => void = () => undefined;
  const end = jest.spyOn(effects, 'atEnd').mockImplementation((task) => {
    atEnd = task;
  });
  const { warnings, error } = synthesis((outdir) => {
    const program = new Program(outdir);
    declare(program);
    program.app.synth();
    effects.warn('written');
    atEnd();
  });
  end.mockRestore();
  expect(error).toBe('');
  return warnings.slice(warnings.indexOf('written') + 1);
}

function bind(program: Program, count: number): void {
  const roles = program.roles();
  const auth = program.stack({ roles });
  auth.acknowledge('UNCHECKED_REQUESTS', 'only the platform team may create CertificateRequests');
  for (let index = 0; index < count; index++) {
    roles.predefined.worker.bind(auth.addService(`worker-${index}`, { temporalNamespace: 'payments' }));
  }
  auth.addService('idle', { temporalNamespace: 'payments' });
}

describe('the summary of a synthesis', () => {
  test('says at the end what was made, what each caller may do, and what was found', () => {
    expect(summaryOf((program) => bind(program, 1))).toEqual([
      expect.stringMatching(/^temporal.*: Temporal \d+\.\d+\.\d+ at temporal-frontend\.temporal\..*:7233$/),
      expect.stringMatching(/^ {2}objects: \d+ Certificate, \d+ Issuer, /),
      '  authorities: self-signed (internode, frontend, clients, database)',
      '  service worker-0: payments:write',
      '  service idle: nothing',
      '  findings: accepted 1 COARSE_ROLE, 1 UNCHECKED_REQUESTS; open 1 UNBOUND_SERVICE',
    ]);
  });

  test('says where the policy server decides which roles each caller holds, where and until when', () => {
    const lines = summaryOf((program) => {
      const roles = program.roles();
      const auth = program.stack({ roles, enforcement: Enforcement.policy({ groupsClaimName: 'groups' }) });
      roles.predefined.worker.bind(auth.addService('worker', { temporalNamespace: 'payments' }));
      auth.addService('idle', { temporalNamespace: 'payments' });
      roles.predefined.admin.bind(Subject.oidcGroup('ops', { mappedByProvider: true }));
      const people = { email: 'ann@example.com', roles: [roles.predefined.admin], active: true };
      roles.addUser('ann', {
        ...people,
        temporalNamespaces: TemporalNamespaces.of('payments'),
        expires: '2030-01-01T00:00:00Z',
      });
      roles.addUser('left', { ...people, temporalNamespaces: TemporalNamespaces.all(), active: false });
    });
    expect(lines.filter((line) => /^ {2}(service|user|group)/.test(line))).toEqual([
      '  group ops: temporal-admin everywhere',
      '  service worker: temporal-worker in payments',
      '  user ann: temporal-admin in payments; until 2030-01-01T00:00:00Z',
      '  service idle: nothing',
    ]);
  });

  test('lists some callers and counts the others', () => {
    const lines = summaryOf((program) => bind(program, 20));
    expect(lines.filter((line) => line.startsWith('  service'))).toHaveLength(12);
    expect(lines).toContain('  and 9 more, in permissionTable() and "npx temporal-auth report"');
  });

  test('is not printed where the program asks for quiet', () => {
    expect(summaryOf((program) => void program.stack({ summary: false }))).toEqual([]);
  });

  test('is not asked for where the program is refused', () => {
    const end = jest.spyOn(effects, 'atEnd');
    const { error } = synthesis((outdir) => {
      const program = new Program(outdir);
      const roles = program.roles();
      program.stack({ roles });
      roles.addRole('held-by-nobody', {
        permissions: [Permission.WORKFLOW_START],
        temporalNamespaces: TemporalNamespaces.of('payments'),
        acceptCoarse: 'starters may make every call that write grants',
      });
      program.app.synth();
    });
    expect(error).toContain('[EMPTY_ROLE]');
    expect(end).not.toHaveBeenCalled();
    end.mockRestore();
  });
});
