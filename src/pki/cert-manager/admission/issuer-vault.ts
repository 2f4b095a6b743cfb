import { X509Certificate } from 'node:crypto';
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
  const secret = appRole?.object('secretRef');
  if (secret === undefined) appRole?.refuse('secretRef', 'the name of a Secret', 'Add the field.');
  secret?.require('name');
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

/** Whether base64 holds a readable certificate in PEM; Go ignores anything else in it. */
function holdsCertificates(base64: string): boolean {
  const blocks = Buffer.from(base64, 'base64')
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (blocks ?? []).some((pem) => {
    try {
      return new X509Certificate(pem).raw.length > 0;
    } catch {
      return false;
    }
  });
}

function requireStraight(fields: ObjectFields | undefined, field: string): void {
  if (fields?.text(field).split('/').includes('..')) fields.refuse(field, 'a path without ".."', 'Write it out.');
}
