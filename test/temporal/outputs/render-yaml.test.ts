import { parse } from 'yaml';
import { renderYaml } from '../../../src/temporal/outputs/render-yaml';
import { codeOf } from '../../support/refusal';

describe('YAML for Temporal', () => {
  test('A22 is one document that reads back as it was written', () => {
    const data = { a: 'no', b: ['0123', '1e3', '---', '...', 'x: y', 'x #y'], c: { d: true, e: 1.5, f: '' } };
    expect(parse(renderYaml(data, 'x'))).toEqual(data);
    expect(
      renderYaml(data, 'x')
        .split('\n')
        .filter((line) => line === '---' || line === '...'),
    ).toEqual([]);
  });

  test('A08 a duration stays text', () => {
    expect(renderYaml({ refreshInterval: '1h0m0s' }, 'x')).toBe('refreshInterval: 1h0m0s\n');
  });

  test('the same object twice is written twice: anchors are one more thing for a reader to get wrong', () => {
    const shared = { files: ['a'] };
    expect(renderYaml({ a: shared, b: shared }, 'x')).not.toMatch(/[&*]/);
  });

  test('A21 a comment could turn templates on, so a text that would make one is refused', () => {
    expect(codeOf(() => renderYaml({ note: 'line\n# enable-template\n{{ env "HOME" }}' }, 'x'))).toBe(
      'EMITTED_TEXT_UNSAFE',
    );
  });

  test('what YAML cannot hold is refused rather than lost', () => {
    expect(codeOf(() => renderYaml({ shards: Number.NaN }, 'x'))).toBe('EMITTED_TEXT_UNSAFE');
  });
});
