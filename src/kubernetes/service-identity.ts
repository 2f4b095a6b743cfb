import { Names } from 'cdk8s';
import type { IServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { inConstruct, refuse } from '../core/errors';
import { type Check, holds, instanceOf, optional, readOptions } from '../core/guards';
import { namespaceName, subdomainName } from '../core/names';
import { emit, kubernetesNamespaceOf } from '../core/objects/emit';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { cdk8sPlus } from './cdk8s-plus';
import { CloudIdentity } from './cloud-identity';
import { renderServiceAccount } from './render-service-account';

/** Options of `ServiceIdentity`. */
export interface ServiceIdentityProps {
  /**
   * The name of the ServiceAccount to make.
   *
   * @default - made from the path of the construct, with a hash
   */
  readonly serviceAccountName?: string;
  /**
   * The identity that a cloud gives to the pods.
   *
   * @default - none
   */
  readonly cloudIdentity?: CloudIdentity;
  /**
   * A ServiceAccount of cdk8s-plus-27 that exists already, in place of the one that would be made. It excludes the other
   * options.
   *
   * @default - one is made
   */
  readonly existing?: IServiceAccount;
}

/**
 * The identity of one component's pods: a ServiceAccount of their own, without a token for the Kubernetes API.
 *
 * Throws `UNKNOWN_OPTION`, `WRONG_TYPE`, `INVALID_NAME`, `INVALID_VALUE`, `FORBIDDEN_SUBJECT`, `MISSING_NAMESPACE`,
 * `RESERVED_NAMESPACE`.
 *
 * @example
 * import { Deployment } from 'cdk8s-plus-27';
 *
 * const identity = new ServiceIdentity(chart, 'Exporter', { serviceAccountName: 'temporal-exporter' });
 * const deployment = new Deployment(chart, 'Deployment', { serviceAccount: identity.asServiceAccount() });
 * deployment.addContainer({ image: 'registry.company.com/temporal-exporter:1.0.0' });
 */
export class ServiceIdentity extends Construct {
  /** @internal */
  public readonly _podLabels: Readonly<Record<string, string>>;
  private readonly account: { readonly name: string; readonly namespace: string };
  private reference?: IServiceAccount;

  constructor(scope: Construct, id: string, props: ServiceIdentityProps = {}) {
    super(scope, id);
    const read = inConstruct(this, () =>
      readOptions<ServiceIdentityProps>('ServiceIdentity', props, {
        serviceAccountName: optional(ownAccountName),
        cloudIdentity: optional(instanceOf(CloudIdentity, 'a CloudIdentity')),
        existing: optional(serviceAccount),
      }),
    );
    if (read.existing !== undefined && (read.serviceAccountName ?? read.cloudIdentity) !== undefined) {
      refuse('INVALID_VALUE', {
        path: this.node.path,
        option: 'ServiceIdentity.existing',
        expected: 'either an existing ServiceAccount, or the name and cloud identity of one to make',
        fix: 'Give the existing ServiceAccount its annotations where it is made, and remove the other options here.',
      });
    }
    requireSameApp(this, read.existing, 'ServiceIdentity.existing');
    this.reference = read.existing;
    const existing = read.existing?.toSubjectConfiguration();
    this.account = {
      name: existing?.name ?? read.serviceAccountName ?? Names.toDnsLabel(this),
      namespace: existing?.namespace ?? kubernetesNamespaceOf(this),
    };
    this._podLabels = read.cloudIdentity?._podLabels ?? {};
    if (read.existing !== undefined) return;
    emit(
      this,
      'ServiceAccount',
      renderServiceAccount(this.serviceAccountName, this.kubernetesNamespace, read.cloudIdentity?._annotations),
    );
  }

  /** The name of the ServiceAccount. */
  public get serviceAccountName(): string {
    return this.account.name;
  }

  /** The Kubernetes namespace of the ServiceAccount. */
  public get kubernetesNamespace(): string {
    return this.account.namespace;
  }

  /**
   * The ServiceAccount as cdk8s-plus-27 knows it, for the `serviceAccount` option of its workloads.
   *
   * Throws `MISSING_PEER`.
   */
  public asServiceAccount(): IServiceAccount {
    this.reference ??= cdk8sPlus('ServiceIdentity.asServiceAccount').ServiceAccount.fromServiceAccountName(
      this,
      'Reference',
      this.serviceAccountName,
      { namespaceName: this.kubernetesNamespace }, // left out, it would be the namespace "default"
    );
    return this.reference;
  }
}

readOnly(ServiceIdentity);

/** Refuses `default`: every pod that names no ServiceAccount runs as it, and would share its rights. */
const ownAccountName: Check<string> = (value, option) => {
  const name = subdomainName(value, option);
  if (name === 'default') {
    refuse('FORBIDDEN_SUBJECT', {
      option,
      value: name,
      expected: 'a ServiceAccount that only these pods use',
      fix: 'Name a ServiceAccount of their own.',
    });
  }
  return name;
};

const serviceAccount: Check<IServiceAccount> = (value, option) => {
  const given = value as IServiceAccount;
  if (!holds(() => Construct.isConstruct(value) && typeof given.toSubjectConfiguration === 'function')) {
    refuse('WRONG_TYPE', {
      option,
      value,
      expected: 'a ServiceAccount of cdk8s-plus-27',
      fix: 'Pass a ServiceAccount, or a reference from ServiceAccount.fromServiceAccountName.',
    });
  }
  if (given.kind !== 'ServiceAccount') {
    refuse('FORBIDDEN_SUBJECT', {
      option,
      found: given.kind,
      expected: 'a ServiceAccount, not a user or group',
      fix: 'Pass the ServiceAccount that the pods run as.',
    });
  }
  const { name, namespace } = given.toSubjectConfiguration();
  ownAccountName(name, `${option}.name`);
  if (namespace === undefined) kubernetesNamespaceOf(given);
  else namespaceName(namespace, `${option}.namespace`);
  return given;
};
