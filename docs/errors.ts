import { ERROR_CODES } from '../src/core/error-codes';

/** `docs/errors.md`: a heading for each code, to which the messages of errors and findings point. */
export function errorsDoc(): string {
  const entries = Object.entries(ERROR_CODES).map(([code, meaning]) => `## ${code}\n\n${meaning}\n`);
  return [
    '# Errors',
    '',
    'Everything that is refused carries one of these codes, the path of the construct and of the option, the value (redacted',
    'where it may be secret), what was expected and the change to make. The codes are promised to stay; the wording may improve.',
    '`AuthErrors.details(error)` gives these facts to a program. Findings carry the same codes.',
    '',
    'This page is generated from `src/core/error-codes.ts` by `npx ts-node --project test/tsconfig.json docs/errors.ts > docs/errors.md`.',
    '',
    ...entries,
  ].join('\n');
}

if (require.main === module) process.stdout.write(errorsDoc());
