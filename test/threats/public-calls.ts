import { Secret } from 'cdk8s-plus-27';
import * as lib from 'cdk8s-temporal-auth';
import { Program } from '../gen/program';
import { auth, pod, program, role, roleProps, roles, scope, secret, trust, userProps, workload } from './fixtures';
import { permissions } from './policy-options';

/** Arguments that are right, and what reads them. */
export interface Call {
  readonly valid: readonly unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: these tests pass what the types forbid
  readonly use: (...args: any[]) => unknown;
}

/** A stack whose own warnings are acknowledged. */
const acknowledging = new Program().stack();
const decided = new Program().stack();
decided.roles.addRole('admin', {
  permissions: [lib.Permission.ADMIN],
  temporalNamespaces: lib.TemporalNamespaces.all(),
});
const certificate = acknowledging.pki.node.findChild('Certificate-temporal-frontend');

/** Every call with arguments that are not options objects. */
export const CALLS: Readonly<Record<string, Call>> = {
  'AuthorityGeneration.introduce': { valid: [2], use: lib.AuthorityGeneration.introduce },
  'AuthorityGeneration.only': { valid: [1], use: lib.AuthorityGeneration.only },
  'AuthorityGeneration.signWith': { valid: [2], use: lib.AuthorityGeneration.signWith },
  'CertificateAuthority.clusterIssuer': { valid: ['company'], use: lib.CertificateAuthority.clusterIssuer },
  'CertificateAuthority.issuer': { valid: ['company'], use: lib.CertificateAuthority.issuer },
  'CloudIdentity.azureWorkloadIdentity': {
    valid: ['01234567-89ab-cdef-0123-456789abcdef'],
    use: lib.CloudIdentity.azureWorkloadIdentity,
  },
  'CloudIdentity.gkeWorkloadIdentity': {
    valid: ['temporal@project-1.iam.gserviceaccount.com'],
    use: lib.CloudIdentity.gkeWorkloadIdentity,
  },
  'CloudIdentity.irsa': { valid: ['arn:aws:iam::123456789012:role/r'], use: lib.CloudIdentity.irsa },
  'CompiledPolicy.fromJson': { valid: [auth.policy().toJson()], use: lib.CompiledPolicy.fromJson },
  'CompiledPolicy.getRolePermissions': {
    valid: ['admin'],
    use: (name) => decided.policy().getRolePermissions(name),
  },
  'CompiledPolicy.getUserPermissions': {
    valid: ['ann', 'payments'],
    use: (user, namespace) => decided.policy().getUserPermissions(user, namespace),
  },
  'CompiledPolicy.getUserRoles': { valid: ['ann'], use: (user) => decided.policy().getUserRoles(user) },
  'CompiledPolicy.validateUserAccess': {
    valid: ['ann', 'payments', 'temporal:workflow:start'],
    use: (...args: [string, string, string]) => decided.policy().validateUserAccess(...args),
  },
  'ExternalSecretsBinding.addFile': {
    valid: ['f', lib.SecretTemplate.literal('x')],
    use: (key, template) => program.vaultIn(scope()).addFile(key, template),
  },
  'ExternalSecretsBinding.fetch': {
    valid: ['k', 'temporal/x', 'p'],
    use: (...args: [string, string, string]) => program.vaultIn(scope()).fetch(...args),
  },
  'IssuerTrust.caCertificate': { valid: [trust], use: lib.IssuerTrust.caCertificate },
  'IssuerTrust.caCertificates': { valid: [[trust]], use: lib.IssuerTrust.caCertificates },
  'MtlsPki.acknowledge': {
    valid: ['UNCHECKED_REQUESTS', 'an admission policy decides', acknowledging],
    use: (code, reason, at) => acknowledging.pki.acknowledge(code, reason, at),
  },
  'MtlsPki.addPersonCertificate': {
    valid: ['ann'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addPersonCertificate(name),
  },
  'MtlsPki.addServiceCertificate': {
    valid: ['api'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addServiceCertificate(name),
  },
  'MtlsPki.addTenant': {
    valid: ['team'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addTenant(name),
  },
  'MtlsPki.unsafeAllowPatch': {
    valid: ['/spec/duration', 'our monitoring wants it', certificate],
    use: (path, reason, at) => acknowledging.pki.unsafeAllowPatch(path, reason, at),
  },
  'Permission.parse': { valid: ['temporal:workflow:start'], use: lib.Permission.parse },
  'PodFiles.addTo': {
    valid: [pod, pod.addContainer({ image: 'temporalio/ui' })],
    use: (pod, container) => auth.ui.addTo(pod, container),
  },
  'PodFiles.addToWorkload': {
    valid: [workload()],
    use: (workload) => auth.ui.addToWorkload(workload, { container: 'main' }),
  },
  'RbacRoleSet.addRole': { valid: ['reader'], use: (name) => roles.addRole(name, roleProps) },
  'RbacRoleSet.addUser': { valid: ['ann'], use: (id) => roles.addUser(id, userProps) },
  'RbacRoleSet.guarantee': {
    valid: ['nobody does', lib.Guarantee.only(permissions)],
    use: (name, stated) => new lib.RbacRoleSet(scope(), 'R', { temporalNamespaces: ['a'] }).guarantee(name, stated),
  },
  'Role.bind': { valid: [lib.Subject.service('x')], use: (subject) => role.bind(subject) },
  'SecretRef.existing': { valid: ['secret', 'key'], use: lib.SecretRef.existing },
  'SecretRef.fromSecret': {
    valid: [Secret.fromSecretName(program.chart, 'Ref', 'x'), 'key'],
    use: lib.SecretRef.fromSecret,
  },
  'SecretStoreRef.clusterStore': { valid: ['vault'], use: lib.SecretStoreRef.clusterStore },
  'SecretStoreRef.store': { valid: ['vault'], use: lib.SecretStoreRef.store },
  'SecretTemplate.concat': { valid: [[lib.SecretTemplate.literal('x')]], use: lib.SecretTemplate.concat },
  'SecretTemplate.literal': { valid: ['x'], use: lib.SecretTemplate.literal },
  'SecretTemplate.quoted': { valid: [secret], use: lib.SecretTemplate.quoted },
  'Subject.oidcGroup': { valid: ['g'], use: (name) => lib.Subject.oidcGroup(name, { mappedByProvider: true }) },
  'Subject.service': { valid: ['x'], use: lib.Subject.service },
  'TemporalAuthStack.acknowledge': {
    valid: ['UNBOUND_SERVICE', 'its roles come later', acknowledging],
    use: (code, reason, at) => acknowledging.acknowledge(code, reason, at),
  },
  'TemporalAuthStack.addService': {
    valid: ['x'],
    use: (name) => new Program().stack().addService(name, { temporalNamespace: 'default' }),
  },
  'TemporalAuthStack.claimsFor': { valid: [lib.Subject.service('x')], use: (subject) => auth.claimsFor(subject) },
  'TemporalAuthStack.unsafeAllowPatch': {
    valid: ['/spec/duration', 'our monitoring wants it', certificate],
    use: (path, reason, at) => acknowledging.unsafeAllowPatch(path, reason, at),
  },
  'TemporalNamespaces.of': { valid: ['payments'], use: lib.TemporalNamespaces.of },
  'Tenant.addPersonCertificate': {
    valid: ['ann'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addTenant('team').addPersonCertificate(name),
  },
  'Tenant.addServiceCertificate': {
    valid: ['api'],
    use: (name) => new lib.MtlsPki(scope(), 'P').addTenant('team').addServiceCertificate(name),
  },
  'TrustRef.configMap': { valid: ['trust', 'ca.crt'], use: lib.TrustRef.configMap },
  'TrustRef.secret': { valid: ['trust', 'ca.crt'], use: lib.TrustRef.secret },
  'VaultAuthentication.token': { valid: [secret], use: lib.VaultAuthentication.token },
};
