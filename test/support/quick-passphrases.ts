// What a passphrase is worth is asked in test/x509/keys/keys.test.ts; elsewhere it only has to open what it closed, and a tenth of
// a second for each key would be a tenth of the time of all tests.
jest.mock('../../src/x509/keys/derivation-rounds', () => ({ DERIVATION_ROUNDS: 2048 }));
