import OneRealmEnvironment from './environment';

describe('the realm that test files share', () => {
  test('is after a test file as it was before', async () => {
    const { exit, env } = process;
    const { structuredClone } = globalThis;
    env.KEPT = 'as it was';
    const environment = new OneRealmEnvironment();
    Object.assign(globalThis, { left: 'behind', structuredClone: () => 'another' });
    Object.assign(process, { exit: () => undefined, env: {} });
    Object.assign(env, { KEPT: 'changed', LEFT: 'behind' });
    await environment.teardown();
    expect(['left' in globalThis, globalThis.structuredClone]).toEqual([false, structuredClone]);
    expect([process.exit, process.env]).toEqual([exit, env]);
    expect([env.KEPT, env.LEFT]).toEqual(['as it was', undefined]);
    delete env.KEPT;
  });

  test('has its packages once, and the modules of a test file anew', () => {
    const anew = () => {
      let loaded: unknown[] = [];
      jest.isolateModules(() => {
        loaded = [require('cdk8s'), require('../../../src/core/effects')];
      });
      return loaded;
    };
    const [first, second] = [anew(), anew()];
    expect([first[0] === second[0], first[1] === second[1]]).toEqual([true, false]);
  });
});
