import { PEOPLE } from '../../../examples/reference/roles';
import { BackgroundProcess } from '../../harness/processes';
import { AUDIENCE, type Reference } from './reference-system';

const PORT = 8080;

/** The UI server, from its own pod, with the connection and the login that the program gave it. */
export function webUiServes(reference: () => Reference): void {
  let process: BackgroundProcess;
  let url: string;

  beforeAll(async () => {
    const { system } = reference();
    const pod = system.pod('temporal-ui');
    url = `http://${pod.address}:${PORT}`;
    process = BackgroundProcess.start({ name: 'temporal-ui', ...(await pod.main()), logFolder: system.logFolder });
    await process.until('healthy', 20_000, async () => (await fetch(`${url}/healthz`)).ok || undefined);
  });
  afterAll(() => process.stop());

  /** As the page asks in a browser: the access token as bearer, the ID token beside it. */
  const namespaces = (subject: string): Promise<Response> => {
    const { signer } = reference().system.identityProvider;
    const person = { subject, issuer: 'https://auth.company.com' };
    return fetch(`${url}/api/v1/namespaces`, {
      headers: {
        Authorization: `Bearer ${signer.sign({ ...person, audience: AUDIENCE })}`,
        'Authorization-Extras': signer.sign({ ...person, audience: 'temporal-ui' }),
      },
    });
  };

  test("A17: reaches the frontend over mutual TLS, verified by name, with a person's token", async () => {
    const response = await namespaces(PEOPLE.admin);
    expect(response.status).toBe(200);
    const { namespaces: found } = (await response.json()) as { namespaces: { namespaceInfo: { name: string } }[] };
    expect(found.map(({ namespaceInfo }) => namespaceInfo.name)).toContain('production');
  });

  test('A30: has no rights of its own', async () => {
    expect((await namespaces('somebody')).status).toBe(403);
    expect((await fetch(`${url}/api/v1/namespaces`)).status).toBe(401);
  });

  test('sends people to the identity provider, to come back over https', async () => {
    const response = await fetch(`${url}/auth/sso`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin).toBe('https://auth.company.com');
    expect(location.searchParams.get('client_id')).toBe('temporal-ui');
    expect(location.searchParams.get('redirect_uri')).toBe('https://temporal.company.com/auth/sso/callback');
    expect(location.searchParams.get('scope')).toBe('openid profile email temporal:read temporal:write');
  });
}
