import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../core/errors';
import { plainYaml } from '../../synthesis/yaml-text';

/**
 * One YAML document whose only content is the given data. Temporal reads the first document only, and runs the text as a
 * template when a comment asks for it, so what needs quotes is read back and compared before it leaves. Most programs hold
 * nothing that does, and load no library for YAML.
 *
 * Throws `EMITTED_TEXT_UNSAFE`.
 */
export function renderYaml(data: unknown, option: string): string {
  const plainText = plainYaml(plain(data));
  if (plainText !== undefined) return plainText;
  const { parseAllDocuments, stringify } = require('yaml') as typeof import('yaml');
  const rendered = stringify(data, { aliasDuplicateObjects: false, lineWidth: 0 });
  const documents = parseAllDocuments(rendered);
  const same = documents.length === 1 && isDeepStrictEqual(documents[0].toJS(), plain(data));
  if (!same || /^\s*#/m.test(rendered)) {
    refuse('EMITTED_TEXT_UNSAFE', {
      option,
      expected: 'one YAML document that reads back as it was written, without comments',
      fix: 'This is a defect of this library: report the program that leads to it.',
    });
  }
  return rendered;
}

/** As a reader sees it: without undefined members. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}
