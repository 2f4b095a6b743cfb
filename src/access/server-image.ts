import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

/** A name with a tag or a digest; without either it would be another one tomorrow. */
const REFERENCE = /^[a-z0-9][a-zA-Z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*|@sha256:[0-9a-f]{64})$/;
/** Temporal's own images of the server, whatever registry they come from. */
const STOCK = /(^|\/)temporalio\/(server|auto-setup)([:@]|$)/;

/** Whether an image is Temporal's own. */
export function isStockServer(image: string): boolean {
  return STOCK.test(image);
}

/** An image of the policy server. Throws `INVALID_VALUE`, `WRONG_TYPE`. */
export const policyServerImage: Check<string> = (value, option) => {
  const image = text('an image', 512)(value, option);
  if (!REFERENCE.test(image) || isStockServer(image)) {
    refuse('INVALID_VALUE', {
      option,
      value: image,
      expected:
        'an image of server/Dockerfile with its tag or digest, for example registry.example.com/temporal-server-policy:1.32.2',
      fix: "Name the image that is built from server/; Temporal's own refuses to start with the policy.",
    });
  }
  return image;
};
