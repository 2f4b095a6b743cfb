import { isSubdomain } from '../../../core/object-limits';
import { holdsCertificates } from './ca-bundle';
import { oneOf } from './certificate-keys';
import { secondsOf } from './go-duration';
import { checkDns01 } from './issuer-acme-dns';
import type { ObjectFields } from './object-fields';

const SERVICE_TYPES = ['ClusterIP', 'NodePort'];

/** The account and how names are proven. Source: `ValidateACMEIssuerConfig`. */
export function checkAcme(acme: ObjectFields): void {
  acme.require('server');
  acme.requireSecret('privateKeySecretRef');
  const bundle = acme.text('caBundle');
  if (bundle !== '' && acme.bool('skipTLSVerify')) {
    acme.refuse('skipTLSVerify', 'nothing beside caBundle', 'Remove it: the bundle says whom to trust.');
  }
  if (bundle !== '' && !holdsCertificates(bundle)) {
    acme.refuse('caBundle', 'certificates in PEM, as base64', 'Correct the bundle.');
  }
  const binding = acme.object('externalAccountBinding');
  binding?.require('keyID');
  binding?.requireSecret('keySecretRef', 'key');
  for (const solver of acme.objects('solvers')) checkSolver(solver);
}

function checkSolver(solver: ObjectFields): void {
  const kinds = ['http01', 'dns01'].filter((kind) => solver.has(kind));
  if (kinds.length !== 1) solver.refuse('', 'exactly one of http01 and dns01', 'Write two solvers.', kinds.join(', '));
  const http01 = solver.object('http01');
  if (http01 !== undefined) checkHttp01(http01);
  const dns01 = solver.object('dns01');
  if (dns01 !== undefined) checkDns01(dns01);
  const wait = solver.text('waitInsteadOfSelfCheck');
  if (wait !== '' && !((secondsOf(wait) ?? -1) >= 0)) {
    solver.refuse('waitInsteadOfSelfCheck', 'a duration that is not negative', 'Write it as "30s".');
  }
}

function checkHttp01(http01: ObjectFields): void {
  const kinds = ['ingress', 'gatewayHTTPRoute'].filter((kind) => http01.has(kind));
  if (kinds.length !== 1)
    http01.refuse('', 'exactly one of ingress and gatewayHTTPRoute', 'Keep one.', kinds.join(', '));
  const ingress = http01.object('ingress');
  const named = ['class', 'ingressClassName'].filter((field) => ingress?.has(field));
  if (ingress !== undefined && ingress.text('name') !== '') named.push('name');
  if (named.length > 1) ingress?.refuse('', 'one of ingressClassName, name and class', 'Keep one.', named.join(', '));
  if (ingress?.has('ingressClassName') && !isSubdomain(ingress.text('ingressClassName'))) {
    ingress.refuse('ingressClassName', 'the name of an IngressClass', 'Correct the name.');
  }
  oneOf(ingress, 'serviceType', SERVICE_TYPES);
  const gateway = http01.object('gatewayHTTPRoute');
  oneOf(gateway, 'serviceType', SERVICE_TYPES);
  for (const parent of gateway?.objects('parentRefs') ?? []) {
    if (parent.text('name') === '') parent.refuse('name', 'the name of the parent', 'Add the field.');
  }
}
