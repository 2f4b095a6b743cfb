import type { Chart } from 'cdk8s';
import { Authentication, Database, type RbacRoleSet, SecretRef, TemporalAuthStack } from 'cdk8s-temporal-auth';

/** A server with these roles, and with what it cannot do without. */
export function stackOf(chart: Chart, roles: RbacRoleSet): TemporalAuthStack {
  return new TemporalAuthStack(chart, 'Auth', {
    roles,
    database: Database.postgres({
      host: 'postgres.databases.svc.cluster.local',
      password: SecretRef.existing('database', 'password'),
      serverCa: SecretRef.existing('database', 'ca.crt'),
    }),
    authentication: [Authentication.apiKeys({ jwksUri: 'https://keys.example.com/jwks.json', audience: 'temporal' })],
  });
}
