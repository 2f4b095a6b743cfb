import { effects } from '../../src/core/effects';
import { MtlsPki } from '../../src/pki/mtls-pki';
import * as tls from '../../src/temporal/server/sections/tls';
import { Program } from '../gen/program';

// Spied upon below: the exports of a copy can be replaced.
jest.mock('../../src/temporal/server/sections/tls', () => ({
  __esModule: true,
  ...jest.requireActual('../../src/temporal/server/sections/tls'),
}));

beforeEach(() => void jest.spyOn(effects, 'warn').mockImplementation());
afterEach(() => jest.restoreAllMocks());

/** A program with services in two charts, which cdk8s validates and renders several times in one synthesis. */
function programOf(services: number): Program {
  const program = new Program();
  const roles = program.roles();
  const auth = program.stack({ roles });
  for (let index = 0; index < services; index += 1) {
    roles.predefined.worker.bind(auth.addService(`service-${index}`, { temporalNamespace: 'payments' }));
  }
  return program;
}

test.each([1, 10])('one synthesis of %i services takes the model of the PKI once', (services) => {
  const take = jest.spyOn(MtlsPki.prototype as never, 'takeModel');
  const program = programOf(services);
  take.mockClear();
  program.app.synthYaml();
  expect(take).toHaveBeenCalledTimes(1);
});

test('no configuration is rendered before synthesis, and that of each service once in it', () => {
  const render = jest.spyOn(tls, 'tlsSection');
  const program = programOf(3);
  expect(render).not.toHaveBeenCalled();
  program.app.synthYaml();
  const services = render.mock.calls.map(([, service]) => service);
  expect(services).toEqual([...new Set(services)]);
  expect(services).toContain('frontend');
});
