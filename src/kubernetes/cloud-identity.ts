import { matching } from '../core/guards';

const roleArn = matching(
  /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  'the ARN of an IAM role, for example arn:aws:iam::123456789012:role/temporal',
  'Copy it from `aws iam get-role`.',
);

// Google's own accounts (…@developer.gserviceaccount.com, …@appspot.gserviceaccount.com) are shared by a whole project.
const googleServiceAccount = matching(
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]{4,28}[a-z0-9](\.[a-z0-9-]+)*\.iam\.gserviceaccount\.com$/,
  'the e-mail address of a Google service account of your own, NAME@PROJECT.iam.gserviceaccount.com',
  'Copy it from `gcloud iam service-accounts list`.',
);

const clientId = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'the client id of a managed identity or application, a UUID in lower case',
  'Copy it from `az identity show --query clientId`.',
);

/**
 * The identity that a cloud gives to the pods of a ServiceAccount, so that no cloud key is needed in a Secret.
 *
 * @example
 * new ServiceIdentity(chart, 'Exporter', {
 *   serviceAccountName: 'temporal-exporter',
 *   cloudIdentity: CloudIdentity.irsa('arn:aws:iam::123456789012:role/temporal-exporter'),
 * });
 */
export class CloudIdentity {
  /**
   * An IAM role for service accounts (IRSA) of Amazon EKS. The role's trust policy must name the ServiceAccount.
   *
   * Throws `INVALID_VALUE`. Source: Amazon EKS, "IAM roles for service accounts".
   *
   * @param arn the ARN of the IAM role
   */
  public static irsa(arn: string): CloudIdentity {
    return new CloudIdentity({ 'eks.amazonaws.com/role-arn': roleArn(arn, 'CloudIdentity.irsa') }, {});
  }

  /**
   * A Google service account by GKE's Workload Identity Federation. It must grant `roles/iam.workloadIdentityUser` to the
   * ServiceAccount.
   *
   * Throws `INVALID_VALUE`. Source: Google Kubernetes Engine, "Authenticate to Google Cloud APIs from GKE workloads".
   *
   * @param email the e-mail address of the Google service account
   */
  public static gkeWorkloadIdentity(email: string): CloudIdentity {
    const account = googleServiceAccount(email, 'CloudIdentity.gkeWorkloadIdentity');
    return new CloudIdentity({ 'iam.gke.io/gcp-service-account': account }, {});
  }

  /**
   * A managed identity or application by Azure's workload identity. It needs a federated credential for the ServiceAccount.
   * Its webhook acts on pods with the label `azure.workload.identity/use`.
   *
   * Throws `INVALID_VALUE`. Source: Azure Workload Identity, "Labels and Annotations".
   *
   * @param id the client id, a UUID
   */
  public static azureWorkloadIdentity(id: string): CloudIdentity {
    return new CloudIdentity(
      { 'azure.workload.identity/client-id': clientId(id, 'CloudIdentity.azureWorkloadIdentity') },
      { 'azure.workload.identity/use': 'true' },
    );
  }

  private constructor(
    /** @internal */
    public readonly _annotations: Readonly<Record<string, string>>,
    /** @internal */
    public readonly _podLabels: Readonly<Record<string, string>>,
  ) {}
}
