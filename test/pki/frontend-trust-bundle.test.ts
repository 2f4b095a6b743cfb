import { App, Chart, Testing } from 'cdk8s';
import { CertificateAuthority, FrontendTrustBundle, MtlsPki, SecretStoreRef } from '../../src';
import { codeOf, refusalOf } from '../support/refusal';

function chart(): Chart {
  return new Chart(new App(), 'temporal-auth', { namespace: 'temporal' });
}

function clusterWide(scope: Chart): MtlsPki {
  return new MtlsPki(scope, 'Pki', {
    frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'cert-manager' }),
  });
}

describe('the trust in the frontend, elsewhere', () => {
  test('is the root of the frontend alone, in the namespaces that are named', () => {
    const scope = chart();
    const { trust } = new FrontendTrustBundle(scope, 'Trust', {
      pki: clusterWide(scope),
      kubernetesNamespaces: ['shop', 'applications'],
    });
    const objects = Testing.synth(scope);
    const [bundle] = objects.filter(({ kind }) => kind === 'Bundle');
    const [{ secret }] = bundle.spec.sources;
    const [root] = objects.filter(({ kind, spec }) => kind === 'Certificate' && spec.secretName === secret.name);
    expect(root).toMatchObject({
      metadata: { namespace: 'cert-manager' },
      spec: { isCA: true, commonName: expect.stringContaining('frontend-root') },
    });
    expect(secret.key).toBe('tls.crt');
    expect(bundle.metadata).toEqual({ name: 'temporal-frontend-ca.temporal' });
    expect(bundle.spec.target.namespaceSelector.matchExpressions[0].values).toEqual(['applications', 'shop']);
    expect(trust).toMatchObject({ kind: 'ConfigMap', name: 'temporal-frontend-ca.temporal', key: 'ca.crt' });
  });

  test('of two servers in one cluster is two Bundles, also for a caller of both', () => {
    const app = new App();
    for (const namespace of ['t1', 't2']) {
      const scope = new Chart(app, namespace, { namespace });
      new FrontendTrustBundle(scope, 'Trust', { pki: clusterWide(scope), kubernetesNamespaces: ['shop'] });
    }
    expect(app.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([]);
  });

  test('takes another name and another namespace of trust-manager', () => {
    const scope = chart();
    const pki = new MtlsPki(scope, 'Pki', {
      frontend: CertificateAuthority.selfSigned({ clusterResourceNamespace: 'trust' }),
    });
    const props = { pki, kubernetesNamespaces: ['shop'], trustNamespace: 'trust', bundleName: 'corp-temporal' };
    expect(new FrontendTrustBundle(scope, 'Trust', props).trust.name).toBe('corp-temporal');
    expect(Testing.synth(scope).find(({ kind }) => kind === 'Bundle').metadata.name).toBe('corp-temporal');
  });

  test.each<[string, (scope: Chart) => MtlsPki]>([
    ["in the server's own namespace", (scope) => new MtlsPki(scope, 'Pki')],
    [
      'behind an issuer that exists',
      (scope) => new MtlsPki(scope, 'Pki', { frontend: CertificateAuthority.clusterIssuer('corp') }),
    ],
  ])('is refused where the authority is %s: trust-manager cannot read it', (_, pki) => {
    const scope = chart();
    const refusal = refusalOf(
      () => new FrontendTrustBundle(scope, 'Trust', { pki: pki(scope), kubernetesNamespaces: ['shop'] }),
    );
    expect(refusal).toMatchObject({ code: 'MISSING_TRUST', fix: expect.stringContaining('clusterResourceNamespace') });
  });

  test('is refused, with the advice to leave it out, where a local authority brings its ConfigMap itself', () => {
    process.env.TEMPORAL_AUTH_PLAN = '/nowhere'; // the store is empty
    try {
      const scope = chart();
      const frontend = CertificateAuthority.local({ store: 'pki', secretStore: SecretStoreRef.store('vault') });
      const pki = new MtlsPki(scope, 'Pki', { frontend });
      const refusal = refusalOf(() => new FrontendTrustBundle(scope, 'Trust', { pki, kubernetesNamespaces: ['shop'] }));
      expect(refusal).toMatchObject({ code: 'MISSING_TRUST', fix: expect.stringContaining('Leave the Bundle out') });
    } finally {
      delete process.env.TEMPORAL_AUTH_PLAN;
    }
  });

  test('is refused without namespaces, which trust-manager would take for all of them', () => {
    const refused = (kubernetesNamespaces: string[]) => {
      const scope = chart();
      return codeOf(() => new FrontendTrustBundle(scope, 'Trust', { pki: clusterWide(scope), kubernetesNamespaces }));
    };
    expect(refused([])).toBe('EMPTY_LIST');
    expect(refused(['kube-system'])).toBe('RESERVED_NAMESPACE');
  });

  test('F02 an unknown option is refused', () => {
    const scope = chart();
    const props = { pki: clusterWide(scope), kubernetesNamespaces: ['a'], namespaces: ['b'] };
    expect(codeOf(() => new FrontendTrustBundle(scope, 'Trust', props))).toBe('UNKNOWN_OPTION');
  });
});
