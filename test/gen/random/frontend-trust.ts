import type { Chart } from 'cdk8s';
import { type ExternalSecretsBinding, FrontendTrustBundle, type MtlsPki, TrustRef } from 'cdk8s-temporal-auth';
import { type AuthorityChoice, bringsItsRoot, splitsTrust } from './authority-choice';
import type { ServerChoice } from './choices';
import type { Place } from './place';

/** What callers are given to verify the frontend by: nothing where its authority brings its root, a Bundle, or a copy of the user's own. */
export class FrontendTrust {
  private readonly bundle?: FrontendTrustBundle;

  constructor(
    private readonly pki: MtlsPki,
    private readonly authority: AuthorityChoice,
    private readonly place: Place,
  ) {
    if (authority.kind !== 'self-signed' || !authority.everywhere || bringsItsRoot(authority)) return;
    const { chart, elsewhere } = place;
    this.bundle = new FrontendTrustBundle(chart, 'Bundle', {
      pki,
      kubernetesNamespaces: [chart.namespace as string, elsewhere.namespace as string],
    });
  }

  /** For a caller beside the server. */
  public near(given: Given): Trust {
    const isSplit = splitsTrust(this.authority);
    if (isSplit && this.bundle !== undefined) return { frontendTrust: this.bundle.trust };
    const { chart, vault } = this.place;
    return given === 'none' && !isSplit ? {} : { frontendTrust: this.copyOf(given, chart, vault) };
  }

  /** For a caller in a Kubernetes namespace of its own. */
  public far(given: Given): Trust {
    if (this.bundle !== undefined) return { frontendTrust: this.bundle.trust };
    if (given === 'none' && bringsItsRoot(this.authority)) return {};
    const { elsewhere, vaultElsewhere } = this.place;
    return { frontendTrust: this.copyOf(given, elsewhere, vaultElsewhere) };
  }

  private copyOf(given: Given, { namespace }: Chart, vault: () => ExternalSecretsBinding): TrustRef {
    const { existing, prefix } = this.place;
    const roots = this.pki
      ._toModel()
      .authorities.filter(({ purpose }) => purpose === 'frontend')
      .flatMap(({ trust }) => trust.map(({ kind, name, namespace: of, key }) => `${kind} ${of}/${name} key ${key}`));
    if (given !== 'fetched') {
      existing.files.set(`ConfigMap ${namespace}/${prefix}-own-ca key ca.crt`, roots);
      return TrustRef.configMap(`${prefix}-own-ca`, 'ca.crt');
    }
    const value = `${prefix}/${namespace}`;
    if (!existing.values.has(`${value}/ca`)) vault().fetch('frontend-ca.crt', value, 'ca');
    existing.values.set(`${value}/ca`, roots);
    return TrustRef.secret(vault().secretName, 'frontend-ca.crt');
  }
}

type Given = ServerChoice['componentTrust'];
type Trust = { readonly frontendTrust?: TrustRef };
