import { checkAuthModel } from '../../src/rules';
import { completeProgram, Program } from '../gen/program';

describe('all rules together', () => {
  test('find nothing in a valid program but what it acknowledges', () => {
    const found = checkAuthModel(completeProgram().auth._toModel());
    expect(found.map(({ code, acknowledged }) => [code, acknowledged])).toEqual([['COARSE_ROLE', 'accepted']]);
  });

  test('report everything at once: what the enforcement demands, the server, its services', () => {
    const program = new Program();
    const roles = program.roles();
    const auth = program.stack({ roles, serverVersion: '1.31.4' });
    roles.predefined.worker.bind(auth.addService('worker', { temporalNamespace: 'x' }));
    expect(checkAuthModel(auth._toModel()).map(({ code }) => code)).toEqual([
      'COARSE_ROLE',
      'VULNERABLE_SERVER_VERSION',
      'UNREAD_KEY',
      'UNKNOWN_TEMPORAL_NAMESPACE',
    ]);
  });
});
