import { PkiProgram } from '../../support/pki-program';
import { codeOf, refusalOf } from '../../support/refusal';

describe('the tenants of a PKI', () => {
  test('are refused under one name', () => {
    const { pki } = new PkiProgram();
    pki.addTenant('payments');
    expect(refusalOf(() => pki.addTenant('payments'))).toMatchObject({
      code: 'DUPLICATE_TENANT',
      option: 'MtlsPki.addTenant name',
      path: 'temporal/Pki',
      value: '"payments"',
    });
    expect(pki.addTenant('orders').tenantName).toBe('orders');
  });

  test('P22 are complete once a pod of the server has its files', () => {
    const { pki } = new PkiProgram();
    pki.addTenant('payments');
    pki._settle();
    expect(refusalOf(() => pki.addTenant('orders'))).toMatchObject({ code: 'LATE_TENANT', value: '"orders"' });
  });

  test('have names and options of the right kind', () => {
    const { pki } = new PkiProgram();
    expect(codeOf(() => pki.addTenant('clients'))).toBe('INVALID_VALUE');
    expect(codeOf(() => pki.addTenant('Payments'))).toBe('INVALID_NAME');
    expect(codeOf(() => pki.addTenant('payments', { authorty: 1 } as never))).toBe('UNKNOWN_OPTION');
    expect(codeOf(() => pki.addTenant('orders', { authority: 'selfSigned' as never }))).toBe('WRONG_TYPE');
  });
});
