import { Chart } from 'cdk8s';
import { Permission } from '../../src/access/permission';
import { RbacRoleSet } from '../../src/access/rbac-role-set';
import { Subject } from '../../src/access/subject';
import { TemporalNamespaces } from '../../src/access/temporal-namespaces';
import { CertificateAuthority } from '../../src/pki/authorities/certificate-authority';
import { MtlsPki } from '../../src/pki/mtls-pki';
import { AuthorityGeneration } from '../../src/pki/rotation/authority-generation';
import { Program } from '../gen/program';

/** A text that would be a script where it reached a page as it stands. */
export const HOSTILE = `<script>alert("1")</script>'&amp;`;

/** More callers than a drawing lists. */
export const MANY = 30;

/**
 * A program that asks much of a page: two tenants, many callers with long names, people who have left, callers without a role,
 * reasons and descriptions in markup, an authority in the middle of a rotation, an error, and a PKI without a server.
 */
export function reportedProgram(): Program {
  const program = new Program();
  const roles = new RbacRoleSet(program.chart, 'Roles', {
    temporalNamespaces: ['payments', 'orders'],
    predefined: { worker: { temporalNamespaces: TemporalNamespaces.of('payments'), acceptCoarse: HOSTILE } },
  });
  roles.addUser('someone-who-left', {
    email: 'left@example.com',
    roles: [roles.predefined.admin],
    temporalNamespaces: TemporalNamespaces.all(),
    active: false,
  });
  const starter = roles.addRole('starter', {
    description: HOSTILE,
    permissions: [Permission.WORKFLOW_START],
    temporalNamespaces: TemporalNamespaces.of('orders'),
  });
  starter.bind(Subject.service('ci'));
  const pki = new MtlsPki(program.chart, 'Pki', {
    internode: CertificateAuthority.selfSigned({ generation: AuthorityGeneration.introduce(2) }),
    clients: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
  });
  const auth = program.stack({ pki, roles });
  auth.acknowledge('UNCHECKED_REQUESTS', HOSTILE);
  const worker = roles.predefined.worker;
  for (let index = 0; index < MANY; index++) {
    worker.bind(auth.addService(`worker-of-a-department-with-a-long-name-${index}`, { temporalNamespace: 'payments' }));
  }
  auth.addService('idle', { temporalNamespace: 'orders' });
  for (const team of ['orders', 'a-team-with-a-long-name']) {
    const tenant = pki.addTenant(team);
    worker.bind(auth.addService(`${team}-work`, { temporalNamespace: 'orders', tenant }));
  }
  const alone = new MtlsPki(new Chart(program.app, 'alone', { namespace: 'alone' }), 'Pki', { namePrefix: 'alone' });
  alone.addPersonCertificate('admin');
  return program;
}
