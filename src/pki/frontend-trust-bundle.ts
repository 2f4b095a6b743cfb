import { Construct } from 'constructs';
import { inConstruct, refuse } from '../core/errors';
import { instanceOf, listOf, nonEmpty, optional, readOptions, unique } from '../core/guards';
import { namespaceName, subdomainName } from '../core/names';
import { emit } from '../core/objects/emit';
import { sortedUnique } from '../core/order';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { renderTrustBundle } from './cert-manager/render-trust-bundle';
import { rootsOf } from './certificates/placed-trust';
import { TrustRef } from './certificates/trust-ref';
import { hierarchiesOf, storedOf } from './model/authority';
import { MtlsPki } from './mtls-pki';

/** Options of `FrontendTrustBundle`. */
export interface FrontendTrustBundleProps {
  /** The certificates whose frontend authority is to be known elsewhere. */
  readonly pki: MtlsPki;
  /** The Kubernetes namespaces in which callers of the frontend live. */
  readonly kubernetesNamespaces: string[];
  /**
   * The namespace that trust-manager reads its sources from (its flag `--trust-namespace`). The frontend's authority must keep
   * its Secrets there, as `CertificateAuthority.selfSigned({ clusterResourceNamespace })` does.
   *
   * @default - `cert-manager`
   */
  readonly trustNamespace?: string;
  /**
   * The name of the Bundle, and of the ConfigMap in each namespace.
   *
   * @default - `<namePrefix>-frontend-ca.<namespace>`, with the Temporal server's Kubernetes namespace
   */
  readonly bundleName?: string;
}

/**
 * Brings the certificate of the frontend's authority into Kubernetes namespaces, through a `Bundle` of trust-manager. It is
 * public: no private key is copied. While the authority is rotated, the ConfigMaps hold the certificates of both generations.
 * A local authority needs none: `CertificateAuthority.local` brings its own ConfigMap wherever a caller is.
 *
 * Throws `MISSING_TRUST` where the authority's Secrets are not where trust-manager reads, `EMPTY_LIST`, `DUPLICATE_VALUE`,
 * `INVALID_NAME`, `RESERVED_NAMESPACE`.
 *
 * @example
 * const pki = new MtlsPki(chart, 'Pki', {
 *   namePrefix: 'orders',
 *   frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
 * });
 * new FrontendTrustBundle(chart, 'Trust', { pki, kubernetesNamespaces: ['applications'] });
 */
export class FrontendTrustBundle extends Construct {
  private readonly file: TrustRef;

  constructor(scope: Construct, id: string, props: FrontendTrustBundleProps) {
    super(scope, id);
    const read = inConstruct(this, () =>
      readOptions<FrontendTrustBundleProps>('FrontendTrustBundle', props, {
        pki: instanceOf(MtlsPki, 'an MtlsPki: new MtlsPki(…)'),
        kubernetesNamespaces: nonEmpty(
          unique(listOf(namespaceName), (name) => name),
          'Name the namespaces: for trust-manager no selection means every namespace.',
        ),
        trustNamespace: optional(namespaceName),
        bundleName: optional(subdomainName),
      }),
    );
    requireSameApp(this, read.pki, 'FrontendTrustBundle.pki');
    const { namePrefix, namespace, authorities } = read.pki._toModel();
    const [frontend] = authorities.filter(({ purpose }) => purpose === 'frontend');
    const roots = hierarchiesOf(frontend).map(({ root }) => root.certificate);
    const trustNamespace = read.trustNamespace ?? 'cert-manager';
    if (!roots.some(({ namespace }) => namespace === trustNamespace)) {
      refuse('MISSING_TRUST', {
        option: 'FrontendTrustBundle.pki',
        path: this.node.path,
        found:
          roots.length === 0
            ? 'a frontend authority that cert-manager does not make here'
            : `its root in namespace "${roots[0].namespace}"`,
        expected: `a frontend authority whose root lies in namespace "${trustNamespace}", where trust-manager reads`,
        fix: `${storedOf(frontend) === undefined ? '' : 'Leave the Bundle out: a local authority brings its ConfigMap to every caller. '}Give the MtlsPki frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: '${trustNamespace}' }), or keep a Bundle of your own and name its target with TrustRef.configMap.`,
      });
    }
    const name = read.bundleName ?? `${namePrefix}-frontend-ca.${namespace}`; // it may hold Bundles of several servers
    const key = 'ca.crt';
    const namespaces = sortedUnique(read.kubernetesNamespaces);
    this.file = TrustRef._of({ kind: 'ConfigMap', name, key }, { namespaces, roots: rootsOf(frontend) });
    read.pki._carryFrontendRoot(name);
    emit(
      this,
      'Bundle',
      renderTrustBundle({
        name,
        secretNames: [...new Set(roots.map((root) => root.name))],
        secretKey: 'tls.crt', // of each root's own Secret: its certificate, never its key
        key,
        namespaces,
      }),
    );
  }
  /**
   * What a caller in one of the namespaces verifies the frontend by: pass it as `frontendTrust`. A caller in another namespace, or
   * of another server, is refused with `MISSING_TRUST`.
   */
  public get trust(): TrustRef {
    return this.file;
  }
}

readOnly(FrontendTrustBundle);
