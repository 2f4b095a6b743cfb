import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyAlgorithm } from 'cdk8s-temporal-auth';
import * as fc from 'fast-check';
import type { Existing, ExistingLeaf, Facts } from '../../invariants/emitted/facts';
import { LocalFolder, writePlan } from '../../support/local-program';
import type { AuthorityChoice } from './authority-choice';
import { type Choices, choices } from './choices';
import { RandomProgram } from './program';
import { type Written, written } from './written';

/** What somebody decides about a server whose authorities lie in a certificate store, all of them or some. */
export const storedChoices: fc.Arbitrary<Choices> = fc
  .tuple(choices, fc.subarray(['internode', 'frontend', 'clients'] as const, { minLength: 1 }), fc.boolean())
  .map(([drawn, purposes, isOfOthers]) => {
    const [server] = drawn.servers;
    const local: AuthorityChoice = { kind: 'local' };
    const stored = [...purposes, ...(isOfOthers ? ['database'] : [])].map((purpose) => [purpose, local]);
    const authorities = { ...server.authorities, ...Object.fromEntries(stored) };
    const tenants = server.tenants.map((tenant) => (isOfOthers ? { ...tenant, authority: local } : tenant));
    return { ...drawn, servers: [{ ...server, authorities, tenants, keyAlgorithm: KeyAlgorithm.ECDSA_P256 }] };
  });

/** The program of a choice, once the command line has made its certificate store; the certificates in it are told as facts. */
export async function writtenWithStore(choice: Choices): Promise<Written> {
  const folder = new LocalFolder();
  const { local } = folder;
  const plan = join(folder.folder, 'plan.json');
  writePlan(plan, () => new RandomProgram(choice, undefined, local).app.synth());
  const { code, err } = await folder.pki(plan, 'init');
  if (code !== 0) throw new Error(err);
  const result = written(choice, undefined, local);
  if (result.facts !== undefined) tellOf(join(folder.store, 'certificates.json'), result.facts);
  return result;
}

/** Reads the certificates of a store, each with whoever signed it: the one whose key verifies its signature. */
function tellOf(file: string, { existing, servers }: Facts): void {
  const { certificates }: { certificates: StoredEntry[] } = JSON.parse(readFileSync(file, 'utf8'));
  const read = new Map(certificates.map(({ id, pem }) => [id, new X509Certificate(pem[0])]));
  const authorities = [...read.values()].filter(({ ca }) => ca);
  const signerOf = (one: X509Certificate) => authorities.find((of) => one.checkIssued(of) && one.verify(of.publicKey));
  for (const one of authorities) {
    const signer = signerOf(one);
    existing.authorities.set(one.fingerprint256, signer === one ? undefined : signer?.fingerprint256);
  }
  for (const { namespace, configMap, callers } of servers) {
    const own = ['internode', 'frontend', 'database-client'].map((name) =>
      configMap.replace('ConfigMap', 'Secret').replace('server-config', name),
    );
    const secrets = [...own, ...callers.map(({ secret }) => secret)].map((secret) => secret.replace('Secret ', ''));
    for (const secret of secrets) tellOfLeaf(secret, read.get(secret.replace(/^.*\//, '')), existing, signerOf);
    existing.others.add(`SecretStore ${namespace}/vault`);
  }
}

function tellOfLeaf(
  remoteKey: string,
  certificate: X509Certificate | undefined,
  existing: Existing,
  signerOf: (one: X509Certificate) => X509Certificate | undefined,
): void {
  if (certificate === undefined || certificate.ca) return; // signed by cert-manager
  const names = (certificate.subjectAltName ?? '').split(', ');
  const of = (kind: string) => names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length));
  const leaf: ExistingLeaf = {
    signer: signerOf(certificate)?.fingerprint256 ?? 'nobody',
    commonName: certificate.subject.split('CN=')[1] ?? '',
    dnsNames: of('DNS:'),
    uris: of('URI:'),
    usages: (certificate.keyUsage ?? []).map((oid) => USAGES[oid] ?? oid),
  };
  existing.stored.set(remoteKey, leaf);
}

interface StoredEntry {
  readonly id: string;
  readonly pem: readonly string[];
}

const USAGES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server auth',
  '1.3.6.1.5.5.7.3.2': 'client auth',
};
