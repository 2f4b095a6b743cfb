import { Severity } from '../../../src/core/problem';
import { endingSoon } from '../../../src/x509/verify/ends-soon';
import { issueRoot, NOW, root } from '../../gen/certificates';

const DAY = 86_400_000;

describe('a certificate that somebody else renews', () => {
  const found = async (lifeDays: number, leftDays: number) => {
    const { certificate } = await issueRoot(root(), NOW);
    const notAfter = new Date(NOW.getTime() + leftDays * DAY);
    const notBefore = new Date(notAfter.getTime() - lifeDays * DAY);
    const checked = { option: 'O', path: 'Pki', at: NOW };
    return endingSoon([{ ...certificate, notBefore, notAfter }], checked).map(({ severity, code }) => [severity, code]);
  };
  const WARNED = [[Severity.WARNING, 'CERTIFICATE_NEAR_EXPIRY']];

  test.each([
    ['of a year with 29 days left', 365, 29],
    ['of ten years with 29 days left', 3650, 29],
    ['of 90 days with 14 left', 90, 14],
    ['of a week with a day left', 7, 1],
  ])('is warned of: one %s', async (_, life, left) => {
    expect(await found(life, left)).toEqual(WARNED);
  });

  test.each([
    ['of a year with 31 days left', 365, 31],
    ['of 90 days with 16 left', 90, 16],
    ['of a week with two days left', 7, 2],
    ['that has ended, of which others speak', 365, -1],
  ])('is not warned of: one %s', async (_, life, left) => {
    expect(await found(life, left)).toEqual([]);
  });

  test('is not judged where no time is given', async () => {
    const { certificate } = await issueRoot(root(), NOW);
    expect(endingSoon([certificate], { option: 'O' })).toEqual([]);
  });
});
