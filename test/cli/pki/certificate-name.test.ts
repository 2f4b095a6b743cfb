import { certificateNamed } from '../../../src/cli/pki/certificate-name';

const NAMES = ['temporal-admin', 'temporal-worker', 'temporal-eu-worker', 'worker'];
const named = (name: string) => certificateNamed(name, [...NAMES, ...NAMES], '--only');

describe('the certificate that a command is told to take', () => {
  test('goes by its name in the store, or by the one in the program', () => {
    expect([named('temporal-admin'), named('admin'), named('eu-worker')]).toEqual([
      'temporal-admin',
      'temporal-admin',
      'temporal-eu-worker',
    ]);
  });

  test('is the one of exactly that name where others end with it', () => {
    expect(named('worker')).toBe('worker');
  });

  test('is refused where several are meant, or none, or half a word', () => {
    const [, ...others] = NAMES.slice(0, 3);
    expect(() => certificateNamed('worker', others, '--only')).toThrow(
      '--only is "worker"; expected one of temporal-worker, temporal-eu-worker.',
    );
    expect(() => named('temporal-admim')).toThrow('Did you mean "temporal-admin"?');
    expect(() => named('dmin')).toThrow('INVALID_VALUE');
  });
});
