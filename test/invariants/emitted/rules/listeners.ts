import { type Certificate, isAccepted } from '../certificates';
import { anchorsAt, type EmittedRule, type Evidence, isPair, type ServerEvidence, secretAt } from '../evidence';
import type { Pod } from '../pods';

/** A listener of the server's, and those whom it is for. */
interface Listener {
  readonly name: 'internode' | 'frontend';
  readonly pod: Pod;
  readonly server: ServerEvidence;
  /** The Secrets of those who may call it. */
  readonly callers: readonly string[];
}

/** A certificate made for something else opens nothing, not even where it could be used for more than it is for. */
export const listeners: EmittedRule = {
  id: 'listeners',
  what: 'Every listener asks for a certificate, and lets in those whom it is for and nobody else.',
  find: (evidence) =>
    evidence.servers.flatMap((server) => listenersOf(server).flatMap((of) => wrongWith(of, evidence))),
};

/** Only the frontend's own pods listen as the frontend. */
export const keyPairs: EmittedRule = {
  id: 'key-pairs',
  what: 'Each service listens with a certificate and its own key, as the frontend in the pods of the frontend alone.',
  find: ({ servers }) =>
    servers.flatMap((server) => [
      ...(server.internode === undefined || server.frontend === undefined ? ['a server without certificates'] : []),
      ...server.pods.flatMap((pod) => {
        const { internode, frontend } = pod.config.global.tls;
        const isFrontend = pod.service === 'frontend';
        return [
          ...(isFrontend === (frontend.server !== undefined) ? [] : [`${pod.name} as ${pod.service}`]),
          ...[internode.server, ...(isFrontend ? [frontend.server ?? {}] : [])]
            .filter(({ certFile, keyFile }) => !isPair(pod, certFile, keyFile))
            .map(({ certFile }) => `${pod.name}: ${certFile} without its key`),
          ...(secretAt(pod, internode.server.certFile) === server.internode
            ? []
            : [`${pod.name} shows another certificate`]),
        ];
      }),
    ]),
};

function listenersOf(server: ServerEvidence): Listener[] {
  const { pods, internode = '', intended } = server;
  return [
    ...pods.map((pod): Listener => ({ name: 'internode', pod, server, callers: [internode] })),
    ...pods
      .filter(({ service }) => service === 'frontend')
      .map(
        (pod): Listener => ({ name: 'frontend', pod, server, callers: intended.callers.map(({ secret }) => secret) }),
      ),
  ];
}

function wrongWith({ name, pod, server, callers }: Listener, evidence: Evidence): string[] {
  const { requireClientAuth, clientCaFiles } = pod.config.global.tls[name].server ?? {};
  const { anchors, faults } = anchorsAt(evidence, pod, clientCaFiles);
  const { leaves } = evidence;
  const lets = (certificate: Certificate) => isAccepted(certificate, { anchors, usage: 'client auth' });
  const signers = new Set([
    ...callers.map((secret) => leaves.get(secret)?.signer?.id),
    ...(name === 'frontend' ? tenantSigners(server, evidence) : []),
    ...carrierSigners(pod, clientCaFiles, evidence),
  ]);
  const others = [...leaves].filter(([secret]) => !callers.includes(secret));
  const at = `${pod.name} ${name}`;
  return [
    ...(requireClientAuth === true ? [] : [`${at} asks for no certificate`]),
    ...faults,
    ...callers.filter((secret) => !lets(leaves.get(secret) ?? NOBODY)).map((secret) => `${at} refuses ${secret}`),
    ...others
      // What the callers' own authority signs is theirs, unless it is not for calling; what another signs is nobody's.
      .filter(([, leaf]) => lets(signers.has(leaf.signer?.id) ? leaf : asAnything(leaf)))
      .map(([secret]) => `${at} lets in ${secret}`),
  ];
}

/** The authorities of tenants, of whom some may have no callers yet. */
function tenantSigners({ intended: { tenants } }: ServerEvidence, { leaves }: Evidence) {
  const domains = tenants.map(({ trustDomain }) => trustDomain);
  return [...leaves.values()]
    .filter(({ uris }) => uris.some((uri) => domains.includes(new URL(uri).hostname)))
    .map(({ signer }) => signer?.id);
}

/** The authorities of certificates that only carry their root to this listener: while it is rotated, one signs for no caller. */
function carrierSigners(pod: Pod, clientCaFiles: readonly string[] = [], { leaves }: Evidence) {
  return clientCaFiles
    .flatMap((path) => leaves.get(secretAt(pod, path) ?? '') ?? [])
    .filter(({ usages }) => usages.includes('timestamping') && !usages.some((usage) => usage.endsWith(' auth')))
    .map(({ signer }) => signer?.id);
}

/** The certificate as its authority could have signed it: for whatever use, with no name that it may not have. */
function asAnything(leaf: Certificate): Certificate {
  return { ...leaf, dnsNames: [], uris: [], usages: ['server auth', 'client auth'] };
}

const NOBODY: Certificate = {
  id: 'nobody',
  isAuthority: false,
  commonName: '',
  dnsNames: [],
  ipAddresses: [],
  uris: [],
  usages: [],
  permitted: {},
};
