import { refuse } from '../../core/errors';
import { type AuthorityModel, authorityName, authorityOption, hierarchiesOf } from '../model/authority';
import type { HierarchyModel } from '../model/hierarchy';
import { describeIssuer, type IssuerModel } from '../model/issuer';
import type { LocalAuthorityModel } from '../model/local';
import { describeKey } from '../model/trust';
import { generationId } from '../rotation/phases';
import { trustKeyOf } from './local/store-authority';
import { describeVault } from './vault/vault-authority';

/** Identifies an authority: another authority with the same mark is signed by it, or trusts it. */
interface Mark {
  readonly identity: string;
  /** Whether this program emits it: what is emitted twice is a shared root, or refused for its name. */
  readonly emitted: boolean;
}

/** The authorities of one MtlsPki and its tenants: none may share an issuer or what it trusts with another. */
export class DistinctAuthorities {
  private readonly seen = new Map<string, Mark & { readonly holder: string }>();

  /**
   * Refuses one issuer or one trusted certificate for two purposes or tenants: a certificate of one would open the listeners of the
   * other. Throws `SHARED_ISSUER`.
   */
  public check(authority: AuthorityModel): void {
    const holder = authorityName(authority);
    for (const { identity, emitted } of marksOf(authority)) {
      const other = this.seen.get(identity);
      if (other !== undefined && other.holder !== holder && !(other.emitted && emitted)) {
        refuse('SHARED_ISSUER', {
          option: authorityOption(authority),
          found: identity,
          expected: `an authority of its own, since ${other.holder} has this one`,
          fix: 'Give each purpose and tenant an issuer whose certificates open nothing else, or leave it out for a self-signed hierarchy.',
        });
      }
    }
  }

  /** Keeps one that is checked, for those that follow. Throws `SHARED_ISSUER`. */
  public add(authority: AuthorityModel): void {
    this.check(authority);
    const holder = authorityName(authority);
    for (const mark of marksOf(authority)) this.seen.set(mark.identity, { ...mark, holder });
  }
}

/** A file with the CA certificate of an emitted hierarchy. */
interface CaFile {
  readonly identity: string;
  /** The name of the shared root that it holds; absent for a certificate of the purpose alone. */
  readonly sharedRoot?: string;
}

/** The trust files of a hierarchy: cert-manager writes the signer's certificate into the `ca.crt` beside a certificate. */
export function caFilesOf({ root: { certificate: root }, intermediate, sharedRoot }: HierarchyModel): CaFile[] {
  const file = ({ namespace, name }: typeof root, key: string) => describeKey({ kind: 'Secret', namespace, name, key });
  return [
    { identity: file(root, 'tls.crt'), sharedRoot },
    { identity: file(root, 'ca.crt'), sharedRoot },
    { identity: file(intermediate, 'ca.crt'), sharedRoot },
    { identity: file(intermediate, 'tls.crt') },
  ];
}

/** What identifies an authority. */
export function marksOf(authority: AuthorityModel): Mark[] {
  const { trust } = authority;
  const named = [...trust.map(describeKey), ...namedBy(authority), ...trust.flatMap(({ pem }) => pem || [])];
  const emitted = hierarchiesOf(authority).flatMap((hierarchy) => [
    issuerIn(hierarchy.root.bootstrapIssuer),
    issuerIn(hierarchy.root.issuer),
    ...caFilesOf(hierarchy).map(({ identity }) => identity),
  ]);
  return [
    ...named.map((identity) => ({ identity, emitted: false })),
    ...emitted.map((identity) => ({ identity, emitted: true })),
  ];
}

/** What identifies an authority of a kind, besides its trust. */
function namedBy(authority: AuthorityModel): string[] {
  switch (authority.kind) {
    case 'self-signed':
      return [issuerIn(authority.issuer), ...authority.hierarchies.map(({ issuer }) => issuerIn(issuer))];
    case 'issuer':
      return [issuerIn(authority.issuer)];
    case 'vault':
      return [issuerIn(authority.issuer), describeVault(authority.vault)];
    case 'secrets':
      return [];
    case 'local':
    case 'imported':
      return [
        ...authority.local.generations.flatMap(({ imported }) =>
          imported ? [imported.certificateFile, imported.privateKeyFile] : [],
        ),
        ...storedKeys(authority.local).map((key) => describeKey({ ...authority.trust[0], key })),
      ];
  }
}

/** The file of each certificate, the file with all of them, and the files of the phases before and after. */
function storedKeys({ generations }: LocalAuthorityModel): string[] {
  const numbers = generations.flatMap(({ generation }) => [generation - 1, generation, generation + 1]);
  return ['ca.crt', ...numbers.map((number) => trustKeyOf(generationId(number)))];
}

/** The cluster resource namespace may have another issuer of the same name. */
function issuerIn(issuer: IssuerModel): string {
  return `${describeIssuer(issuer)}${issuer.namespace === undefined ? '' : ` in ${issuer.namespace}`}`;
}
