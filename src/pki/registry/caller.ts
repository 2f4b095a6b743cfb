import type { Construct } from 'constructs';
import { refuse } from '../../core/errors';
import type { Authority } from '../authorities/authority';
import { localTrust } from '../authorities/local/store-authority';
import { placedTrust, rootsOf, trustRefOf } from '../certificates/placed-trust';
import type { PkiSettings } from '../certificates/settings';
import type { TrustRef } from '../certificates/trust-ref';
import { type AuthorityModel, authorityOption, issuerOf, storedOf } from '../model/authority';
import { CLIENT_COMPONENTS, COMPONENTS } from '../model/component';
import { declarationOf } from '../rotation/phases';
import { trustLeaf } from './leaves';
import type { Registry } from './registry';

/** A pod that calls the frontend, and where it lives. */
export interface Caller {
  readonly name: string;
  readonly namespace: string;
  readonly scope: Construct;
  readonly path: string;
}

/** Refuses a caller in a namespace where the issuer of its certificate does not sign. Throws `ISSUER_ELSEWHERE`. */
export function requireSigner(caller: Caller, { model }: Authority): void {
  const issuer = issuerOf(model);
  if (issuer?.namespace === undefined || issuer.namespace === caller.namespace) return;
  refuse('ISSUER_ELSEWHERE', {
    option: `certificate ${caller.name}`,
    path: caller.path,
    found: `Kubernetes namespace ${caller.namespace}`,
    expected: `a caller in ${issuer.namespace}, where ${issuer.kind} ${issuer.name} signs`,
    fix:
      `Let ${authorityOption(model)} be CertificateAuthority.clusterIssuer(…), externalIssuer(…) with clusterScoped, local(…), or ` +
      "selfSigned(…) or vault(…) with clusterResourceNamespace: 'cert-manager'; or existingSecrets(…), and bring the Secret there " +
      'with an ExternalSecret.',
  });
}

/**
 * What a caller verifies the frontend by, in its own namespace: what it was given, what the server's namespace has, or a
 * certificate that carries the frontend's root there. Throws `MISSING_TRUST`, `SPLIT_TRUST`.
 */
export function frontendTrustOf(caller: Caller, given: TrustRef | undefined, server: Registry): TrustRef {
  const { settings } = server;
  const frontend = server.authority('frontend');
  const option = `certificate ${caller.name} frontendTrust`;
  if (given !== undefined) {
    requireWithin(given, caller, frontend.model, option);
    if (isOneOfSeveral(given, frontend.model)) refuseSplitTrust(frontend.model, option, caller.path);
    return given;
  }
  if ('local' in frontend.model) {
    return placedTrust(server.localTrusts.place(frontend.model, caller.namespace, caller.scope), frontend.model);
  }
  const here = frontendTrustHere(frontend.model, settings, option, caller.path);
  if (caller.namespace === settings.namespace) return here;
  const [carrier] = frontend.trustCarriers;
  if (carrier === undefined || carrier.issuer.namespace !== undefined) {
    refuse('MISSING_TRUST', {
      option,
      path: caller.path,
      found: `Kubernetes namespace ${caller.namespace}`,
      expected: "where the frontend's CA certificate lies in the caller's namespace",
      fix:
        'Bring it there with a trust-manager Bundle or an ExternalSecret and give frontendTrust: TrustRef.configMap(…) or ' +
        "TrustRef.secret(…); or let frontend be selfSigned({ clusterResourceNamespace: 'cert-manager' }), or a ClusterIssuer with " +
        'IssuerTrust.dedicatedRoot() if it was made for this alone.',
    });
  }
  const { secretName, namespace } =
    server.certificates.find(
      ({ role, purpose, namespace: of }) => role === 'trust' && purpose === 'frontend' && of === caller.namespace,
    ) ?? server.addCertificate(trustLeaf(carrier, caller.namespace, settings, caller.path), frontend, caller.scope);
  return placedTrust({ kind: 'Secret', name: secretName, namespace, key: 'ca.crt' }, frontend.model);
}

/** Refuses a CA certificate that this library puts elsewhere, or that is another server's. Throws `MISSING_TRUST`. */
function requireWithin(given: TrustRef, caller: Caller, frontend: AuthorityModel, option: string): void {
  const { kind, name, _placement: placement } = given;
  if (placement === undefined) return;
  const refused = { option, path: caller.path };
  if (!placement.namespaces.includes(caller.namespace)) {
    refuse('MISSING_TRUST', {
      ...refused,
      found: `${kind} ${name} in ${placement.namespaces.join(', ')}`,
      expected: `a CA certificate that is put into Kubernetes namespace ${caller.namespace}`,
      fix:
        storedOf(frontend) === undefined
          ? 'Give the trust of a FrontendTrustBundle whose kubernetesNamespaces hold that namespace; or leave frontendTrust out ' +
            "where the frontend's authority signs in every namespace; or bring the object there yourself and name it with " +
            'TrustRef.configMap(…) or TrustRef.secret(…).'
          : 'Leave frontendTrust out: a local authority brings its ConfigMap to every caller.',
    });
  }
  const own = rootsOf(frontend);
  if (own.length === 0 || placement.roots.length === 0 || placement.roots.some((root) => own.includes(root))) return;
  refuse('MISSING_TRUST', {
    ...refused,
    found: `${placement.roots.join(', ')} in ${kind} ${name}`,
    expected: `the root of this server's frontend: ${own.join(', ')}`,
    fix: 'Leave frontendTrust out, or give the trust of a FrontendTrustBundle whose pki is the one that makes the certificate.',
  });
}

/**
 * The one file that a caller in the server's namespace verifies the frontend by. Throws `SPLIT_TRUST` while the frontend's
 * authority is rotated and nothing here joins the certificates.
 */
export function frontendTrustHere(
  model: AuthorityModel,
  settings: PkiSettings,
  option: string,
  path: string,
): TrustRef {
  if ('local' in model) return placedTrust(localTrust('frontend', settings.namespace, settings), model);
  const [file, ...others] = model.trust;
  if (others.length > 0) refuseSplitTrust(model, option, path);
  return trustRefOf(file, model);
}

const ASKED_WITH_TRUST = CLIENT_COMPONENTS.map((name) => `pki.${COMPONENTS[name].askedBy}({ frontendTrust })`);

function isOneOfSeveral({ kind, name, key }: TrustRef, { trust }: AuthorityModel): boolean {
  return trust.length > 1 && trust.some((file) => file.kind === kind && file.name === name && file.key === key);
}

function refuseSplitTrust({ state }: AuthorityModel, option: string, path: string): never {
  return refuse('SPLIT_TRUST', {
    option,
    path,
    found: declarationOf(state),
    expected:
      "one file with the CA certificates of each, while the frontend's authority is rotated: SDKs, the Web UI and the command " +
      'line read one',
    fix:
      'Give frontendTrust: the trust of a FrontendTrustBundle, or TrustRef.configMap(…) of a Bundle of your own. Those of a ' +
      `stack's components are given before it is made: ${ASKED_WITH_TRUST.join(' and ')}.`,
  });
}
