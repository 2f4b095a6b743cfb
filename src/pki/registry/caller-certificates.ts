import type { Construct } from 'constructs';
import { kubernetesNamespaceOf } from '../../core/objects/emit';
import {
  type CallerCertificateOptions,
  ClientCertificate,
  type PersonCertificateOptions,
} from '../certificates/client-certificate';
import { requireCertManager } from '../certificates/require-cert-manager';
import type { PkiSettings } from '../certificates/settings';
import { spiffeId } from '../certificates/spiffe-id';
import type { TrustRef } from '../certificates/trust-ref';
import type { ClientComponent } from '../model/component';
import { frontendTrustOf, requireSigner } from './caller';
import type { Leaf } from './leaves';
import type { Registry } from './registry';

/** Authorities and certificates, and what they have in common: those of a server, or those of one tenant of it. */
export interface Part {
  readonly registry: Registry;
  readonly settings: PkiSettings;
}

/** The roles of pods that call the frontend. */
export type PodRole = ClientComponent | 'service';

/** The certificates of the frontend's callers. */
export class CallerCertificates {
  /**
   * @param scope where they are emitted, unless a pod says otherwise
   * @param own whose authority of `clients` signs them
   * @param server whose frontend they call
   */
  public constructor(
    private readonly scope: Construct,
    private readonly own: Part,
    private readonly server: Part,
  ) {}

  /**
   * Adds the certificate of a pod. Throws `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`,
   * `SPLIT_TRUST`.
   *
   * @param account the pod's ServiceAccount, unless the options say otherwise
   */
  public addPod(role: PodRole, name: string, account: string, options: CallerCertificateOptions): ClientCertificate {
    const { registry } = this.own;
    const scope = options.scope ?? this.scope;
    const caller = { name, namespace: kubernetesNamespaceOf(scope), scope, path: this.scope.node.path };
    const signer = registry.authority('clients');
    requireSigner(caller, signer);
    const frontendTrust = frontendTrustOf(caller, options.frontendTrust, this.server.registry, this.server.settings);
    if (options.certificate !== undefined) requireCertManager(signer.model, `certificate ${name}`, caller.path);
    const uris = [this.idOf(caller.namespace, 'sa', options.serviceAccountName ?? account)];
    const { path, namespace } = caller;
    const leaf = { role, name, namespace, commonName: name, uris, path };
    return this.add({ ...leaf, options: options.certificate }, frontendTrust, scope);
  }

  /**
   * Adds the certificate of a person, in the server's Kubernetes namespace. Throws `DUPLICATE_CERTIFICATE`, `MISSING_TRUST`,
   * `SPLIT_TRUST`.
   */
  public addPerson(name: string, options: PersonCertificateOptions): ClientCertificate {
    const { namespace } = this.own.settings;
    const { scope } = this;
    const caller = { name, namespace, scope, path: scope.node.path };
    const frontendTrust = frontendTrustOf(caller, options.frontendTrust, this.server.registry, this.server.settings);
    const uris = [this.idOf(namespace, 'person', name)];
    const leaf = { role: 'person', name, namespace, commonName: name, uris, path: scope.node.path } as const;
    return this.add(leaf, frontendTrust, scope);
  }

  private idOf(namespace: string, holder: string, name: string): string {
    return spiffeId(this.own.settings.trustDomain, 'ns', namespace, holder, name);
  }

  private add(named: Leaf, frontendTrust: TrustRef, scope: Construct): ClientCertificate {
    const { registry } = this.own;
    const leaf = { ...named, frontendTrust: frontendTrust._in(named.namespace) };
    const model = registry.addCertificate(leaf, registry.authority('clients'), scope);
    return ClientCertificate._of(named.name, model, frontendTrust);
  }
}
