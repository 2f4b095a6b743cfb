import { SectionFiles } from '../../src/model/section';

test('whoever names a path mounts it, from one key of one object', () => {
  const files = new SectionFiles();
  const placed = { kind: 'Secret', name: 'tls', namespace: 'temporal', key: 'tls.crt' } as const;
  expect(files.mounted('/etc/a/tls.crt', placed)).toBe('/etc/a/tls.crt');
  expect(files.files).toEqual([{ path: '/etc/a/tls.crt', source: { kind: 'Secret', name: 'tls', key: 'tls.crt' } }]);
});
