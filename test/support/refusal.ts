import { type AuthErrorDetails, AuthErrors } from '../../src/core/auth-errors';

/** The facts of what a call throws; fails when it throws nothing, or something that is not ours. */
export function refusalOf(call: () => unknown): AuthErrorDetails {
  try {
    call();
  } catch (error) {
    const details = AuthErrors.details(error);
    if (details === undefined) throw error;
    return details;
  }
  throw new Error('nothing was refused');
}

/** The code of what a call throws. */
export function codeOf(call: () => unknown): string {
  return refusalOf(call).code;
}

/** The facts of what a promise is rejected with; fails when it is not, or with something that is not ours. */
export async function rejectionOf(promise: Promise<unknown>): Promise<AuthErrorDetails> {
  try {
    await promise;
  } catch (error) {
    return refusalOf(() => {
      throw error;
    });
  }
  throw new Error('nothing was refused');
}
