import { Construct } from 'constructs';
import { callOptions, instanceOf, optional } from '../../core/guards';
import { labelName } from '../../core/names';
import { readOnly } from '../../core/surface/read-only';
import { subjectText } from '../../x509/names/subject-text';
import type { CertificateModel } from '../model/certificate';
import { type CertificateOptions, certificateOptions } from './certificate-options';
import { type TrustRef, trustRef } from './trust-ref';

/** Options of the certificate of a pod that calls the frontend. */
export interface CallerCertificateOptions {
  /**
   * The Kubernetes ServiceAccount that the certificate names, in its SPIFFE ID.
   *
   * @default - the certificate's name; for the UI and the command line `<namePrefix>-<certificate's name>`
   */
  readonly serviceAccountName?: string;
  /**
   * A construct in the chart that the caller lives in, when that is another one. If the chart has another Kubernetes
   * namespace, the authority of `clients` must be one that signs there: a ClusterIssuer, a self-signed hierarchy with
   * `clusterResourceNamespace`, or existing Secrets.
   *
   * @default - the MtlsPki itself
   */
  readonly scope?: Construct;
  /**
   * What the caller verifies the frontend by, in the caller's Kubernetes namespace: for example the target of a
   * trust-manager Bundle, or of an ExternalSecret.
   *
   * @default - in the Temporal server's namespace, what the frontend's authority says; in another one, a Certificate whose
   * `ca.crt` is the frontend's root, where the frontend's authority signs in every namespace and has a root of its own
   */
  readonly frontendTrust?: TrustRef;
  /**
   * How cert-manager keeps this certificate and its Secret. What is said here replaces what the MtlsPki says of all.
   *
   * @default - as the MtlsPki says
   */
  readonly certificate?: CertificateOptions;
}

/** Options of the certificate of a person. */
export interface PersonCertificateOptions {
  /**
   * What the person verifies the frontend by, in the Temporal server's Kubernetes namespace, from which it is handed over.
   *
   * @default - what the frontend's authority says
   */
  readonly frontendTrust?: TrustRef;
}

/** Options of the certificate that the Temporal server shows its database. */
export interface DatabaseClientCertificateOptions {
  /** The database user: the common name, which PostgreSQL compares with the user (`clientcert=verify-full`, or a map). */
  readonly user: string;
  /**
   * The certificate's name; another one where the server uses several database users.
   *
   * @default - `database-client`
   */
  readonly name?: string;
}

/** A certificate of a caller, and where it lies. */
export class ClientCertificate {
  /** @internal */
  public static _of(model: CertificateModel, frontendTrust?: TrustRef): ClientCertificate {
    return new ClientCertificate(model, frontendTrust);
  }

  private constructor(
    /** @internal */
    public readonly _model: CertificateModel,
    private readonly trust?: TrustRef,
  ) {}

  /** The certificate's name in the program. */
  public get name(): string {
    return this._model.holder;
  }

  /** The Secret of type `kubernetes.io/tls` that holds `tls.crt` and `tls.key`. */
  public get secretName(): string {
    return this._model.secretName;
  }

  /** The Kubernetes namespace of the Secret. */
  public get kubernetesNamespace(): string {
    return this._model.namespace;
  }

  /** The common name in the certificate. */
  public get commonName(): string {
    return this._model.commonName;
  }

  /** The SPIFFE ID in the certificate, by which the caller is recognized. */
  public get spiffeId(): string {
    return this._model.uris[0];
  }

  /**
   * What the caller verifies the frontend by, in its own Kubernetes namespace.
   *
   * @default - none where the certificate is not for calling the frontend
   */
  public get frontendTrust(): TrustRef | undefined {
    return this.trust;
  }
}

readOnly(ClientCertificate);

/** Reads the options of a caller's certificate. */
export const callerOptions = callOptions<CallerCertificateOptions>({
  serviceAccountName: optional(labelName),
  scope: optional(instanceOf(Construct, 'a Construct')),
  frontendTrust: optional(trustRef),
  certificate: optional(certificateOptions),
});

/** Reads the options of a person's certificate. */
export const personOptions = callOptions<PersonCertificateOptions>({ frontendTrust: optional(trustRef) });

/** Reads the options of a database client's certificate. */
export const databaseOptions = callOptions<DatabaseClientCertificateOptions>({
  user: subjectText('a database user'),
  name: optional(labelName),
});
