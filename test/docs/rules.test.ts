import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { renderRules } from '../../docs/rules';

test('the page of rules is what "npx projen docs" makes of the rules', () => {
  expect(readFileSync(path.join(__dirname, '../../docs/rules.md'), 'utf8')).toBe(renderRules());
});
