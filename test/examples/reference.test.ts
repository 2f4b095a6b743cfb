import { SubjectKind } from '../../src/access/subject';
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

  test('finds what was reviewed: by how much Temporal’s levels exceed each role', () => {
    const findings = auth.findings();
    expect(findingsText(findings)).toMatchSnapshot();
    expect(warnings).toHaveLength(findings.filter(({ acknowledged }) => acknowledged === undefined).length);
  });

  test('gives each user and program the claim that was reviewed', () => {
    expect(auth.claims()).toEqual([
      { subjectKind: SubjectKind.SERVICE, subject: 'client', permissions: ['production:write', 'staging:write'] },
      { subjectKind: SubjectKind.SERVICE, subject: 'worker', permissions: ['production:write', 'staging:write'] },
      {
        subjectKind: SubjectKind.USER,
        subject: '0f4c6a52-7f0e-4c1b-9d53-2b8a4f0d6e11',
        permissions: ['temporal-system:admin'],
      },
      {
        subjectKind: SubjectKind.USER,
        subject: '6b1de1c9-32c4-4f5e-8a86-5d0c3f7b9a22',
        permissions: ['development:write', 'testing:write'],
      },
      {
        subjectKind: SubjectKind.USER,
        subject: 'c3a7f2d8-95b6-4e0a-b1f4-7e6d8c2a1b33',
        permissions: [
          'development:write',
          'production:write',
          'staging:write',
          'temporal-system:read',
          'testing:write',
        ],
      },
    ]);
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
      'permissions of single APIs in a token, which the default mapper takes for namespaces',
      'tokens that are valid from the very second in which they are made',
      'APIs by the last part of their name',
      'twelve APIs, and nothing of what requests carry',
    ]);
    expect(ROWS.filter(({ wrong, missing }) => wrong === undefined && missing === undefined)).toEqual([]);
    expect(LATER.map(([part]) => part)).toEqual([
      'people from LDAP or Active Directory',
      'authentication of one’s own',
      'claims of users, e-mail addresses and groups from a provider',
      'a manager that makes and checks API keys',
      'an authorizer that asks a provider of roles, with caches',
    ]);
  });
});
