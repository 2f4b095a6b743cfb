import { storedCertificates } from '../../../src/pki/rules/stored-certificates';
import { LocalFolder } from '../../support/local-program';

const folder = new LocalFolder();
beforeAll(() => folder.made());

describe('the certificates of a program in its store', () => {
  test('are fine where they are what it asks for', () => {
    expect(storedCertificates.check(folder.program().pki._evidence())).toEqual([]);
  });

  test('are a problem where one is missing, with the command that makes it', () => {
    const { pki } = folder.program((program) => program.pki.addPersonCertificate('ann'));
    expect(storedCertificates.check(pki._evidence())).toMatchObject([
      { code: 'STORE_BEHIND', fix: expect.stringContaining('temporal-auth pki issue') },
    ]);
  });
});
