import { spawnSync } from 'node:child_process';
import { componentPath } from '../cache';
import { type CertificateFiles, TestAuthority } from '../certificates';
import { testFolder } from '../test-folder';
import { type Postgres, startPostgres } from './postgres';
import { SCHEMA_PASSWORD_VARIABLE, schemaCommands } from './temporal-schema';

const PASSWORD = "it's-a-password";
/** A service account of a cloud, as its PostgreSQL calls it. */
const ROLE = 'temporal@project.iam';
/** Names that Temporal writes into a URL as they stand. */
const CERTIFICATE_ROLES = ['sa@project.iam', 'svc.temporal', '4711_app+eu', 'a~$b'];

describe('PostgreSQL', () => {
  let postgres: Postgres;
  let serverAuthority: TestAuthority;
  let clientAuthority: TestAuthority;
  let client: CertificateFiles;
  let stranger: CertificateFiles;

  beforeAll(async () => {
    const runFolder = testFolder('postgres-alone');
    serverAuthority = new TestAuthority(`${runFolder}/servers`, 'servers');
    clientAuthority = new TestAuthority(`${runFolder}/clients`, 'clients');
    client = clientAuthority.issue('temporal', { usage: 'clientAuth' });
    stranger = serverAuthority.issue('stranger', { usage: 'clientAuth' });
    postgres = await startPostgres({
      runFolder,
      ...serverAuthority.issue('postgres', { usage: 'serverAuth', dnsNames: ['localhost'] }),
      clientCaFile: clientAuthority.certFile,
      role: ROLE,
      password: PASSWORD,
      certificateRoles: CERTIFICATE_ROLES,
    });
  });
  afterAll(() => postgres?.stop());

  test("Temporal's schema tool makes both databases with their schemas over mutual TLS", () => {
    const commands = schemaCommands({ ...connection(), ...client, caFile: serverAuthority.certFile });
    expect(commands).toHaveLength(6);
    for (const args of commands) {
      const { status, output } = schemaTool(args);
      expect(output).not.toContain('ERROR');
      expect(status).toBe(0);
    }
    for (const again of commands.filter((args) => args.includes('update-schema'))) {
      expect(schemaTool(again).output).toMatch(/found zero updates from current version \d+\.\d+/);
    }
  });

  test.each(CERTIFICATE_ROLES)(
    '%s is let in by its certificate alone, and has a database of a name like its own',
    (user) => {
      const files = { ...clientAuthority.issue(user, { usage: 'clientAuth' }), caFile: serverAuthority.certFile };
      for (const args of schemaCommands({ ...connection(), ...files, user, database: `${user}.main` }).slice(0, 3)) {
        const { status, output } = schemaTool(args, '');
        expect(output).not.toContain('ERROR');
        expect(status).toBe(0);
      }
      expect(postgres.log()).toMatch(/identity="CN=[^"]*" method=cert/);
      expect(postgres.log()).toContain(`connection authorized: user=${user} database=${user}.main`);
    },
  );

  test('a certificate of another role lets nobody in', () => {
    const files = { ...clientAuthority.issue('other', { usage: 'clientAuth' }), caFile: serverAuthority.certFile };
    const [args] = schemaCommands({ ...connection(), ...files, user: CERTIFICATE_ROLES[0] });
    expect(schemaTool(args, '').output).toContain('certificate authentication failed');
  });

  test('a client without a certificate is refused', () => {
    const args = firstCommand(client).filter((each) => !/^--tls-(cert|key)-file=/.test(each));
    expect(schemaTool(args).output).toContain('connection requires a valid client certificate');
  });

  test('a client with a certificate of another authority is refused', () => {
    expect(schemaTool(firstCommand(stranger)).status).toBe(1);
    // The client may see no more than a closed connection.
    expect(postgres.log()).toContain('could not accept SSL connection: certificate verify failed');
  });

  test('a client without TLS is refused', () => {
    const args = firstCommand(client).filter((each) => !each.startsWith('--tls'));
    expect(schemaTool(args).output).toContain('no pg_hba.conf entry');
  });

  test('a wrong password is refused', () => {
    expect(schemaTool(firstCommand(client), 'guessed').output).toContain('password authentication failed');
  });

  function connection() {
    const { port } = postgres;
    return {
      host: 'localhost',
      port,
      user: ROLE,
      database: 'temporal',
      visibilityDatabase: 'temporal_visibility',
    };
  }

  function firstCommand(files: CertificateFiles): readonly string[] {
    return schemaCommands({ ...connection(), ...files, caFile: serverAuthority.certFile })[0];
  }

  function schemaTool(args: readonly string[], password = PASSWORD): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(componentPath('temporal', 'bin', 'temporal-sql-tool'), args, {
      encoding: 'utf8',
      env: { [SCHEMA_PASSWORD_VARIABLE]: password },
    });
    return { status, output: stdout + stderr };
  }
});
