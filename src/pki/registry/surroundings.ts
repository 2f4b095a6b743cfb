import type { IConstruct } from 'constructs';
import { SECRET_GRANTS } from '../../kubernetes/secret-read-grant';
import { BOUND_SECRETS } from '../../secrets/external-secrets-binding';
import type { Surroundings } from '../model/surroundings';
import { DECLARED_PKIS } from './declared-pkis';

/** What an App declares, as it stands. */
export function surroundingsOf(app: IConstruct): Surroundings {
  return {
    pkis: DECLARED_PKIS.of(app).map(({ pki }) => pki),
    boundSecrets: BOUND_SECRETS.of(app),
    grants: SECRET_GRANTS.of(app),
  };
}
