import type { Construct } from 'constructs';
import { type Written, writtenIn } from '../../../core/objects/written';
import type { Problem } from '../../../core/problem';
import { checkKeys } from './certificate-keys';
import { checkNames } from './certificate-names';
import { checkSecret } from './certificate-secret';
import { checkTimes } from './certificate-times';
import { checkIssuerType } from './issuer-type';
import { type NamedObject, ObjectFields } from './object-fields';

const CHECKS: Readonly<Record<string, readonly ((spec: ObjectFields) => void)[]>> = {
  Certificate: [checkNames, checkKeys, checkTimes, checkSecret],
  Issuer: [checkIssuerType],
  ClusterIssuer: [checkIssuerType],
};

/**
 * The Certificates and Issuers of an App that cert-manager's webhook would refuse when they are applied, whoever made them, as
 * far as they have fields that this library emits: a Certificate, a CA, a Vault.
 * Source: cert-manager 1.21, internal/apis/certmanager/validation, and the schemas of its CustomResourceDefinitions.
 */
export function refusedByWebhook(app: Construct): Problem[] {
  return writtenIn(app).flatMap(problemsOf);
}

/** What the webhook would refuse about an object. */
export function refusedByCertManager(object: NamedObject, spec: unknown): Problem[] {
  const fields = ObjectFields.spec(object, spec);
  for (const check of Object.hasOwn(CHECKS, object.kind) ? CHECKS[object.kind] : []) check(fields);
  return fields.problems;
}

function problemsOf({ json: { apiVersion, kind, metadata, spec }, construct }: Written): Problem[] {
  if (!String(apiVersion).startsWith('cert-manager.io/')) return [];
  return refusedByCertManager({ kind, name: metadata?.name, path: construct.node.path }, spec);
}
