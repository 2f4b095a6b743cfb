import type { PodFileModel } from '../../kubernetes/model';
import type { ObjectKeyModel } from '../../model/service';
import { CLIENT_PATHS } from '../paths';
import { keyPairOf } from '../pki-lookup';

/** The files of a caller of the frontend: its certificate and key, and what it verifies the frontend by. */
export function clientFiles(secretName: string, serverCa: ObjectKeyModel): PodFileModel[] {
  const { certificate, key } = keyPairOf({ secretName });
  return [
    { path: CLIENT_PATHS.certificate, source: certificate },
    { path: CLIENT_PATHS.key, source: key },
    { path: CLIENT_PATHS.serverCa, source: serverCa },
  ];
}
