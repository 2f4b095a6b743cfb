import type { AuthModel } from '../../../model/auth-model';
import type { Section } from '../../../model/section';
import type { DatabaseModel } from '../../../persistence/database';
import type { DatastoresConfig } from './datastores-config';
import { type PostgresConfig, postgresSection } from './postgres';

/** `persistence.datastores.<name>` of every kind of database. */
export type DatastoreConfig = PostgresConfig;

type Sections = {
  readonly [Kind in DatabaseModel['kind']]: (
    model: AuthModel,
    database: Extract<DatabaseModel, { kind: Kind }>,
  ) => Section<DatastoresConfig<DatastoreConfig>>;
};

const SECTIONS: Sections = { postgres: postgresSection };

/** The datastores of the server, by the kind of its database. */
export function datastoresSection(model: AuthModel): Section<DatastoresConfig<DatastoreConfig>> {
  return SECTIONS[model.database.kind](model, model.database);
}
