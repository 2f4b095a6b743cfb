import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { emit } from '../../core/objects/emit';
import { sortedUnique } from '../../core/order';
import { certManagerOf, type PkiSettings } from '../certificates/settings';
import { policyNameOf, type RequestedCertificate, renderRequestPolicy, renderUse } from './render-approver-policy';

/** The policies by which approver-policy approves the program's requests, and who may use them. */
export class RequestPolicies {
  /** The policies that may be used in each Kubernetes namespace. */
  private readonly names = new Map<string, string[]>();

  public constructor(private readonly settings: PkiSettings) {}

  /** Allows a request, where the program asks for policies. */
  public allow(request: RequestedCertificate | undefined, scope: Construct, idPrefix: string): void {
    if (request === undefined || this.settings.requestApproval === undefined) return;
    const { namespace } = request;
    const names = this.names.get(namespace) ?? [];
    if (!this.names.has(namespace)) {
      this.names.set(namespace, names);
      const name = `${this.settings.namePrefix}-certificate-requests.${this.settings.namespace}`;
      const policyNames = Lazy.any({ produce: () => sortedUnique(names) });
      for (const manifest of renderUse(name, namespace, policyNames, certManagerOf(this.settings))) {
        emit(scope, `${idPrefix}${manifest.kind}-${name}-${namespace}`, manifest);
      }
    }
    names.push(policyNameOf(request));
    emit(scope, `${idPrefix}Policy-${policyNameOf(request)}`, renderRequestPolicy(request));
  }
}
