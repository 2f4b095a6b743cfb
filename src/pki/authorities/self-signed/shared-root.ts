import type { Duration } from 'cdk8s';
import { refuse } from '../../../core/errors';
import { oneOf, optional, readOptions } from '../../../core/guards';
import { labelName } from '../../../core/names';
import { readOnly } from '../../../core/surface/read-only';
import { subjectText } from '../../../x509/names/subject-text';
import { KeyAlgorithm } from '../../certificates/key-algorithm';
import { authorityDuration } from '../../certificates/lifetimes';
import { PURPOSES } from '../../model/purpose';

/** Options of a self-signed root that several purposes share. */
export interface SharedRootProps {
  /** The name of the root among the program's; its objects are called `<namePrefix>-<name>-root`. */
  readonly name: string;
  /**
   * The organization in the root's subject.
   *
   * @default - `Temporal`
   */
  readonly organization?: string;
  /**
   * How long the root is valid: at least twice as long as each intermediate, at most 25 years.
   *
   * @default - 10 years of 365 days
   */
  readonly duration?: Duration;
  /**
   * The root's private key.
   *
   * @default - the `keyAlgorithm` of the MtlsPki
   */
  readonly keyAlgorithm?: KeyAlgorithm;
}

/**
 * A self-signed root that signs the intermediates of several purposes. No listener trusts it: each trusts the intermediate
 * of its purpose alone. Callers of the frontend do trust it, since those that run on Node accept only a self-signed
 * certificate; a certificate of another purpose cannot serve them, for it holds neither the frontend's name nor, if it is
 * a caller's, the right to serve.
 *
 * Without a reason to share, leave it out: each purpose then has a root of its own.
 *
 * @example
 * const root = new SharedRoot({ name: 'company', organization: 'Company' });
 * new MtlsPki(chart, 'Pki', {
 *   namePrefix: 'orders',
 *   frontend: CertificateAuthority.selfSigned({ root }),
 *   clients: CertificateAuthority.selfSigned({ root }),
 * });
 */
export class SharedRoot {
  /** @internal */
  public readonly _props: SharedRootProps;

  /**
   * Describes a root; whatever MtlsPki uses it emits it.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`, `OUT_OF_RANGE`.
   */
  public constructor(props: SharedRootProps) {
    const read = readOptions<SharedRootProps>('SharedRoot', props, {
      name: labelName,
      organization: optional(subjectText('an organization')),
      duration: optional(authorityDuration),
      keyAlgorithm: optional(oneOf(Object.values(KeyAlgorithm), 'a KeyAlgorithm')),
    });
    if ((PURPOSES as readonly string[]).includes(read.name)) {
      refuse('INVALID_VALUE', {
        option: 'SharedRoot.name',
        value: read.name,
        expected: "a name that is not a purpose's, whose own root would have the same name",
        fix: 'Choose another name, for example "company".',
      });
    }
    this._props = read;
  }

  /** The name of the root among the program's. */
  public get name(): string {
    return this._props.name;
  }
}

readOnly(SharedRoot);
