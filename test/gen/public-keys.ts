import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { freshKeys } from '../support/fresh-keys';

/** A file with the public half of a key that was just made, for as long as the test file runs. */
export const jwksFile = path.join(mkdtempSync(path.join(tmpdir(), 'jwks-')), 'jwks.json');

const { publicKey } = freshKeys('ec', { namedCurve: 'P-256' });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'ES256', use: 'sig' }];
writeFileSync(jwksFile, JSON.stringify({ keys }));

afterAll(() => rmSync(path.dirname(jwksFile), { recursive: true }));
