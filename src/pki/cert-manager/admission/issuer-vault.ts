import { holdsCertificates } from './ca-bundle';
import type { ObjectFields } from './object-fields';

const METHODS = ['appRole', 'kubernetes', 'tokenSecretRef', 'clientCertificate', 'aws'];

/** Vault's address, its verification and cert-manager's login. Source: `ValidateVaultIssuerConfig`. */
export function checkVault(vault: ObjectFields): void {
  vault.require('server', 'path');
  requireStraight(vault, 'path');
  checkBundle(vault);
  vault.object('caBundleSecretRef')?.require('name');
  const auth = vault.object('auth');
  if (auth === undefined || !METHODS.some((method) => auth.has(method))) {
    (auth ?? vault).refuse(auth ? '' : 'auth', `one of ${METHODS.join(', ')}`, 'Say how cert-manager logs in.');
  }
  if (auth !== undefined) checkAuth(auth);
}

function checkAuth(auth: ObjectFields): void {
  auth.object('tokenSecretRef')?.require('name');
  const appRole = auth.object('appRole');
  appRole?.require('roleId', 'path');
  appRole?.requireSecret('secretRef');
  requireStraight(appRole, 'path');
  checkKubernetes(auth.object('kubernetes'));
}

function checkKubernetes(kubernetes: ObjectFields | undefined): void {
  if (kubernetes === undefined) return;
  kubernetes.require('role');
  requireStraight(kubernetes, 'mountPath');
  const account = kubernetes.object('serviceAccountRef');
  account?.require('name');
  const bySecret = (kubernetes.object('secretRef')?.text('name') ?? '') !== '';
  if (bySecret === (account !== undefined)) {
    kubernetes.refuse(
      'serviceAccountRef',
      'exactly one of serviceAccountRef and secretRef',
      'Name the ServiceAccount alone.',
    );
  }
}

function checkBundle(vault: ObjectFields): void {
  const bundle = vault.text('caBundle');
  if (bundle === '') return;
  if (vault.has('caBundleSecretRef')) {
    vault.refuse('caBundleSecretRef', 'nothing beside caBundle', 'Keep one of the two.');
  }
  if (!holdsCertificates(bundle)) vault.refuse('caBundle', 'certificates in PEM, as base64', 'Correct the bundle.');
}

function requireStraight(fields: ObjectFields | undefined, field: string): void {
  if (fields?.text(field).split('/').includes('..')) fields.refuse(field, 'a path without ".."', 'Write it out.');
}
