import { integer } from '../../core/guards';

/** More than anybody needs, and short in names. */
const LAST_GENERATION = 9999;

/**
 * Which generation of an authority exists, which one signs, and so what is trusted: a phase of its rotation. From generation 1
 * to 2 a program goes through `only(1)`, `introduce(2)`, `signWith(2)` and `only(2)`, each rolled out before the next, and may
 * go back the same way.
 *
 * @example
 * // The second hierarchy is trusted before it signs: a rotation in steps, each applied and rolled out before the next.
 * const clients = CertificateAuthority.selfSigned({ generation: AuthorityGeneration.introduce(2) });
 */
export class AuthorityGeneration {
  /**
   * One generation exists, signs and is trusted.
   *
   * Throws `OUT_OF_RANGE`, `WRONG_TYPE`.
   *
   * @param generation its number, from 1
   */
  public static only(generation: number): AuthorityGeneration {
    const signer = numberOf(generation, 1, 'only');
    return new AuthorityGeneration([signer], signer);
  }

  /**
   * A new generation exists and is trusted beside the one before it, which still signs.
   *
   * Throws `OUT_OF_RANGE`, `WRONG_TYPE`.
   *
   * @param generation the number of the new one, from 2
   */
  public static introduce(generation: number): AuthorityGeneration {
    const next = numberOf(generation, 2, 'introduce');
    return new AuthorityGeneration([next - 1, next], next - 1);
  }

  /**
   * A new generation signs; the one before it is still trusted.
   *
   * Throws `OUT_OF_RANGE`, `WRONG_TYPE`.
   *
   * @param generation the number of the new one, from 2
   */
  public static signWith(generation: number): AuthorityGeneration {
    const signer = numberOf(generation, 2, 'signWith');
    return new AuthorityGeneration([signer - 1, signer], signer);
  }

  /**
   * Those that exist, the older one first.
   *
   * @internal
   */
  public readonly _existing: readonly number[];
  /** @internal */
  public readonly _signer: number;

  private constructor(existing: readonly number[], signer: number) {
    this._existing = existing;
    this._signer = signer;
  }
}

function numberOf(generation: number, first: number, factory: string): number {
  return integer(first, LAST_GENERATION)(generation, `AuthorityGeneration.${factory} generation`);
}
