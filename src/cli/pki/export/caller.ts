import { isIP } from 'node:net';
import { refuse } from '../../../core/errors';
import { readNamedFile } from '../../../core/files/named-file';
import type { Edge } from '../../../edges/model';
import { describeKey } from '../../../pki/model/trust';
import type { PlannedSecret } from '../../../pki/store/store-plan';
import { holdsServerName } from '../../../x509/names/server-name';
import { dnsName } from '../../../x509/names/subject-alternative-names';
import { readCertificates } from '../../../x509/read/read-certificate';
import type { SecretContent } from './export';

/** How somebody outside the cluster reaches the frontend: by an ingress, a load balancer, a forwarded port. */
export interface WayIn {
  /** `host:port`. */
  readonly address: string;
  /** The name in the frontend's certificate. @default - the host of the address where that is one, or else the Service's name */
  readonly serverName?: string;
  /** The file with the CA certificates that verify it. @default - those in the certificate store */
  readonly serverCa?: string;
}

/** What somebody who calls the frontend holds, and verifies it by. */
export interface CallerFiles {
  readonly certificate: string;
  readonly key: string;
  readonly serverCa: string;
  readonly address: string;
  readonly serverName: string;
}

/**
 * The files of a caller outside the cluster. Throws `INVALID_VALUE`, `INVALID_SAN`, `NAME_NOT_IN_CERTIFICATE`, `MISSING_OPTION`,
 * and what reading certificates throws.
 *
 * @param only what it shows, one of the contents
 */
export function callerFiles(
  only: SecretContent,
  contents: readonly SecretContent[],
  edges: readonly Edge[],
  wayIn: WayIn,
): CallerFiles {
  const edge = edgeOf(only, edges);
  const { 'tls.crt': certificate, 'tls.key': key } = only.values;
  return {
    certificate,
    key,
    serverCa: serverCaOf(edge, contents, wayIn),
    address: wayIn.address,
    serverName: serverNameOf(edge, wayIn),
  };
}

function edgeOf({ id, secret }: SecretContent, edges: readonly Edge[]): Edge {
  const calls = edges.filter(({ purpose, caller }) => purpose === 'clients' && caller.certificate !== undefined);
  const names = calls.flatMap(({ caller: { certificate } }) => certificate?.name ?? []);
  return (
    calls.find(({ caller: { certificate } }) => certificate && isIn(secret, certificate)) ??
    refuse('INVALID_VALUE', {
      option: '--only',
      value: id,
      expected: `the certificate of somebody who calls the frontend: ${names.join(', ')}`,
      fix: 'Declare one with pki.addPersonCertificate(…), or give --person <name>, for whoever is outside the cluster.',
    })
  );
}

/** The name is to be in the frontend's certificate, as far as that is this program's. */
function serverNameOf({ callee: { certificate }, serverName }: Edge, { address, serverName: given }: WayIn): string {
  if (certificate === undefined) return given ?? serverName;
  const [host] = hostAndPort(address);
  if (given === undefined) return isIP(host) === 0 && holdsServerName(certificate, host) ? host : serverName;
  const name = dnsName(given, '--server-name');
  if (certificate.provided || holdsServerName(certificate, name)) return name;
  return refuse('NAME_NOT_IN_CERTIFICATE', {
    option: '--server-name',
    value: name,
    expected: `a name of the frontend's certificate: ${certificate.dnsNames.join(', ')}`,
    fix: 'Add it: frontendDnsNames of MtlsPki, or --frontend-dns-name; then issue the certificate and roll it out.',
  });
}

function serverCaOf({ caller, callee }: Edge, contents: readonly SecretContent[], { serverCa }: WayIn): string {
  if (serverCa !== undefined) {
    const text = readNamedFile(serverCa, { option: '--server-ca', value: serverCa }).toString('utf8');
    return readCertificates(text, '--server-ca')
      .map(({ pem }) => pem)
      .join('');
  }
  const frontend = contents.find(({ secret }) => callee.certificate && isIn(secret, callee.certificate));
  return (
    frontend?.values['ca.crt'] ??
    refuse('MISSING_OPTION', {
      option: '--server-ca',
      expected:
        'a file with the CA certificates that verify the frontend, which no certificate store of this program has',
      fix: `Write what lies in ${caller.trust.map(describeKey).join(', ') || 'the cluster'} into a file, and name it.`,
    })
  );
}

function isIn(
  secret: PlannedSecret,
  { namespace, secretName }: { readonly namespace: string; readonly secretName: string },
) {
  return secret.namespace === namespace && secret.name === secretName;
}

/** Of `host:port`; an IPv6 address stands in brackets. Throws `INVALID_VALUE`. */
export function hostAndPort(address: string): [host: string, port: number] {
  const [, six, name = six, port] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+)):(\d{1,5})$/i.exec(address) ?? [];
  if (name !== undefined && Number(port) > 0 && Number(port) < 65_536) return [name.toLowerCase(), Number(port)];
  return refuse('INVALID_VALUE', {
    option: '--address',
    value: address,
    expected: '<host>:<port>, without a scheme',
    fix: 'Write it as "temporal.example.com:443".',
  });
}
