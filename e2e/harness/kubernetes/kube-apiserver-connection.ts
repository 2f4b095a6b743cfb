import { Agent, request } from 'node:https';

/** What the API server answered. */
export interface KubeResponse {
  readonly status: number;
  /** The `Warning` headers' texts. */
  readonly warnings: readonly string[];
  readonly body: string;
}

/** The API server's refusal, in its own words. */
export class KubeApiError extends Error {
  constructor(
    request: string,
    /** The HTTP status. */
    public readonly status: number,
    /** The Status object's reason, e.g. `NotFound`, `Invalid`, `BadRequest`. */
    public readonly reason: string,
    /** The Status object's message. */
    public readonly detail: string,
  ) {
    super(`${request}: ${status} ${reason}: ${detail}`);
  }
}

/** An authenticated HTTPS connection to an API server. */
export class KubeConnection {
  private readonly agent: Agent;

  /**
   * @param url of the API server.
   * @param ca certificate that signed its serving certificate, PEM.
   * @param token bearer token.
   */
  constructor(
    private readonly url: string,
    ca: string,
    private readonly token: string,
  ) {
    this.agent = new Agent({ ca, keepAlive: true });
  }

  /**
   * @param path with its query, from the slash on.
   * @throws KubeApiError for every status that is not a success.
   */
  public async call(
    method: string,
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<KubeResponse> {
    const response = await this.send(method, path, body && JSON.stringify(body), contentType);
    if (response.status >= 300) {
      throw refusal(`${method} ${path}`, response);
    }
    return response;
  }

  private send(method: string, path: string, body: string | undefined, contentType: string): Promise<KubeResponse> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${this.token}`,
        'content-type': contentType,
        accept: 'application/json',
      };
      const sent = request(`${this.url}${path}`, { method, headers, agent: this.agent }, (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk) => chunks.push(chunk));
        message.on('error', reject);
        message.on('end', () =>
          resolve({
            status: message.statusCode ?? 0,
            warnings: warningsOf(message.rawHeaders),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** `299 - "text"`, the text with its quotes and backslashes escaped. */
function warningsOf(rawHeaders: readonly string[]): string[] {
  return rawHeaders
    .filter((_, index) => index % 2 === 1 && rawHeaders[index - 1].toLowerCase() === 'warning')
    .map((value) => (value.match(/^\d+ \S+ "(.*)"$/)?.[1] ?? value).replace(/\\(.)/g, '$1'));
}

function refusal(sent: string, { status, body }: KubeResponse): KubeApiError {
  try {
    const { reason, message } = JSON.parse(body);
    return new KubeApiError(sent, status, reason ?? '', message ?? body);
  } catch {
    return new KubeApiError(sent, status, '', body);
  }
}
