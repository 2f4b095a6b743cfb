import type { Construct } from 'constructs';
import { labelName } from '../../core/names';
import { kubernetesNamespaceOf } from '../../core/objects/emit';
import { requireSameApp } from '../../core/surface/same-app';
import {
  type CallerCertificateOptions,
  ClientCertificate,
  callerOptions,
  type PersonCertificateOptions,
  personOptions,
} from '../certificates/client-certificate';
import { requireCertManager } from '../certificates/require-cert-manager';
import { spiffeId } from '../certificates/spiffe-id';
import type { ClientComponent } from '../model/component';
import { type Caller, frontendTrustOf, requireSigner } from './caller';
import type { Registry } from './registry';

/** The certificates of the frontend's callers. */
export class CallerCertificates {
  /**
   * @param scope where they are emitted, unless a pod says otherwise
   * @param own whose authority of `clients` signs them
   * @param server whose frontend they call
   */
  public constructor(
    private readonly scope: Construct,
    private readonly own: Registry,
    private readonly server: Registry,
  ) {}

  /**
   * Adds the certificate of a pod. Throws `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`,
   * `SPLIT_TRUST`.
   *
   * @param account the pod's ServiceAccount, unless the options say otherwise
   */
  public addPod(
    role: ClientComponent | 'service',
    name: string,
    account: string,
    options: CallerCertificateOptions,
  ): ClientCertificate {
    requireSameApp(this.scope, options.scope, 'CallerCertificateOptions.scope');
    const caller = this.callerIn(options.scope ?? this.scope, name);
    requireSigner(caller, this.own.authority('clients'));
    return this.add(role, caller, ['sa', options.serviceAccountName ?? account], options);
  }

  /**
   * Adds the certificate of a service. Throws what `addPod` throws, and `INVALID_NAME`.
   *
   * @param type the class that is asked, in messages
   */
  public addService(type: string, name: string, options: CallerCertificateOptions | undefined): ClientCertificate {
    const method = `${type}.addServiceCertificate`;
    const service = labelName(name, `${method} name`);
    return this.addPod('service', service, service, callerOptions(options, method));
  }

  /**
   * Adds the certificate of a person, in the server's Kubernetes namespace. Throws `DUPLICATE_CERTIFICATE`, `MISSING_TRUST`,
   * `SPLIT_TRUST`, `INVALID_NAME`.
   *
   * @param type the class that is asked, in messages
   */
  public addPerson(type: string, name: string, options: PersonCertificateOptions | undefined): ClientCertificate {
    const method = `${type}.addPersonCertificate`;
    const person = labelName(name, `${method} name`);
    const read = personOptions(options, method);
    return this.add('person', this.callerIn(this.scope, person), ['person', person], read);
  }

  private callerIn(scope: Construct, name: string): Caller {
    return { name, namespace: kubernetesNamespaceOf(scope), scope, path: this.scope.node.path };
  }

  private add(
    role: ClientComponent | 'service' | 'person',
    caller: Caller,
    holder: readonly string[],
    options: Pick<CallerCertificateOptions, 'frontendTrust' | 'certificate'>,
  ): ClientCertificate {
    const { name, namespace, scope, path } = caller;
    const signer = this.own.authority('clients');
    const frontendTrust = frontendTrustOf(caller, options.frontendTrust, this.server);
    if (options.certificate !== undefined) requireCertManager(signer.model, `certificate ${name}`, path);
    const leaf = {
      role,
      name,
      namespace,
      path,
      commonName: name,
      uris: [spiffeId(this.own.settings.trustDomain, 'ns', namespace, ...holder)],
      options: options.certificate,
      frontendTrust: frontendTrust._in(namespace),
    };
    return ClientCertificate._of(this.own.addCertificate(leaf, signer, scope), frontendTrust);
  }
}
