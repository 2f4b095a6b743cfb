import type { AuthModel, CertificateModel, CertificateRole } from '../auth-model';
import { errorFinding, type Finding } from '../core/findings';
import type { Rule } from './rule';

const SERVER_AUTH = 'server auth';
const CLIENT_AUTH = 'client auth';

/** What each listener shows its callers, and by which name they verify it. */
export const listenerCertificates: Rule = (model) => [
  // The internode certificate is also what a service shows when it calls another one.
  ...demand(model, 'internode', [SERVER_AUTH, CLIENT_AUTH], model.pki.internodeServerName),
  ...demand(model, 'frontend', [SERVER_AUTH], model.pki.frontendServerName),
];

/** What each caller shows the listener that it opens. */
export const callerCertificates: Rule = (model) => [
  ...demand(model, 'ui', [CLIENT_AUTH]),
  ...demand(model, 'command-line', [CLIENT_AUTH]),
  ...(model.database.clientCertificate ? demandDatabaseClient(model) : []),
];

/** PostgreSQL maps a certificate to a user by its common name. */
function demandDatabaseClient(model: AuthModel): Finding[] {
  const { user } = model.database;
  return [
    ...demand(model, 'database-client', [CLIENT_AUTH]),
    ...certificates(model, 'database-client')
      .filter(({ commonName }) => commonName !== user)
      .map((certificate) =>
        errorFinding('NAME_NOT_IN_CERTIFICATE', {
          path: certificate.path,
          option: `${certificate.name}.commonName`,
          value: certificate.commonName,
          expected: `"${user}", the database user`,
          fix: 'Declare the database client certificate for this user.',
        }),
      ),
  ];
}

function demand(model: AuthModel, role: CertificateRole, usages: string[], serverName?: string): Finding[] {
  const held = certificates(model, role);
  if (held.length === 0) {
    return [
      errorFinding('MISSING_CERTIFICATE', {
        path: model.pki.path,
        option: `MtlsPki.${role}`,
        expected: `a certificate for ${role}`,
        fix: 'Its peer demands one: leave the authority of its purpose to MtlsPki, or bring a Secret with the certificate.',
      }),
    ];
  }
  return held.flatMap((certificate) => [
    ...missingUsages(certificate, usages),
    ...(serverName === undefined ? [] : missingName(certificate, serverName)),
  ]);
}

function missingUsages(certificate: CertificateModel, usages: string[]): Finding[] {
  return usages
    .filter((usage) => !certificate.usages.includes(usage))
    .map((usage) =>
      errorFinding('MISSING_CERTIFICATE', {
        path: certificate.path,
        option: `${certificate.name}.usages`,
        value: certificate.usages.join(', '),
        expected: `key usages with "${usage}"`,
        fix: `Add "${usage}": its peer refuses the certificate without it.`,
      }),
    );
}

function missingName(certificate: CertificateModel, serverName: string): Finding[] {
  if (certificate.dnsNames.includes(serverName)) return [];
  return [
    errorFinding('NAME_NOT_IN_CERTIFICATE', {
      path: certificate.path,
      option: `${certificate.name}.dnsNames`,
      value: certificate.dnsNames.join(', '),
      expected: `DNS names with "${serverName}", the name that callers verify`,
      fix: 'Add the name to the certificate.',
    }),
  ];
}

function certificates(model: AuthModel, role: CertificateRole): CertificateModel[] {
  return model.pki.certificates.filter((certificate) => certificate.role === role);
}
