import { refuse } from '../../core/errors';
import { type AuthorityModel, authorityName, authorityOption } from '../model/authority';
import type { CaCertificateModel } from '../model/hierarchy';
import type { GenerationModel } from '../model/rotation';

type Named = Pick<AuthorityModel, 'purpose' | 'tenant'>;
type Sharing = Pick<GenerationModel, 'sharedRoot'>;

/** The names of certificates: each Secret, and each name in a certificate store, holds one certificate. */
export class ReservedNames {
  private readonly secrets: Map<string, string>;
  /** The roots by owner: several purposes may share one. */
  private readonly roots: Map<string, string>;

  /**
   * @param path of the construct that asks for the certificates
   * @param others that no name may be taken from
   */
  public constructor(
    private readonly path: string,
    others?: ReservedNames,
  ) {
    this.secrets = others?.secrets ?? new Map();
    this.roots = others?.roots ?? new Map();
  }

  /** Reserves a Secret for a certificate. Throws `DUPLICATE_CERTIFICATE`. */
  public secret(namespace: string, name: string, holder: string): void {
    const secret = `${namespace}/${name}`;
    const other = this.secrets.get(secret);
    if (other !== undefined) this.refuseDuplicate(`Secret ${secret}`, holder, other);
    this.secrets.set(secret, holder);
  }

  /**
   * Whether a root is a new one, and not one that another purpose shares. Throws `DUPLICATE_CERTIFICATE`; `INVALID_VALUE` where
   * the key would have to lie in two places, or two roots of one name differ.
   *
   * @param place who keeps its key
   */
  public root(root: CaCertificateModel, place: string, authority: Named, { sharedRoot }: Sharing): boolean {
    const owner = sharedRoot === undefined ? `of ${authorityName(authority)}` : sharedRoot;
    const known = this.roots.get(owner);
    const told = JSON.stringify({ place, root });
    if (known === told) return false;
    if (known !== undefined && sharedRoot !== undefined) {
      refuse('INVALID_VALUE', {
        option: `${authorityOption(authority)}.root`,
        path: this.path,
        found: `${root.name}, kept by ${place}`,
        expected: 'one SharedRoot with its name, and all authorities below it of one kind: its key lies in one place',
        fix: 'Give the purposes one SharedRoot, all of them selfSigned(…) or all of them local(…) with one store; or name another root.',
      });
    }
    this.secret(root.namespace, root.name, `the root of ${authorityName(authority)}`);
    this.roots.set(owner, told);
    return true;
  }

  /** Reserves the name of an intermediate. Throws `DUPLICATE_CERTIFICATE`. */
  public intermediate({ namespace, name }: CaCertificateModel, authority: Named): void {
    this.secret(namespace, name, `the intermediate of ${authorityName(authority)}`);
  }

  /** Refuses a name that is taken. Throws `DUPLICATE_CERTIFICATE`. */
  public refuseDuplicate(found: string, holder: string, other = 'another certificate'): never {
    return refuse('DUPLICATE_CERTIFICATE', {
      option: `MtlsPki ${holder}`,
      path: this.path,
      found,
      expected: 'a name and a Secret of its own for each certificate',
      fix: `Choose another name: ${other} has this one already.`,
    });
  }
}
