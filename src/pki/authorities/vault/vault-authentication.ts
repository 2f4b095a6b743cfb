import { type Check, matching, optional, readOptions, text } from '../../../core/guards';
import { subdomainName } from '../../../core/names';
import { secretKeyIn } from '../../../secrets/secret-key-in';
import { secretRef } from '../../../secrets/secret-option';
import type { SecretRef } from '../../../secrets/secret-ref';
import type { VaultAuthenticationModel } from '../../model/issuer';

/** Options of Vault's authentication by a Kubernetes ServiceAccount. */
export interface VaultKubernetesOptions {
  /** The role in Vault that the ServiceAccount is bound to. */
  readonly role: string;
  /**
   * The ServiceAccount whose tokens cert-manager shows to Vault, in the namespace of the issuer. It is the program's to make;
   * leave to request tokens of it is emitted. Their audience is `vault://<namespace>/<issuer>`, or `vault://<issuer>` for a
   * ClusterIssuer: bind the role to it.
   */
  readonly serviceAccountName: string;
  /**
   * Where the method is mounted in Vault, below `auth/`.
   *
   * @default - `kubernetes`
   */
  readonly mount?: string;
}

/** Options of Vault's authentication by an AppRole. */
export interface VaultAppRoleOptions {
  /** The role's id, which is not secret. */
  readonly roleId: string;
  /** The secret id. */
  readonly secretId: SecretRef;
  /**
   * Where the method is mounted in Vault, below `auth/`.
   *
   * @default - `approle`
   */
  readonly mount?: string;
}

/** A path of Vault's mounts, namespaces and endpoints: segments joined by "/", none of which leads elsewhere. */
export function vaultPath(what: string, fix: string): Check<string> {
  const segment = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.-]+';
  return matching(new RegExp(`^${segment}(?:/${segment})*$`), what, fix, 253);
}

const mount = vaultPath('a mount in Vault, without auth/ and without "/" at its ends', 'Write it as "kubernetes".');

/**
 * How cert-manager logs in to Vault. No credential stands in a program: it names where the credential lies.
 *
 * @example
 * const authentication = VaultAuthentication.kubernetes({ role: 'temporal', serviceAccountName: 'vault-issuer' });
 */
export class VaultAuthentication {
  /**
   * By a token of a ServiceAccount that cert-manager requests for ten minutes. The way to choose: nothing is stored.
   *
   * Throws `INVALID_NAME`, `INVALID_VALUE`.
   */
  public static kubernetes(options: VaultKubernetesOptions): VaultAuthentication {
    const read = readOptions<VaultKubernetesOptions>('VaultAuthentication.kubernetes', options, {
      role: text("the name of a role of Vault's", 253),
      serviceAccountName: subdomainName,
      mount: optional(mount),
    });
    return new VaultAuthentication(() => ({ kind: 'kubernetes', ...read, mount: read.mount ?? 'kubernetes' }));
  }

  /**
   * By the id of an AppRole and its secret id.
   *
   * Throws `INVALID_VALUE`, `WRONG_TYPE`.
   */
  public static appRole(options: VaultAppRoleOptions): VaultAuthentication {
    const read = readOptions<VaultAppRoleOptions>('VaultAuthentication.appRole', options, {
      roleId: text("an AppRole's id", 253),
      secretId: secretRef,
      mount: optional(mount),
    });
    return new VaultAuthentication((namespace, option) => ({
      kind: 'app-role',
      mount: read.mount ?? 'approle',
      roleId: read.roleId,
      secretId: secretKeyIn(namespace, read.secretId, `${option}.secretId`),
    }));
  }

  /**
   * By a token of Vault's. Whoever renews it must do so before it expires.
   *
   * Throws `WRONG_TYPE`.
   */
  public static token(token: SecretRef): VaultAuthentication {
    const read = secretRef(token, 'VaultAuthentication.token token');
    return new VaultAuthentication((namespace, option) => ({
      kind: 'token',
      token: secretKeyIn(namespace, read, option),
    }));
  }

  private constructor(private readonly inNamespace: (namespace: string, option: string) => VaultAuthenticationModel) {}

  /**
   * The method of an issuer whose Secrets lie in a namespace. Throws `SECRET_ELSEWHERE`.
   *
   * @internal
   */
  public _in(namespace: string, option: string): VaultAuthenticationModel {
    return this.inNamespace(namespace, option);
  }
}
