import { Severity } from '../../../src/core/findings';
import { unseenCertificates } from '../../../src/pki/rules/unseen-certificates';
import { authModel, withAuthority, withCertificate } from '../../gen/auth-model';

const brought = withAuthority('frontend', { issuer: undefined });

describe('certificates that somebody else puts into Secrets', () => {
  test('are none where this program has them issued', () => {
    expect(unseenCertificates(authModel().pki)).toEqual([]);
  });

  test('P27 are warned of where nothing of them is seen, and how they are proven', () => {
    const [finding, ...others] = unseenCertificates(authModel(brought).pki);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: Severity.WARNING,
      code: 'UNSEEN_CERTIFICATE',
      path: 'temporal/Auth/Pki',
      option: 'MtlsPki.frontend',
      fix: expect.stringMatching(/certificateFiles.*verify --kubectl/),
    });
    expect(finding.value).toContain('its trust, ');
    expect(finding.value).toContain('temporal-frontend');
  });

  test('are warned of by name where some are seen', () => {
    const trust = withAuthority('frontend', { issuer: undefined, trustFile: 'ca.pem' });
    const some = authModel(trust, withCertificate('trust', { certificateFile: 'x' })).pki;
    expect(unseenCertificates(some).map(({ value }) => value)).toEqual(['"temporal-frontend"']);
    const all = authModel(
      trust,
      withCertificate('trust', { certificateFile: 'x' }),
      withCertificate('frontend', { certificateFile: 'x' }),
    ).pki;
    expect(unseenCertificates(all)).toEqual([]);
  });
});
