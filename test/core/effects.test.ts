import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { effects } from '../../src/core/effects';

describe('effects', () => {
  test('read a file byte for byte', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'effects-'));
    const file = path.join(directory, 'file');
    fs.writeFileSync(file, Buffer.from([0, 255, 10]));
    expect([...effects.readFile(file)]).toEqual([0, 255, 10]);
    fs.rmSync(directory, { recursive: true });
  });

  test('draw as many random octets as asked for, others each time', () => {
    const [first, second] = [effects.randomBytes(16), effects.randomBytes(16)];
    expect([first.length, second.length]).toEqual([16, 16]);
    expect(first.equals(second)).toBe(false);
  });

  test('warn on standard error, since standard output may be the manifests', () => {
    const error = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const output = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    jest.isolateModules(() => {
      const { effects: loud }: typeof import('../../src/core/effects') = require('../../src/core/effects');
      loud.warn('a line');
    });
    const written = [error.mock.calls, output.mock.calls];
    jest.restoreAllMocks();
    expect(written).toEqual([[['a line\n']], []]);
  });
});
