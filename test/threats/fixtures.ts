import { Chart, Duration } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import * as plus33 from 'cdk8s-plus-33';
import * as lib from 'cdk8s-temporal-auth';
import { Program } from '../gen/program';

export const program = new Program();
export const pki = new lib.MtlsPki(program.chart, 'Pki');
export const tenant = pki.addTenant('team');
export const auth = program.stack({ pki });
export const secret = lib.SecretRef.existing('secret', 'key');
export const trust = lib.TrustRef.secret('trust', 'ca.crt');
export const otherTrust = lib.TrustRef.secret('other-trust', 'ca.crt');
export const cloud = lib.CloudIdentity.irsa('arn:aws:iam::123456789012:role/r');
export const store = lib.SecretStoreRef.store('vault');
export const root = new lib.SharedRoot({ name: 'company' });
export const otherRoot = new lib.SharedRoot({ name: 'company-2' });
export const authority = lib.CertificateAuthority.selfSigned();
export const everywhere = lib.TemporalNamespaces.all();
export const roles = new lib.RbacRoleSet(program.chart, 'Roles', { temporalNamespaces: ['payments'] });
export const role = roles.addRole('admin', { permissions: [lib.Permission.ADMIN], temporalNamespaces: everywhere });
export const lifetime = { duration: Duration.days(30), renewBefore: Duration.days(10) };

let count = 0;
/** Names and scopes that nothing else has: what a call that was taken leaves behind meets no other. */
export const fresh = () => `n${++count}`;
export const scope = () => new Chart(program.app, fresh(), { namespace: 'temporal' });
export const roleProps = {
  permissions: [lib.Permission.WORKFLOW_READ],
  temporalNamespaces: everywhere,
  acceptCoarse: 'accepted',
};
export const userProps = { email: 'ann@example.com', roles: [role], temporalNamespaces: everywhere, active: true };
export const roleGrant = { temporalNamespaces: everywhere, acceptCoarse: 'accepted' };
export const pod = new Deployment(program.chart, 'Ui', {
  serviceAccount: auth.ui.identity.asServiceAccount(),
  securityContext: { fsGroup: 1000 },
});
/** The same, of the kind that `cdk8s init` gives. */
export const workload = () => new plus33.Pod(scope(), 'Pod', { containers: [{ name: 'main', image: 'a' }] });
export const bundlePki = new lib.MtlsPki(program.chart, 'BundlePki', {
  namePrefix: 'bundle',
  frontend: lib.CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
});
