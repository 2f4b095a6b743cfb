import { Duration } from 'cdk8s';
import { subdomainName } from '../core/names';
import { subjectText } from '../core/subject-text';
import type { SelfSignedOptions } from './certificate-authority';
import { rolesOf } from './certificate-role';
import { privateKeyOf } from './key-algorithm';
import { authorityLifetime, type LifetimeModel, lifetimeOf, requireOutlives } from './lifetimes';
import type {
  CaCertificateModel,
  CertificateRole,
  GenerationModel,
  HierarchyModel,
  IssuerModel,
  Purpose,
  RootModel,
} from './model';
import { nameSubtrees } from './name-constraints-options';
import type { PkiSettings } from './pki-settings';

const DEFAULT_ROOT_DURATION = Duration.days(10 * 365);
const DEFAULT_INTERMEDIATE_DURATION = Duration.days(5 * 365);
const DEFAULT_ORGANIZATION = 'Temporal';

/**
 * The self-signed hierarchy of one purpose. Throws `INVALID_LIFETIME`, `INVALID_NAME`, `OUT_OF_RANGE`.
 *
 * @param signed the roles whose certificates it signs
 */
export function hierarchyOf(
  purpose: Purpose,
  options: SelfSignedOptions,
  settings: PkiSettings,
  signed: readonly CertificateRole[] = rolesOf(purpose),
): Omit<HierarchyModel, keyof GenerationModel> {
  const root = options.root?._props;
  const names = new Names(options.clusterResourceNamespace, settings);
  const intermediate = authorityLifetime((options.intermediateDuration ?? DEFAULT_INTERMEDIATE_DURATION).toSeconds());
  const rootLifetime = authorityLifetime((root?.duration ?? options.rootDuration ?? DEFAULT_ROOT_DURATION).toSeconds());
  const option = `MtlsPki.${purpose}`;
  for (const role of signed) {
    const what = role === 'trust' ? `the certificate that carries the root of ${purpose}` : `the ${role} certificate`;
    requireOutlives(intermediate, lifetimeOf(role, settings.lifetimes), `${option}.intermediateDuration`, what);
  }
  requireOutlives(
    rootLifetime,
    intermediate,
    `${option}.${root ? 'root.duration' : 'rootDuration'}`,
    'its intermediate',
  );

  const keyAlgorithm = options.keyAlgorithm ?? settings.keyAlgorithm;
  const organization = options.organization ?? DEFAULT_ORGANIZATION;
  return {
    root: rootOf(root?.name ?? purpose, names, {
      ...rootLifetime,
      // A shared root takes nothing from the purpose that happens to come first.
      organization: root ? (root.organization ?? DEFAULT_ORGANIZATION) : organization,
      privateKey: privateKeyOf(root ? (root.keyAlgorithm ?? settings.keyAlgorithm) : keyAlgorithm),
    }),
    intermediate: names.caCertificate(`${purpose}-ca`, {
      ...intermediate,
      organization,
      privateKey: privateKeyOf(keyAlgorithm),
      ...(options.permittedNames && { permittedNames: nameSubtrees(options.permittedNames) }),
    }),
    issuer: options.clusterResourceNamespace === undefined ? names.issuer(purpose) : names.clusterIssuer(purpose),
  };
}

function rootOf(name: string, names: Names, details: CaDetails): RootModel {
  return {
    bootstrapIssuer: names.issuer(`${name}-bootstrap`),
    certificate: names.caCertificate(`${name}-root`, details),
    issuer: names.issuer(`${name}-root`),
  };
}

type CaDetails = LifetimeModel & Pick<CaCertificateModel, 'organization' | 'privateKey' | 'permittedNames'>;

/**
 * Names of a hierarchy's objects. In the cluster resource namespace hierarchies of several Temporal servers meet, so the
 * server's namespace is part of each name there; it follows a dot, which no namespace holds, so that no two names meet.
 */
class Names {
  private readonly namespace: string;
  private readonly suffix: string;

  public constructor(
    clusterResourceNamespace: string | undefined,
    private readonly settings: PkiSettings,
  ) {
    this.namespace = clusterResourceNamespace ?? settings.namespace;
    this.suffix = clusterResourceNamespace === undefined ? '' : `.${settings.namespace}`;
  }

  public issuer(name: string): IssuerModel {
    return { kind: 'Issuer', name: this.objectName(name), namespace: this.namespace };
  }

  public clusterIssuer(name: string): IssuerModel {
    return { kind: 'ClusterIssuer', name: this.objectName(name) };
  }

  public caCertificate(name: string, details: CaDetails): CaCertificateModel {
    return {
      name: this.objectName(name),
      namespace: this.namespace,
      commonName: subjectText('a common name')(`${this.settings.namePrefix}-${name}`, 'MtlsPki.namePrefix'),
      organizationalUnit: this.settings.namespace, // two servers of one cluster have authorities of different subjects
      ...details,
    };
  }

  private objectName(name: string): string {
    return subdomainName(`${this.settings.namePrefix}-${name}${this.suffix}`, 'MtlsPki.namePrefix');
  }
}
