import { Names } from 'cdk8s';
import { Construct } from 'constructs';
import { Declarations } from '../core/derived';
import { inConstruct, refuse } from '../core/errors';
import { type Check, instanceOf, listOf, nonEmpty, optional, readOptions, unique } from '../core/guards';
import { subdomainName } from '../core/names';
import { emit, kubernetesNamespaceOf } from '../core/objects/emit';
import { sortedUnique } from '../core/order';
import { readOnly } from '../core/surface/read-only';
import { requireSameApp } from '../core/surface/same-app';
import { renderGrant } from './render-grant';
import { ServiceIdentity } from './service-identity';

/** Options of `SecretReadGrant`. */
export interface SecretReadGrantProps {
  /** The names of the Secrets, in the Kubernetes namespace of the chart. */
  readonly secretNames: string[];
  /** Whose pods may read them. */
  readonly identities: ServiceIdentity[];
  /**
   * The name of the Role and of the RoleBinding.
   *
   * @default - made from the path of the construct, with a hash
   */
  readonly roleName?: string;
}

/** A grant as plain data. */
export interface SecretGrantModel {
  readonly path: string;
  readonly namespace: string;
  readonly secretNames: readonly string[];
}

/** Every grant of each App: whose Secrets they name is known to rooms that nothing here may import. */
export const SECRET_GRANTS = new Declarations<SecretGrantModel>();

/**
 * Permission to read named Secrets through the Kubernetes API. Pods need none for mounted Secrets, so none is granted unless a
 * program asks for it.
 *
 * Throws `UNKNOWN_OPTION`, `MISSING_OPTION`, `WRONG_TYPE`, `EMPTY_LIST`, `DUPLICATE_VALUE`, `INVALID_NAME`, `FORBIDDEN_GRANT`,
 * `MISSING_NAMESPACE`. Source: Kubernetes, "Using RBAC Authorization".
 *
 * @example
 * const reader = new ServiceIdentity(chart, 'Reader', { serviceAccountName: 'backup' });
 * new SecretReadGrant(chart, 'Grant', { secretNames: ['backup-credentials'], identities: [reader] });
 */
export class SecretReadGrant extends Construct {
  private readonly name: string;

  constructor(scope: Construct, id: string, props: SecretReadGrantProps) {
    super(scope, id);
    const read = inConstruct(this, () =>
      readOptions<SecretReadGrantProps>('SecretReadGrant', props, {
        secretNames: nonEmpty(
          unique(listOf(oneSecretName), (name) => name),
          'Name the Secrets: in a Kubernetes role an empty list means every Secret.',
        ),
        identities: nonEmpty(
          unique(listOf(instanceOf(ServiceIdentity, 'a ServiceIdentity: new ServiceIdentity(…)')), accountOf),
          'Name who may read them, or remove the grant.',
        ),
        roleName: optional(subdomainName),
      }),
    );
    this.name = read.roleName ?? Names.toDnsLabel(this);
    for (const [index, identity] of read.identities.entries()) {
      requireSameApp(this, identity, `SecretReadGrant.identities[${index}]`);
    }
    const accounts = read.identities.map(({ serviceAccountName: name, kubernetesNamespace: namespace }) => ({
      name,
      namespace,
    }));
    // One verb, one resource, named objects: `list` and `watch` cannot be limited to names, so they are never granted.
    const rule = {
      apiGroups: [''],
      resources: ['secrets'],
      verbs: ['get'],
      resourceNames: sortedUnique(read.secretNames),
    };
    const metadata = { name: this.name, namespace: kubernetesNamespaceOf(this) };
    const { path } = this.node;
    SECRET_GRANTS.add(this, () => ({ path, namespace: metadata.namespace, secretNames: read.secretNames }));
    const [role, binding] = renderGrant(metadata, accounts, rule);
    emit(this, 'Role', role);
    emit(this, 'RoleBinding', binding);
  }

  /** The name of the Role and of the RoleBinding. */
  public get roleName(): string {
    return this.name;
  }
}

readOnly(SecretReadGrant);

const oneSecretName: Check<string> = (value, option) => {
  if (typeof value === 'string' && value.includes('*')) {
    refuse('FORBIDDEN_GRANT', {
      option,
      value,
      expected: 'the name of one Secret',
      fix: 'Name each Secret: Kubernetes knows no patterns here, and all Secrets are never granted.',
    });
  }
  return subdomainName(value, option);
};

function accountOf(identity: ServiceIdentity): string {
  return `${identity.kubernetesNamespace}/${identity.serviceAccountName}`;
}
