from pathlib import Path

from cdk8s import App, Chart
from cdk8s_temporal_auth import (
    Authentication,
    Database,
    ExternalSecretsBinding,
    PredefinedRoleProps,
    PredefinedRolesProps,
    RbacRoleSet,
    SecretStoreRef,
    TemporalAuthStack,
)

app = App()
chart = Chart(app, "temporal-auth", namespace="temporal")

# Secret values stay in the store; the program only names them.
vault = ExternalSecretsBinding(chart, "Vault", store=SecretStoreRef.store("vault"), secret_name="temporal-secrets")

# Temporal's own authorizer knows read, write and admin: a worker needs write, which lets it start workflows too.
roles = RbacRoleSet(
    chart,
    "Roles",
    temporal_namespaces=["payments"],
    predefined=PredefinedRolesProps(
        worker=PredefinedRoleProps(accept_coarse="a worker may make every call that write grants")
    ),
)

# Certificates, server configuration, ServiceAccounts, volumes and profiles follow from this.
auth = TemporalAuthStack(
    chart,
    "Auth",
    roles=roles,
    database=Database.postgres(
        host="postgres.databases.svc.cluster.local",
        password=vault.fetch("database-password", "temporal/database", "password"),
        server_ca=vault.fetch("database-ca.crt", "temporal/database", "ca.crt"),
    ),
    authentication=[
        # Public keys only: whoever holds the private one signs API keys, and need not run in the cluster.
        Authentication.api_keys(jwks_file=str(Path(__file__).parent / "keys/jwks.json"), audience="temporal"),
    ],
)

# Whoever may create a CertificateRequest could have a certificate in any name: keep that right to few.
auth.acknowledge("UNCHECKED_REQUESTS", "only the platform team may create CertificateRequests")

# An application: a ServiceAccount, a client certificate, and a profile with its API key.
worker = auth.add_service(
    "payments-worker",
    temporal_namespace="payments",
    api_key=vault.fetch("payments-worker-api-key", "temporal/api-keys", "payments-worker"),
)
roles.predefined.worker.bind(worker)

app.synth()
