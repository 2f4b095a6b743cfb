import { Duration } from 'cdk8s';
import { subdomainName } from '../../../core/names';
import { subjectText } from '../../../x509/names/subject-text';
import { privateKeyOf } from '../../certificates/key-algorithm';
import { authorityLifetime, lifetimeOf, requireOutlives } from '../../certificates/lifetimes';
import { nameSubtrees } from '../../certificates/name-constraints-options';
import type { PkiSettings } from '../../certificates/settings';
import { authorityOption } from '../../model/authority';
import type { LifetimeModel } from '../../model/certificate';
import type { CertificateRole } from '../../model/certificate-role';
import type { CaCertificateModel, HierarchyModel, RootModel } from '../../model/hierarchy';
import type { IssuerModel } from '../../model/issuer';
import type { Purpose } from '../../model/purpose';
import type { SelfSignedOptions } from './self-signed-options';

const DEFAULT_ROOT_DURATION = Duration.days(10 * 365);
const DEFAULT_INTERMEDIATE_DURATION = Duration.days(5 * 365);
const DEFAULT_ORGANIZATION = 'Temporal';

/** The generations of a hierarchy; names contain only those after the first. */
interface Position {
  /** The generation of the trust anchor: of the purpose's own root, or of the intermediate below a shared one. */
  readonly generation: number;
  /** The generation of the intermediate below a root of the purpose's own. */
  readonly intermediate: number;
}

/**
 * The self-signed hierarchy of one purpose. Throws `INVALID_LIFETIME`, `INVALID_NAME`, `OUT_OF_RANGE`.
 *
 * @param signed the roles whose certificates it signs
 */
export function hierarchyOf(
  purpose: Purpose,
  options: SelfSignedOptions,
  settings: PkiSettings,
  signed: readonly CertificateRole[],
  { generation, intermediate: intermediateGeneration }: Position,
): Pick<HierarchyModel, 'root' | 'intermediate' | 'issuer'> {
  const root = options.root?._props;
  const names = new Names(options.clusterResourceNamespace, settings);
  const intermediate = authorityLifetime((options.intermediateDuration ?? DEFAULT_INTERMEDIATE_DURATION).toSeconds());
  const rootLifetime = authorityLifetime((root?.duration ?? options.rootDuration ?? DEFAULT_ROOT_DURATION).toSeconds());
  const option = authorityOption({ purpose, ...settings });
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
  const top = generation === 1 ? '' : `-g${generation}`;
  const suffix = intermediateGeneration === 1 ? top : `${top}-i${intermediateGeneration}`;
  const signer = `${purpose}${suffix}`;
  return {
    root: rootOf(root?.name ?? purpose, root ? '' : top, names, {
      ...rootLifetime,
      // A shared root does not depend on the first purpose that uses it.
      organization: root ? (root.organization ?? DEFAULT_ORGANIZATION) : organization,
      privateKey: privateKeyOf(root ? (root.keyAlgorithm ?? settings.keyAlgorithm) : keyAlgorithm),
    }),
    intermediate: names.caCertificate(`${purpose}-ca${suffix}`, {
      ...intermediate,
      organization,
      privateKey: privateKeyOf(keyAlgorithm),
      ...(options.permittedNames && { permittedNames: nameSubtrees(options.permittedNames) }),
    }),
    issuer: options.clusterResourceNamespace === undefined ? names.issuer(signer) : names.clusterIssuer(signer),
  };
}

function rootOf(name: string, suffix: string, names: Names, details: CaDetails): RootModel {
  return {
    bootstrapIssuer: names.issuer(`${name}-bootstrap${suffix}`),
    certificate: names.caCertificate(`${name}-root${suffix}`, details),
    issuer: names.issuer(`${name}-root${suffix}`),
  };
}

type CaDetails = LifetimeModel & Pick<CaCertificateModel, 'organization' | 'privateKey' | 'permittedNames'>;

/**
 * Names of a hierarchy's objects. The cluster resource namespace may hold hierarchies of several Temporal servers, so each name
 * there contains the server's namespace. It follows a dot, which no namespace contains, so that all names differ.
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
      organizationalUnit: this.settings.namespace, // authorities of two servers in one cluster have different subjects
      ...details,
    };
  }

  private objectName(name: string): string {
    return subdomainName(`${this.settings.namePrefix}-${name}${this.suffix}`, 'MtlsPki.namePrefix');
  }
}
