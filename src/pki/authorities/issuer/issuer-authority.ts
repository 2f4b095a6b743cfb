import { refuse } from '../../../core/errors';
import type { PkiSettings } from '../../certificates/settings';
import { authorityOption } from '../../model/authority';
import { describeIssuer, type IssuerModel } from '../../model/issuer';
import type { Purpose } from '../../model/purpose';
import type { AuthorityTrustModel } from '../../model/trust';
import { givenStates, namedTrust } from '../../rotation/state';
import { type Authority, rootTrust, type TrustCarrier, trustCertificateName } from '../authority';
import type { ExternalIssuerOptions } from './external-issuer';
import type { IssuerTrust } from './issuer-trust';

/** An issuer as a program names it; one that is not cluster-scoped is in the Temporal server's namespace. */
interface NamedIssuer
  extends Omit<IssuerModel, 'namespace'>,
    Pick<ExternalIssuerOptions, 'clusterScoped' | 'trust' | 'serverName'> {}

/** An authority with an existing issuer. Throws `UNPROVEN_TRUST`, `INVALID_VALUE`. */
export function existingIssuerAuthority(
  purpose: Purpose,
  { clusterScoped, trust, serverName, ...issuer }: NamedIssuer,
  settings: PkiSettings,
): Authority {
  const { namespace } = settings;
  if (serverName !== undefined)
    requireVerifiable(serverName, trust, authorityOption({ purpose, ...settings }), purpose);
  const authority = authorityBehind(purpose, clusterScoped ? issuer : { ...issuer, namespace }, trust, settings);
  return { ...authority, serverName };
}

/** Refuses a name that no caller verifies, or that callers could verify by nothing. */
function requireVerifiable(serverName: string, trust: IssuerTrust | undefined, option: string, purpose: Purpose): void {
  if (purpose !== 'frontend') {
    refuse('INVALID_VALUE', {
      option: `${option}.serverName`,
      value: serverName,
      expected: 'no server name: it is the name that callers verify the frontend by',
      fix: 'Remove serverName, or give this issuer to frontend.',
    });
  }
  if (trust?._certificates === undefined) {
    refuse('UNPROVEN_TRUST', {
      option: `${option}.trust`,
      expected:
        'the root that the names of the frontend are verified by: a public CA returns none, and signs nothing that carries it',
      fix:
        "Give trust: IssuerTrust.caCertificate(TrustRef.configMap(…)) with that root, in the Temporal server's Kubernetes namespace; " +
        'or leave serverName out where the issuer signs the names of the Service.',
    });
  }
}

/** An authority whose issuer is known, and whose root is not. Throws `UNPROVEN_TRUST`. */
export function authorityBehind(
  purpose: Purpose,
  issuer: IssuerModel,
  known: IssuerTrust | undefined,
  settings: PkiSettings,
): Authority {
  const root = describeIssuer(issuer); // the issuer's root, which the program does not name
  const of = (trust: readonly AuthorityTrustModel[], trustCarriers: readonly TrustCarrier[] = []): Authority => ({
    model: { kind: 'issuer', purpose, issuer, ...givenStates(trust), trust },
    trustCarriers,
  });
  const certificates = known?._certificates?.map((certificate) => namedTrust(certificate._in(settings.namespace)));
  if (certificates !== undefined) return of(certificates);
  if (known !== undefined) {
    if (purpose === 'internode') return of([rootTrust(root, 'internode', settings)]);
    const name = trustCertificateName(purpose);
    return of([rootTrust(root, name, settings)], [{ name, issuer }]);
  }
  if (purpose !== 'frontend') {
    refuse('UNPROVEN_TRUST', {
      option: authorityOption({ purpose, ...settings }),
      found: root,
      expected: `an issuer of which the program says what its ${purpose} listeners trust`,
      fix:
        'Give trust: IssuerTrust.caCertificate(…) with the intermediate that signs for this purpose alone; or leave ' +
        `${purpose} out, for a hierarchy of its own. IssuerTrust.dedicatedRoot() is for an issuer that was made for this ` +
        "alone: the root behind a company's signs for others too, and they would be let in.",
    });
  }
  // Callers verify the name as well: a root that signs for others weakens this check and does not open a listener.
  return of([rootTrust(root, 'frontend', settings)]);
}
