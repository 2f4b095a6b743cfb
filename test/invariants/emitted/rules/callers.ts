import { type Certificate, isAccepted } from '../certificates';
import { anchorsAt, differences, type EmittedRule, type Evidence, isPair, secretAt } from '../evidence';
import type { Pod } from '../pods';

/** The Secrets of all certificates that could stand for a server of this name. */
function answering({ leaves }: Evidence, anchors: readonly Certificate[], serverName: string): string[] {
  return [...leaves]
    .filter(([, leaf]) => isAccepted(leaf, { anchors, usage: 'server auth', serverName }))
    .map(([secret]) => secret);
}

/** What the server's services verify each other and the frontend by. */
export const peers: EmittedRule = {
  id: 'peers',
  what: 'The services of the server take one certificate for internode and one for the frontend, by its name.',
  find: (evidence) =>
    evidence.servers.flatMap((server) =>
      server.pods.flatMap((pod) =>
        (['internode', 'frontend'] as const).flatMap((name) => {
          const { serverName = '', rootCaFiles, ...others } = pod.config.global.tls[name].client ?? {};
          const { anchors, faults } = anchorsAt(evidence, pod, rootCaFiles);
          const found = differences(answering(evidence, anchors, serverName), [server[name] ?? 'any']);
          return [...faults, ...found, ...Object.keys(others)].map((what) => `${pod.name} ${name}: ${what}`);
        }),
      ),
    ),
};

/** What callers verify the frontend by, and who they say that they are. */
export const callers: EmittedRule = {
  id: 'callers',
  what: 'A caller takes the certificate of its frontend alone, by a root, and shows the certificate of its own account.',
  find: (evidence) =>
    evidence.pods.flatMap((pod) => {
      const { call } = pod;
      if (call === undefined) return pod.service === undefined ? [`${pod.name} calls nobody`] : [];
      const server = evidence.servers.find(({ intended }) => intended.address === call.address);
      const shown = secretAt(pod, call.certificate) ?? 'nothing';
      const caller = server?.intended.callers.find(({ secret }) => secret === shown);
      if (server === undefined) return [`${pod.name} calls ${call.address}`];
      const { anchors, faults } = anchorsAt(evidence, pod, [call.trust]);
      const { temporalNamespace } = call;
      return [
        ...faults,
        ...differences(answering(evidence, anchors, call.serverName), [server.frontend ?? 'any']),
        // Node takes none but a self-signed certificate for an anchor.
        ...anchors.filter(({ signer }) => signer !== undefined).map(({ id }) => `by ${id}, which is no root`),
        ...(isPair(pod, call.certificate, call.key) ? [] : ['a certificate without its key']),
        ...(caller === undefined
          ? [`as ${shown}`]
          : differences(evidence.leaves.get(shown)?.uris ?? [], [accountOf(pod, server.intended, caller.tenant)])),
        ...(temporalNamespace === undefined || server.intended.temporalNamespaces.includes(temporalNamespace)
          ? []
          : [`in ${temporalNamespace}`]),
      ].map((what) => `${pod.name}: ${what}`);
    }),
};

function accountOf(
  { account, namespace }: Pod,
  { tenants, trustDomain }: { tenants: ReadonlyArray<{ name: string; trustDomain: string }>; trustDomain: string },
  tenant?: string,
): string {
  const domain = tenants.find(({ name }) => name === tenant)?.trustDomain ?? trustDomain;
  return `spiffe://${domain}/ns/${namespace}/sa/${account.replace(/^.*\//, '')}`;
}

/** The database is verified, and shown the certificate of the user. */
export const database: EmittedRule = {
  id: 'database',
  what: 'The database is verified by name, and is shown a certificate of the user, which opens nothing else.',
  find: (evidence) =>
    evidence.servers.flatMap(({ pods, intended: { databaseUser } }) =>
      pods.flatMap((pod) =>
        Object.values<Pod['config']>(pod.config.persistence.datastores).flatMap(({ sql }) => {
          const { enabled, enableHostVerification, caFile, certFile, keyFile } = sql.tls;
          const shown = secretAt(pod, certFile);
          const leaf = evidence.leaves.get(shown ?? '');
          return [
            ...(enabled === true && enableHostVerification === true ? [] : ['nothing is verified']),
            ...anchorsAt(evidence, pod, [caFile]).faults,
            ...('password' in sql ? ['a password'] : []),
            ...(databaseUser === undefined && shown !== undefined ? ['a certificate that nobody asks for'] : []),
            ...(databaseUser === undefined || isPair(pod, certFile, keyFile) ? [] : ['a certificate without its key']),
            ...(databaseUser === undefined ? [] : differences([leaf?.commonName ?? '', sql.user], [databaseUser])),
            ...(databaseUser === undefined || leaf?.usages.includes('client auth')
              ? []
              : ['a certificate not for calling']),
          ].map((what) => `${pod.name} database: ${what}`);
        }),
      ),
    ),
};

/** A tenant's authority signs names of that tenant alone, as far as the program makes it. */
export const tenants: EmittedRule = {
  id: 'tenants',
  what: 'The names of a tenant are its own, and what its authority could sign for others is refused.',
  find: (evidence) =>
    evidence.servers.flatMap(({ intended, pods }) => {
      const frontends = pods.filter(({ service }) => service === 'frontend');
      const domains = [intended.trustDomain, ...intended.tenants.map(({ trustDomain }) => trustDomain)];
      const named = (secret: string) => evidence.leaves.get(secret)?.uris.map((uri) => new URL(uri).hostname) ?? [];
      const wrongNames = intended.callers.flatMap(({ secret, tenant }) => {
        const domain = intended.tenants.find(({ name }) => name === tenant)?.trustDomain ?? intended.trustDomain;
        return differences(named(secret), [domain]).map((what) => `${secret}: ${what}`);
      });
      const forged = intended.tenants
        .filter(({ isMade }) => isMade)
        .flatMap(({ trustDomain }) =>
          [...evidence.leaves]
            .filter(([secret]) => named(secret).includes(trustDomain))
            .flatMap(([secret, leaf]) =>
              domains
                .filter((domain) => domain !== trustDomain)
                .map((domain) => ({ ...leaf, uris: [`spiffe://${domain}/x`], usages: ['client auth'], secret })),
            ),
        );
      return [
        ...wrongNames,
        ...frontends.flatMap((pod) => {
          const { clientCaFiles } = pod.config.global.tls.frontend.server ?? {};
          const { anchors } = anchorsAt(evidence, pod, clientCaFiles);
          return forged
            .filter((leaf) => isAccepted(leaf, { anchors, usage: 'client auth' }))
            .map(({ secret, uris }) => `${pod.name} takes the authority of ${secret} for ${uris[0]}`);
        }),
      ];
    }),
};
