import type { ClientCertificate } from 'cdk8s-temporal-auth';
import type { ExistingLeaf } from '../../invariants/emitted/facts';
import type { ServerChoice } from './choices';
import type { Place } from './place';
import { showsCertificate } from './server-options';

/** Says that somebody puts the certificate of a caller into its Secret. @param name the purpose or tenant that it is of */
export function bringForCaller(certificate: ClientCertificate, name: string, place: Place): void {
  bring(certificate.secretName, certificate.kubernetesNamespace, name, place, {
    commonName: certificate.commonName,
    uris: [certificate.spiffeId],
    usages: ['client auth'],
  });
}

/** Says the same of the server's own certificates, as far as they are to be found in Secrets. */
export function bringForServer(choice: ServerChoice, place: Place): void {
  const { internode, frontend, database } = choice.authorities;
  const { prefix } = place;
  const own = (secret: string, name: string, leaf: Brought) =>
    bring(`${prefix}-${secret}`, place.chart.namespace as string, name, place, leaf);
  const dnsNames = (name: string) => [`${prefix}-${name}.example.com`];
  if (internode.kind === 'secrets') {
    own('internode', 'internode', { dnsNames: dnsNames('internode'), usages: ['server auth', 'client auth'] });
  }
  if (frontend.kind === 'secrets') {
    own('frontend', 'frontend', { dnsNames: dnsNames('frontend'), usages: ['server auth'] });
  }
  if (showsCertificate(choice) && database.kind === 'secrets') {
    own('database-client', 'database', { commonName: choice.database.user ?? 'temporal', usages: ['client auth'] });
  }
}

type Brought = Partial<ExistingLeaf> & Pick<ExistingLeaf, 'usages'>;

function bring(secret: string, namespace: string, name: string, { existing, prefix }: Place, leaf: Brought): void {
  existing.leaves.set(`Secret ${namespace}/${secret}`, {
    signer: `${prefix}-${name}-ca`,
    commonName: name,
    dnsNames: [],
    uris: [],
    ...leaf,
  });
}
