import { secondsOf } from './go-duration';
import type { ObjectFields } from './object-fields';

const SHORTEST_DURATION = 3600;
const SHORTEST_RENEW_BEFORE = 300;
const DEFAULT_DURATION = 90 * 24 * 3600;

/** Duration and renewal. Source: `ValidateDuration`. */
export function checkTimes(spec: ObjectFields): void {
  const duration = read(spec, 'duration') ?? DEFAULT_DURATION;
  const renewBefore = read(spec, 'renewBefore');
  const percentage = spec.number('renewBeforePercentage');
  if (duration < SHORTEST_DURATION) spec.refuse('duration', 'at least 1h', 'Let it live longer.');
  if (renewBefore !== undefined && percentage !== undefined) {
    spec.refuse('renewBeforePercentage', 'nothing beside renewBefore', 'Remove one of the two.');
  }
  if (renewBefore !== undefined && renewBefore < SHORTEST_RENEW_BEFORE) {
    spec.refuse('renewBefore', 'at least 5m', 'Renew it earlier.');
  }
  if (renewBefore !== undefined && renewBefore >= duration) {
    spec.refuse('renewBefore', 'less than the duration', 'Renew it later, or let it live longer.');
  }
  if (percentage !== undefined) {
    // The webhook checks it only beside a duration; without one it has no effect.
    const remaining = (duration * (100 - percentage)) / 100;
    if (remaining < SHORTEST_RENEW_BEFORE || remaining >= duration) {
      spec.refuse('renewBeforePercentage', 'a percentage after which 5m at least remain', 'Take 66.');
    }
  }
}

function read(spec: ObjectFields, field: string): number | undefined {
  const text = spec.text(field);
  if (text === '') return undefined;
  const seconds = secondsOf(text);
  if (seconds === undefined) spec.refuse(field, 'a duration as Go writes it', 'Write it as "2160h": Go knows no days.');
  return seconds;
}
