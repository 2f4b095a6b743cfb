import { errorOf, type Problem } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { caFilesOf } from '../authorities/distinct-authorities';
import {
  type AuthorityModel,
  authorityName,
  authorityOption,
  authorityPath,
  hierarchiesOf,
  storedOf,
} from '../model/authority';
import type { CertificateModel } from '../model/certificate';
import { OWN_CERTIFICATE } from '../model/held-secret';
import type { HierarchyModel } from '../model/hierarchy';
import type { PkiModel } from '../model/pki';
import { areSharedByServers } from '../model/purpose';
import { neighboursOf, type Surroundings } from '../model/surroundings';
import { describeKey, type TrustModel } from '../model/trust';
import type { PkiEvidence } from './pki-evidence';

/** Files that verify by the authority of another, as far as only the whole program shows them. */
export const foreignTrust: Rule<PkiEvidence> = {
  id: 'foreign-trust',
  what: 'A listener or caller verifies by its own authority, and not by what lies beside a certificate of another.',
  why: "A listener that trusts another's authority lets in what that one signs; a caller finds any of its holders at the frontend.",
  codes: ['SHARED_ISSUER'],
  check: ({ pki, surroundings }) => [...ofListeners(pki, surroundings), ...ofCallers(pki, surroundings)],
};

/** What is known of a file: the authority that it verifies by. */
interface Behind extends Pick<AuthorityModel, 'purpose' | 'tenant'> {
  readonly of: PkiModel;
}

function ofListeners(pki: PkiModel, surroundings: Surroundings): Problem[] {
  const { pkis } = surroundings;
  const own = pkis.filter(({ path }) => path === pki.path);
  const beside = new Map(
    [...neighboursOf(pki, surroundings), ...own].flatMap((of) =>
      filledSecrets(of).map(({ namespace, secretName, purpose, tenant }): [string, Behind] => [
        `Secret ${namespace}/${secretName}`,
        { purpose, tenant, of },
      ]),
    ),
  );
  const bundles = new Map(
    pkis.flatMap((of) => of.frontendBundles.map((name): [string, Behind] => [name, { purpose: 'frontend', of }])),
  );
  const behind = ({ kind, namespace, name, key }: TrustModel) => {
    if (kind === 'ConfigMap') return bundles.get(name);
    return key === OWN_CERTIFICATE ? undefined : beside.get(`${kind} ${namespace}/${name}`);
  };
  return pki.authorities.flatMap((authority) =>
    authority.trust.flatMap((file) => {
      const found = behind(file);
      if (found === undefined || isOwn(found, authority, pki)) return [];
      return errorOf('SHARED_ISSUER', {
        path: authorityPath(pki, authority),
        option: authorityOption(authority),
        found: describeKey(file),
        expected: `an authority of its own, since this is of ${nameIn(pki, found)}`,
        fix: 'Name the CA certificate of an authority whose certificates open nothing else.',
      });
    }),
  );
}

function isOwn({ of, purpose, tenant }: Behind, authority: AuthorityModel, pki: PkiModel): boolean {
  if (of.path !== pki.path) return areSharedByServers(purpose, authority.purpose);
  return purpose === authority.purpose && tenant === authority.tenant;
}

/** The name of an authority, with the MtlsPki where that is another. */
function nameIn(pki: PkiModel, { of, ...authority }: Behind): string {
  return of.path === pki.path ? authorityName(authority) : `${authorityName(authority)} of ${of.path}`;
}

function ofCallers(pki: PkiModel, surroundings: Surroundings): Problem[] {
  const others = neighboursOf(pki, surroundings);
  const verifiedBy = new Map([
    ...others.flatMap((other) =>
      [...authoritiesByFile(other)].map(([file, name]) => [file, `${name} of ${other.path}`] as const),
    ),
    ...authoritiesByFile(pki),
  ]);
  return pki.certificates.flatMap(({ holder, frontendTrust, path }) => {
    if (frontendTrust === undefined) return [];
    const authority = verifiedBy.get(describeKey(frontendTrust)) ?? verifiedBy.get(wherever(frontendTrust));
    if (authority === undefined) return [];
    return errorOf('SHARED_ISSUER', {
      path,
      option: `certificate ${holder} frontendTrust`,
      found: describeKey(frontendTrust),
      expected: `a CA certificate of the frontend, while this one is of ${authority}`,
      fix: 'Name the one that verifies the frontend, or leave frontendTrust out.',
    });
  });
}

/** Whose each file is that verifies by another authority than the frontend's, without those of a root that signs for both. */
function authoritiesByFile(pki: PkiModel): ReadonlyMap<string, string> {
  const isOther = ({ purpose }: Pick<AuthorityModel, 'purpose'>) => purpose !== 'frontend';
  const ofFrontend = pki.authorities.filter((authority) => !isOther(authority)).flatMap(hierarchiesOf);
  const sharedRoots = new Set(ofFrontend.flatMap(({ sharedRoot }) => sharedRoot ?? []));
  const verifiesFrontend = ({ sharedRoot }: Pick<HierarchyModel, 'sharedRoot'>) =>
    sharedRoot !== undefined && sharedRoots.has(sharedRoot);
  const others = pki.authorities.filter(isOther);
  const belowShared = new Set(
    others.filter((authority) => hierarchiesOf(authority).some(verifiesFrontend)).map(authorityName),
  );
  const own = others.flatMap((authority) => {
    const files = hierarchiesOf(authority).flatMap(caFilesOf);
    return [
      ...files.filter((file) => !verifiesFrontend(file)).map(({ identity }) => identity),
      ...authority.trust.map(storedOf(authority) === undefined ? describeKey : wherever),
    ].map((file) => [file, authorityName(authority)] as const);
  });
  const beside = filledSecrets(pki)
    .filter(isOther)
    .map((certificate) => [certificate, authorityName(certificate)] as const)
    // cert-manager writes the root beside what it signs.
    .filter(([, authority]) => !belowShared.has(authority))
    .map(([{ namespace, secretName: name }, authority]) => {
      return [describeKey({ kind: 'Secret', namespace, name, key: 'ca.crt' }), authority] as const;
    });
  return new Map([...own, ...beside]);
}

/** The ConfigMap of a local authority lies in the namespace of each caller, and each of its keys verifies. */
function wherever(file: TrustModel): string {
  return describeKey({ ...file, namespace: '*', key: '*' });
}

/** What somebody else puts into a Secret, beside a certificate, may be whatever its holder verifies by. */
function filledSecrets({ certificates }: PkiModel): CertificateModel[] {
  return certificates.filter(({ issuer, delivered }) => issuer !== undefined || delivered !== undefined);
}
