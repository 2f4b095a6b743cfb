import { textsByKey } from '../../../support/references';
import { differences, type EmittedRule } from '../evidence';

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const LEVELS = ['read', 'write', 'admin'];

/** Without an authorizer the server lets everybody do everything; each text that is empty is one that is missing. */
export const authorization: EmittedRule = {
  id: 'authorization',
  what: 'Every service has authorizer, claim mapper, keys, audience and claim, as the program says and none of them empty.',
  find: ({ servers, cluster }) => {
    const texts = textsByKey(cluster.objects);
    return servers.flatMap(({ intended, pods }) =>
      pods.flatMap((pod) => {
        const { authorization: of = {} } = pod.config.global;
        const uris: string[] = of.jwtKeyProvider?.keySourceURIs ?? [];
        const files = uris.filter((uri) => uri.startsWith('file://'));
        const at = (uri: string) => texts.get(pod.files.get(uri.replace('file://', '')) ?? '');
        return [
          ...differences(
            [of.authorizer, of.claimMapper, of.audience, of.permissionsClaimName],
            ['default', intended.audience, intended.permissionsClaim],
          ),
          ...(of.authorizer === 'default' && of.claimMapper === 'default' ? [] : ['everybody may do everything']),
          ...differences(
            uris.filter((uri) => !files.includes(uri)),
            intended.keyUris,
          ),
          ...(files.length === (intended.keyFile ? 1 : 0) && uris.length > 0 ? [] : [`keys in ${uris}`]),
          ...files.flatMap((uri) => wrongKeys(at(uri))),
          ...emptyTexts(of),
          ...unsafeKeys(pod.config),
        ].map((what) => `${pod.name} authorization: ${what}`);
      }),
    );
  },
};

/** What the tokens are to carry names nobody and nothing that the program does not. */
export const claims: EmittedRule = {
  id: 'claims',
  what: 'Claims are of subjects who may do something, in declared Temporal namespaces, on levels that exist.',
  find: ({ facts, cluster }) => {
    const texts = textsByKey(cluster.objects);
    return facts.servers.flatMap(({ configMap, subjects: known, temporalNamespaces, audience, permissionsClaim }) => {
      const text = texts.get(`${configMap.replace(/-server-config$/, '-claims')} key claims.json`);
      if (text === undefined) return [`${configMap}: no claims`];
      const { claim, audience: of, subjects } = JSON.parse(text);
      return [
        ...differences([claim, of], [permissionsClaim, audience]),
        ...subjects.flatMap(({ subject, permissions }: { subject: string; permissions: string[] }) => [
          ...(known.includes(subject) ? [] : [subject]),
          ...permissions.filter((permission) => {
            const [namespace, level] = permission.split(':');
            return !LEVELS.includes(level) || ![...temporalNamespaces, 'temporal-system'].includes(namespace);
          }),
        ]),
      ].map((what) => `${configMap} claims: ${what}`);
    });
  },
};

function wrongKeys(text: string | undefined): string[] {
  const { keys = [] } = JSON.parse(text ?? '{}');
  return [
    ...(keys.length === 0 ? ['no keys in the file'] : []),
    ...keys.flatMap((key: object) => Object.keys(key).filter((member) => PRIVATE_MEMBERS.includes(member))),
  ];
}

function emptyTexts(value: unknown): string[] {
  if (value === '') return ['an empty text'];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(emptyTexts) : [];
}

/** An HTTP port of the internal frontend serves admins without a certificate; the others switch verification off. */
function unsafeKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^(httpPort|publicClient|disableHostVerification|hostOverrides|.*Data)$/.test(key) ? [key] : []),
    ...unsafeKeys(inner),
  ]);
}
