import { Declarations } from '../../core/derived';
import type { AnyDatabaseModel } from '../../persistence/model';
import type { PkiModel } from '../model/pki';

/** An `MtlsPki` of an App, and the database of the server that it serves. */
export interface DeclaredPki {
  readonly pki: PkiModel;
  /** Absent without a stack, which makes it a server's. */
  readonly database?: AnyDatabaseModel;
}

/** Every `MtlsPki` of each App. */
export const DECLARED_PKIS = new Declarations<DeclaredPki>();
