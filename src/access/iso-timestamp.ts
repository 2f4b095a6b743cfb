import { refuse } from '../core/errors';
import { type Check, text } from '../core/guards';

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-](\d{2}):(\d{2}))$/;

/** An instant in ISO 8601 with its zone; a local time means another instant on every machine. Throws `INVALID_USER`. */
export const isoTimestamp: Check<string> = (value, option) => {
  const given = text('an instant', 40)(value, option);
  const match = TIMESTAMP.exec(given);
  if (match === null || !isOnCalendar(match)) {
    refuse('INVALID_USER', {
      option,
      value: given,
      expected: 'an instant in ISO 8601 with its zone, such as 2026-01-31T09:30:00Z',
      fix: 'Write date, time and zone, on a day that exists.',
    });
  }
  return given;
};

/** `Date.parse` turns 30 February into 2 March, so the day is compared with what the calendar makes of it. */
function isOnCalendar(match: RegExpExecArray): boolean {
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const zoneExists = match[9] === undefined || (Number(match[9]) <= 14 && Number(match[10]) <= 59);
  const dayExists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return dayExists && hour <= 23 && minute <= 59 && second <= 59 && zoneExists;
}
