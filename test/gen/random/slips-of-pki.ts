import { Chart, Duration } from 'cdk8s';
import {
  AuthorityGeneration,
  CertificateAuthority,
  ExternalSecretsBinding,
  IssuerTrust,
  MtlsPki,
  type MtlsPkiProps,
  SecretReadGrant,
  SecretStoreRef,
  ServiceIdentity,
  TrustRef,
} from 'cdk8s-temporal-auth';
import type { RandomServer } from './server';
import type { Slip } from './slips';

const everywhere = { clusterResourceNamespace: 'cert-manager' };
const { selfSigned, clusterIssuer, issuer, existingSecrets } = CertificateAuthority;
const ca = TrustRef.configMap('slip-ca', 'ca.crt');

/** Slips in certificates: each adds a PKI of its own. */
export const PKI_SLIPS: readonly Slip[] = [
  ['a caller where nobody signs', 'ISSUER_ELSEWHERE', (it) => addElsewhere(it, {})],
  [
    'a caller whom nobody tells of the root',
    'MISSING_TRUST',
    (it) => addElsewhere(it, { clients: selfSigned(everywhere) }),
  ],
  [
    'a person with half of the roots',
    'SPLIT_TRUST',
    (it) =>
      pki(it, { frontend: selfSigned({ generation: AuthorityGeneration.introduce(2) }) }).addPersonCertificate('ann'),
  ],
  [
    'a rotation that nobody recorded',
    'UNRECORDED_ROTATION',
    (it) => pki(it, { internode: selfSigned({ generation: AuthorityGeneration.introduce(2) }) }),
  ],
  ['internode from every namespace', 'EXPOSED_INTERNODE', (it) => pki(it, { internode: selfSigned(everywhere) })],
  ['clients of an unknown root', 'UNPROVEN_TRUST', (it) => pki(it, { clients: issuer('company') })],
  [
    'one issuer for two purposes',
    'SHARED_ISSUER',
    (it) => {
      const company = clusterIssuer('company', { trust: IssuerTrust.caCertificate(ca) });
      pki(it, { clients: company, frontend: company });
    },
  ],
  [
    'clients by the root of the frontend',
    'SHARED_ISSUER',
    (it) => pki(it, { clients: existingSecrets({ trust: TrustRef.secret('slip-frontend', 'ca.crt') }) }),
  ],
  [
    'an authority that its leaves outlive',
    'INVALID_LIFETIME',
    (it) => pki(it, { internode: selfSigned({ intermediateDuration: Duration.days(100) }) }),
  ],
  [
    'an authority that may not sign its leaves',
    'NAME_NOT_PERMITTED',
    (it) => pki(it, { internode: selfSigned({ permittedNames: { dnsDomains: ['example.com'] } }) }),
  ],
  [
    'a pod that reads the key of an authority',
    'FORBIDDEN_GRANT',
    (it) => {
      const { node } = pki(it, {});
      const chart = node.scope as Chart;
      const identities = [new ServiceIdentity(chart, 'Reader', { serviceAccountName: 'reader' })];
      new SecretReadGrant(chart, 'Grant', { secretNames: ['slip-internode-root'], identities });
    },
  ],
  [
    'a Secret with two writers',
    'DUPLICATE_OBJECT',
    (it) => {
      const { node } = pki(it, {});
      const store = SecretStoreRef.store('vault');
      new ExternalSecretsBinding(node.scope as Chart, 'Vault', { store, secretName: 'slip-internode' }).fetch('a', 'b');
    },
  ],
];

/** One more PKI, in a Kubernetes namespace of its own. */
function pki({ auth }: RandomServer, props: MtlsPkiProps): MtlsPki {
  const chart = new Chart(auth.node.root, 'slip', { namespace: 'slip' });
  return new MtlsPki(chart, 'Pki', { namePrefix: 'slip', ...props });
}

function addElsewhere(it: RandomServer, props: MtlsPkiProps): void {
  pki(it, props).addServiceCertificate('far', { scope: it.place.elsewhere });
}
