import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { formatRefusal } from '../../../core/errors';
import { rendered } from '../../../core/rendering';
import { checkKeys } from './certificate-keys';
import { checkNames } from './certificate-names';
import { checkSecret } from './certificate-secret';
import { checkTimes } from './certificate-times';
import { checkIssuerType } from './issuer-type';
import { type FieldProblem, ObjectFields } from './object-fields';

/** The checks of each kind. */
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
export function refusedByWebhook(_app: Construct, objects: readonly ApiObject[]): string[] {
  return objects.flatMap(problemsOf);
}

/** What the webhook would refuse about an object. */
export function refusedByCertManager(kind: string, spec: unknown): FieldProblem[] {
  const fields = ObjectFields.spec(spec);
  for (const check of Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : []) check(fields);
  return fields.problems;
}

function problemsOf(object: ApiObject): string[] {
  if (!object.apiVersion.startsWith('cert-manager.io/')) return [];
  let spec: unknown;
  try {
    spec = rendered(object).spec;
  } catch {
    return []; // whoever renders it says why that fails
  }
  return refusedByCertManager(object.kind, spec).map(({ field, ...problem }) =>
    formatRefusal('REFUSED_BY_CERT_MANAGER', {
      option: `${object.kind} ${object.name} ${field}`,
      path: object.node.path,
      ...problem,
    }),
  );
}
