import type { Chart } from 'cdk8s';
import { type CertificateAuthority, ExternalSecretsBinding, SecretStoreRef } from 'cdk8s-temporal-auth';
import type { Existing } from '../../invariants/emitted/facts';

/** Where a server lives, and those of its callers who live elsewhere, and what its names begin with. */
export class Place {
  /** What is fetched into the server's Kubernetes namespace; a binding that fetches nothing is refused. */
  public readonly vault = once(() => this.vaultIn(this.chart));
  public readonly vaultElsewhere = once(() => this.vaultIn(this.elsewhere));

  constructor(
    public readonly chart: Chart,
    public readonly elsewhere: Chart,
    public readonly prefix: string,
    public readonly existing: Existing,
    /** The record of rotations. */
    public readonly record: string,
    /** The authority of a certificate store, if the program has one. */
    public readonly local?: CertificateAuthority,
  ) {}

  private vaultIn(chart: Chart): ExternalSecretsBinding {
    return new ExternalSecretsBinding(chart, `Vault-${this.prefix}`, {
      store: SecretStoreRef.store('vault'),
      secretName: `${this.prefix}-secrets`,
    });
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
