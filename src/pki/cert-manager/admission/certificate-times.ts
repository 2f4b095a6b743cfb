import { oneOf } from './certificate-keys';
import { isCron, isTimeZone } from './cron';
import { secondsOf } from './go-duration';
import type { ObjectFields } from './object-fields';

const SHORTEST_DURATION = 3600;
const SHORTEST_RENEW_BEFORE = 300;
const DEFAULT_DURATION = 90 * 24 * 3600;

/** How long it is valid, and when it is renewed. Source: `ValidateDuration`, `validateCertificateRenewal`. */
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
    // The webhook looks at it only beside a duration; without one it means as little.
    const remaining = (duration * (100 - percentage)) / 100;
    if (remaining < SHORTEST_RENEW_BEFORE || remaining >= duration) {
      spec.refuse('renewBeforePercentage', 'a percentage after which 5m at least remain', 'Take 66.');
    }
  }
  checkRenewal(spec.object('renewal'));
}

function checkRenewal(renewal: ObjectFields | undefined): void {
  if (renewal === undefined) return;
  const windows = renewal.objects('windows');
  if (renewal.text('policy') === 'Disabled') {
    if (windows.length > 0) renewal.refuse('windows', 'no windows where nothing is renewed', 'Remove them.');
    return;
  }
  oneOf(renewal, 'policy', ['RenewBefore', 'Disabled']);
  for (const window of windows) {
    if (!/^([0-9]+(\.[0-9]+)?(s|m|h))+$/.test(window.text('windowDuration'))) {
      window.refuse('windowDuration', 'a duration of hours, minutes and seconds', 'Write it as "2h".');
    }
    const timezone = window.text('timezone');
    if ((window.has('timezone') && timezone === '') || !isTimeZone(timezone)) {
      window.refuse('timezone', 'a time zone of the IANA list', 'Write it as "Europe/Berlin".');
    }
    if (!isCron(window.text('cron'))) {
      window.refuse('cron', 'five fields: minute, hour, day of month, month, day of week', 'Write it as "0 2 * * 6".');
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
