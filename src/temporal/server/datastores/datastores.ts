import type { AuthModel } from '../../../model/auth-model';
import type { Section } from '../../../model/section';
import type { DatastoresConfig } from './datastores-config';
import { type PostgresConfig, postgresSection } from './postgres';

/** `persistence.datastores.<name>` of every kind of database. */
export type DatastoreConfig = PostgresConfig;

/** The datastores of the server, by the kind of its database. */
export function datastoresSection(model: AuthModel): Section<DatastoresConfig<DatastoreConfig>> {
  const { database } = model;
  switch (database.kind) {
    case 'postgres':
      return postgresSection(model, database);
  }
}
