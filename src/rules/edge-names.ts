import { edgesOf } from '../edges/edges';
import type { Edge } from '../edges/model';
import { holdsServerName } from '../x509/names/server-name';
import { type BrokenEdge, edgeFindings } from './edge-findings';
import type { Rule } from './rule';

/** Each callee's certificate holds the name that its caller verifies; PostgreSQL maps a caller's to a user by its common name. */
export const edgeNames: Rule = (model) =>
  edgeFindings(
    edgesOf(model).flatMap((edge) => [
      ...unknownServer(edge),
      ...unknownUser(edge, model.database.clientCertificate?.user),
    ]),
  );

function unknownServer(edge: Edge): BrokenEdge[] {
  const { certificate } = edge.callee;
  if (certificate === undefined || holdsServerName(certificate, edge.serverName)) return [];
  return [
    {
      edge,
      code: 'NAME_NOT_IN_CERTIFICATE',
      path: certificate.path,
      what: `${certificate.name}.dnsNames`,
      value: [...certificate.dnsNames, ...certificate.ipAddresses].join(', '),
      expected: `DNS names with "${edge.serverName}", the name that callers verify`,
      fix: 'Add the name to the certificate.',
    },
  ];
}

function unknownUser(edge: Edge, user: string | undefined): BrokenEdge[] {
  const { certificate } = edge.caller;
  if (edge.purpose !== 'database' || certificate === undefined || certificate.commonName === user) return [];
  return [
    {
      edge,
      code: 'NAME_NOT_IN_CERTIFICATE',
      path: certificate.path,
      what: `${certificate.name}.commonName`,
      value: certificate.commonName,
      expected: `"${user}", the database user`,
      fix: 'Declare the database client certificate for this user.',
    },
  ];
}
