import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { effects } from '../../../src/core/effects';
import type { PlannedSubject } from '../../../src/plan/planned-server';
import { completeProgram } from '../../gen/program';
import { LocalFolder, temporalAuth, writePlan } from '../../support/local-program';
import { policyBefore, policyProgram } from '../../support/policy-program';
import { privateKeysIn } from '../../support/private-keys';
import { HOSTILE, MANY, reportedProgram } from '../../support/reported-program';
import { textOf } from '../../support/text-of';

const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

const plan = path.join(folder, 'plan.json');
writePlan(plan, () => reportedProgram().app.synth());

/** The page of a plan. */
async function pageOf(file: string, ...more: string[]): Promise<string> {
  const out = path.join(folder, 'page.html');
  const { code, err } = await temporalAuth('report', '--plan', file, '--out', out, ...more);
  expect([code, err]).toEqual([0, '']);
  return readFileSync(out, 'utf8');
}

/** Each row has a cell for each of its table's columns. */
function expectWholeRows(page: string): void {
  const tables = page.split('<table ').slice(1);
  expect(tables.length).toBeGreaterThan(5);
  for (const table of tables) {
    const columns = [...table.matchAll(/role="columnheader"[^>]*>([^<]*)</g)].map(([, name]) => name);
    const rows = table.split('<tr ').filter((row) => row.includes('scope="row"'));
    const labels = rows.map((row) => [...row.matchAll(/<td [^>]*data-label="([^"]*)"/g)].map(([, label]) => label));
    expect(labels).toEqual(rows.map(() => columns.slice(1)));
  }
}

describe('temporal-auth report', () => {
  test('writes the same page for the same program, whatever the time', async () => {
    const first = await pageOf(plan);
    jest.spyOn(effects, 'now').mockReturnValue(new Date('2050-01-01'));
    expect(await pageOf(plan)).toBe(first);
  });

  test('says where the page is, in the place of the one before, and leaves nothing else there', async () => {
    const out = path.join(folder, 'alone', 'page.html');
    const missing = await temporalAuth('report', '--plan', plan, '--out', out);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('[STORE_IO]')]);

    const there = mkdtempSync(path.join(folder, 'there-'));
    writeFileSync(path.join(there, 'page.html'), 'the page before');
    const { code, out: said } = await temporalAuth('report', '--plan', plan, '--out', path.join(there, 'page.html'));
    expect([code, said]).toEqual([
      0,
      `${path.join(there, 'page.html')} is written; open it in a browser, or print it.\n`,
    ]);
    expect(readdirSync(there)).toEqual(['page.html']);
    expect(readFileSync(path.join(there, 'page.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  test('leaves the page before as it is where the program is not understood', async () => {
    const out = path.join(folder, 'before.html');
    writeFileSync(out, 'the page before');
    const { code } = await temporalAuth('report', '--app', 'exit 1', '--out', out);
    expect([code, readFileSync(out, 'utf8')]).toEqual([1, 'the page before']);
  });

  test('F15 loads nothing, runs nothing, and lets nobody make it', async () => {
    const page = await pageOf(plan);
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
    expect(page).not.toMatch(
      /<(script|link|img|iframe|object|embed|form)\b|\bstyle="|\bon\w+="|url\(|@import|https?:\/\/[^<]*"/i,
    );
  });

  test('F15 shows every text of a program as text', async () => {
    const page = await pageOf(plan);
    expect(page).not.toContain('<script');
    expect(textOf(page).split(HOSTILE)).toHaveLength(5); // a description, the reason of a role twice, and that of a warning
  });

  test('P01 holds no key', async () => {
    expect(privateKeysIn(await pageOf(plan))).toEqual([]);
  });

  test('shows every server and every MtlsPki', async () => {
    const headings = [...(await pageOf(plan)).matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, text]) => text);
    expect(headings).toEqual(['temporal/Auth', 'alone/Pki', 'Findings']);
  });

  test('shows every certificate, every subject, every finding and every reason of its plan', async () => {
    const text = textOf(await pageOf(plan));
    const { pkis, servers, findings } = JSON.parse(readFileSync(plan, 'utf8'));
    for (const { leaves, authorities } of pkis) {
      for (const { holder, secret, signedBy } of leaves) {
        expect(text).toContain(` ${holder}`);
        expect(text).toContain(`Secret ${secret.namespace}/${secret.name}`);
        expect(text).toContain(signedBy);
      }
      for (const { commonName } of authorities.flatMap(({ made }: { made: object[] }) => made)) {
        expect(text).toContain(commonName);
      }
    }
    expect(servers[0].subjects).toHaveLength(MANY + 5);
    for (const { id } of servers[0].subjects) expect(text).toContain(` ${id} `);
    const found = findings.flatMap((of: { found: object[] }) => of.found);
    expect(found.length).toBeGreaterThan(5);
    for (const { code, fix, acknowledged } of found) {
      expect(text).toContain(code);
      expect(text).toContain(acknowledged ?? fix);
    }
  });

  test('has in each row of a table a cell for each of its columns', async () => {
    expectWholeRows(await pageOf(plan));
  });

  test('says what each role asks for, and where', async () => {
    const rows = (await pageOf(plan)).split('<tr ').map(textOf);
    const { roles } = JSON.parse(readFileSync(plan, 'utf8')).servers[0];
    expect(roles.length).toBeGreaterThan(2);
    for (const { name, permissions, places } of roles) {
      const row = rows.find((text) => text.startsWith(`role="row"> ${name} `));
      for (const permission of permissions) expect(row).toContain(permission.split(':').at(-1));
      if (places.everywhere) expect(row).toContain('every Temporal namespace');
      else for (const place of places.temporalNamespaces) expect(row).toContain(` ${place} `);
    }
  });

  test('says what each subject may by its token, with the level in bold', async () => {
    const complete = path.join(folder, 'complete.json');
    writePlan(complete, () => completeProgram().app.synth());
    const rows = (await pageOf(complete)).split('<tr ').filter((row) => row.includes('class="claim"'));
    const { subjects } = JSON.parse(readFileSync(complete, 'utf8')).servers[0];
    const granted = subjects.filter(({ active, claims }: PlannedSubject) => active && claims.length > 0);
    expect(granted.length).toBeGreaterThan(0);
    for (const { id, claims } of granted) {
      const row = rows.find((markup) => textOf(markup).includes(` ${id} `)) ?? '';
      for (const claim of claims) expect(textOf(row)).toContain(` ${claim} `);
      expect([...row.matchAll(/<b>(.*?)<\/b>/g)].map(([, level]) => level)).toEqual(
        claims.map((claim: string) => claim.split(':').at(-1)),
      );
    }
  });

  test('counts the certificates, roles and subjects of its tables', async () => {
    const page = await pageOf(plan);
    const counts = [...page.matchAll(/<caption[^>]*>(\d+) (certificate|role|subject)s?[:, ]/g)];
    expect(counts.map(([, , what]) => what)).toEqual(expect.arrayContaining(['certificate', 'role', 'subject']));
    for (const table of page.split('<table ').slice(1)) {
      const [, count] = /<caption[^>]*>(\d+) (?:certificate|role|subject)s?[:, ]/.exec(table) ?? [];
      if (count !== undefined) expect(table.split('scope="row"').length - 1).toBe(Number(count));
    }
    expect(textOf(page)).not.toMatch(/and (0|-\d+) more/);
  });

  test('says of each certificate who holds it, and what for', async () => {
    const { leaves } = JSON.parse(readFileSync(plan, 'utf8')).pkis[0];
    const rows = (await pageOf(plan)).split('<tr ').map(textOf);
    const whatOf = { service: ', service', internode: ", Temporal's services among themselves" } as Record<
      string,
      string
    >;
    const told = leaves.filter(({ role }: { role: string }) => role in whatOf);
    expect(new Set(told.map(({ role }: { role: string }) => role)).size).toBe(2);
    for (const { holder, role, names } of told) {
      expect(rows.some((row) => row.includes(` ${holder}${whatOf[role]} ${names[0]} `))).toBe(true);
    }
  });

  test('says first that a program with open errors is refused', async () => {
    const text = textOf(await pageOf(plan));
    expect(text).toContain('Refused. Synthesis writes nothing while 2 errors are open.');
    expect(text).toContain('nobody is granted anything while ROLE_NOT_EXPRESSIBLE is open');
  });

  test('says who may do nothing, and why', async () => {
    const rows = (await pageOf(plan)).split('<tr ').map(textOf);
    expect(rows.find((row) => row.includes('someone-who-left'))).toContain('nothing: inactive');
    expect(rows.find((row) => / idle service /.test(row))).toContain('no role nothing: every call is denied');
  });

  test('shows what a certificate store really holds', async () => {
    const local = new LocalFolder();
    const empty = local.plan();
    expect(textOf(await pageOf(empty))).toContain('not made yet');
    const made = await local.made();
    const status = await local.pki(made, 'status', '--json');
    const text = textOf(await pageOf(made));
    expect(text).not.toContain('not made yet');
    for (const { id, notBefore, notAfter } of JSON.parse(status.out).certificates) {
      expect(text).toContain(id);
      expect(text).toContain(`in the store: ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`);
    }
  });
});

describe('temporal-auth report, where the policy server decides', () => {
  const policed = path.join(folder, 'policed.json');
  const before = path.join(folder, 'before.json');
  writePlan(policed, () => policyProgram().app.synth());
  const [{ policy, path: stack }] = JSON.parse(readFileSync(policed, 'utf8')).policies;
  writeFileSync(before, JSON.stringify(policyBefore(policy)));

  test('says what roles permit and who can call what, and no claims', async () => {
    const page = await pageOf(policed);
    expect(page).toContain('<a href="#part-1-who-can">Who can call what</a>');
    expect(page).toContain('<h3 id="part-1-who-can">Who can call what</h3>');
    const text = textOf(page);
    expect(text).toContain(`${MANY + 5} ${MANY + 3} may do something`);
    expect(text).toMatch(/ \d+ roles, and what each permits and denies /);
    expect(text).not.toMatch(/ and (0|-\d+) more/);
    expect(text).not.toContain('What changes');
    expect(textOf(await pageOf(plan))).not.toContain('Who can call what');
    expectWholeRows(page);
  });

  test('is the same page whatever the time, though users expire', async () => {
    const first = await pageOf(policed, '--before', before);
    jest.spyOn(effects, 'now').mockReturnValue(new Date('2050-01-01'));
    expect(await pageOf(policed, '--before', before)).toBe(first);
  });

  test('F15 shows who may do more or less since a policy before, whatever names it has', async () => {
    const page = await pageOf(policed, '--before', before, '--stack', stack);
    expect(page).toContain('<a href="#part-1-changes">What changes</a>');
    expect(page).not.toContain('<script');
    expect(textOf(page)).toContain(`user ${HOSTILE} − less`);
    writeFileSync(path.join(folder, 'same.json'), JSON.stringify(policy));
    expect(textOf(await pageOf(policed, '--before', path.join(folder, 'same.json')))).toContain(
      'Nobody may do more or less.',
    );
  });

  test('compares the stack that is meant, of several', async () => {
    const { servers, policies, ...rest } = JSON.parse(readFileSync(policed, 'utf8'));
    const twice = (all: object[]) => [...all, { ...all[0], path: 'other' }];
    const both = path.join(folder, 'both.json');
    writeFileSync(both, JSON.stringify({ ...rest, servers: twice(servers), policies: twice(policies) }));
    const page = await pageOf(both, '--before', before, '--stack', 'other');
    expect([...page.matchAll(/<h3 id="([^"]*)-changes"/g)].map(([, id]) => id)).toEqual(['part-2']);
    const unsaid = await temporalAuth('report', '--plan', both, '--before', before, '--out', `${both}.html`);
    expect(unsaid.err).toContain('[MISSING_OPTION] --stack');
  });

  test('compares nothing that it does not know', async () => {
    const out = path.join(folder, 'none.html');
    const ran = (...more: string[]) => temporalAuth('report', '--plan', policed, '--out', out, ...more);
    expect((await ran('--stack', stack)).err).toContain('[MISSING_OPTION] --before');
    expect((await ran('--before', before, '--stack', 'other')).err).toContain('[INVALID_VALUE] --stack');
    expect((await ran('--before', policed)).code).toBe(1);
    expect(readdirSync(folder)).not.toContain('none.html');
  });
});
