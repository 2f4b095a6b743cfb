import { runExample } from '../support/example';
import { findingsText } from './findings-text';
import { LATER, ROWS } from './reference-rows';

const { files, auth, warnings, objects } = runExample('reference');

describe('the reference deployment', () => {
  test.each(['temporal.k8s.yaml', 'applications.k8s.yaml'])('writes to %s what was reviewed', (name) => {
    expect(files.get(name)).toMatchSnapshot();
  });

  test('writes nothing else', () => {
    expect([...files.keys()]).toEqual(['applications.k8s.yaml', 'temporal.k8s.yaml']);
  });

  test('finds what was reviewed', () => {
    const findings = auth.findings();
    expect(findingsText(findings)).toMatchSnapshot();
    expect(warnings).toHaveLength(findings.filter(({ acknowledged }) => acknowledged === undefined).length);
  });

  test('lets each user and program do what was reviewed, by no claim but who it is', () => {
    expect(auth.permissionTable()).toMatchSnapshot();
    expect(auth.claims()).toEqual([]);
  });
});

describe('what the guide does', () => {
  const checked = ROWS.flatMap(({ guide, wrong }) => (wrong === undefined ? [] : [[guide, wrong] as const]));

  test.each(checked)('is not done here: %s', (_, wrong) => {
    expect(wrong(objects)).toEqual([]);
  });

  const edits = ROWS.flatMap(({ guide, wrong, asTheGuide }) =>
    wrong === undefined || asTheGuide === undefined ? [] : [[guide, wrong, asTheGuide] as const],
  );

  test.each(edits)('is found where the manifests have it: %s', (_, wrong, asTheGuide) => {
    expect(wrong(JSON.parse(asTheGuide(JSON.stringify(objects))))).not.toEqual([]);
  });

  test('is written down row by row, and what is missing is this and no more', () => {
    expect(ROWS).toHaveLength(22);
    expect(ROWS.filter(({ missing }) => missing !== undefined).map(({ guide }) => guide)).toEqual([
      'keys of HS256',
      'tokens that are valid from the very second in which they are made',
    ]);
    expect(ROWS.filter(({ wrong, missing }) => wrong === undefined && missing === undefined)).toEqual([]);
    expect(LATER.map(([part]) => part)).toEqual([
      'people from LDAP or Active Directory',
      'authentication of one’s own',
      'e-mail addresses from a provider',
      'a manager that makes and checks API keys',
    ]);
  });
});
