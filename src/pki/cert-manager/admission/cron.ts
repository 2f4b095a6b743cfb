/** The bounds of minute, hour, day of month, month and day of week, and the names that stand for numbers. */
const FIELDS: readonly { readonly least: number; readonly most: number; readonly names?: readonly string[] }[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  {
    least: 1,
    most: 12,
    names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Whether cert-manager reads a text as a schedule. Source: github.com/robfig/cron, `Parser.Parse`. */
export function isCron(text: string): boolean {
  if (DESCRIPTORS.includes(text) || /^@every \S+$/.test(text)) return true;
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) => field.split(',').every((part) => isPart(part, index)))
  );
}

/** Whether the time zone is one of the IANA list; none means UTC. */
export function isTimeZone(name: string): boolean {
  if (name === '' || name === 'Local') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name); // Go knows no offsets
  } catch {
    return false;
  }
}

/** `*`, `5`, `1-5`, each perhaps with a step: `*` + `/15`. */
function isPart(part: string, index: number): boolean {
  const { least, most, names = [] } = FIELDS[index];
  const [range, step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const numbers = range.split('-').map((text) => {
    const named = names.indexOf(text.toLowerCase());
    if (named >= 0 && text !== '') return named;
    return /^\d+$/.test(text) ? Number(text) : Number.NaN;
  });
  const [first, last = first] = numbers;
  return numbers.length <= 2 && first >= least && last <= most && first <= last;
}
