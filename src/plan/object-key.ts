import { matching, oneOf, options } from '../core/guards';
import { dataKey } from '../core/names';
import type { TrustModel } from '../pki/model/trust';

/** Reads the name of an object: what reaches an argument of kubectl, or a path, must not become more than a name. */
export const objectName = matching(
  /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
  'the name of an object',
  'Make the plan anew.',
  253,
);

/** Reads where a certificate lies in the cluster. */
export const certificateKey = options<TrustModel>({
  kind: oneOf(['Secret', 'ConfigMap'], 'a kind'),
  namespace: objectName,
  name: objectName,
  key: dataKey,
});
