import { Declarations } from '../core/derived';
import type { AuthModel } from './auth-model';

/** Every server of each App. */
export const DECLARED_SERVERS = new Declarations<AuthModel>();
