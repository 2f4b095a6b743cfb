import type { CallOutcome } from './requests';

/** Name of a gRPC status by number; grpc-js has them, but is not a dependency of ours. */
const STATUS = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** gRPC errors lie under the SDK's own; the innermost says why. */
export function outcomeOf(error: unknown): CallOutcome {
  let inner = error as { cause?: unknown; code?: number; details?: string; message?: string };
  let code: string | undefined;
  let message = '';
  for (; inner; inner = inner.cause as typeof inner) {
    code = typeof inner.code === 'number' ? STATUS[inner.code] : code;
    message += `${message ? ' ← ' : ''}${inner.details || inner.message}`;
  }
  return { ok: false, code, message };
}
