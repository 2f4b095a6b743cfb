package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"

	. "example.com/cdk8s-temporal-auth-go/cdk8stemporalauth"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("temporal-auth"), &cdk8s.ChartProps{Namespace: jsii.String("temporal")})
	declare(chart)
	app.Synth()
}

func declare(chart constructs.Construct) {
	// Secret values stay in the store; the program only names them.
	vault := NewExternalSecretsBinding(chart, jsii.String("Vault"), &ExternalSecretsBindingProps{
		Store:      SecretStoreRef_Store(jsii.String("vault")),
		SecretName: jsii.String("temporal-secrets"),
	})
	fetch := func(key, remoteKey, property string) SecretRef {
		return vault.Fetch(jsii.String(key), jsii.String(remoteKey), jsii.String(property))
	}

	// Temporal's own authorizer knows read, write and admin: a worker needs write, which lets it start workflows too.
	roles := NewRbacRoleSet(chart, jsii.String("Roles"), &RbacRoleSetProps{
		TemporalNamespaces: jsii.Strings("payments"),
		Predefined: &PredefinedRolesProps{
			Worker: &PredefinedRoleProps{AcceptCoarse: jsii.String("a worker may make every call that write grants")},
		},
	})

	// Certificates, server configuration, ServiceAccounts, volumes and profiles follow from this.
	auth := NewTemporalAuthStack(chart, jsii.String("Auth"), &TemporalAuthStackProps{
		Roles: roles,
		Database: Database_Postgres(&PostgresOptions{
			Host:     jsii.String("postgres.databases.svc.cluster.local"),
			Password: fetch("database-password", "temporal/database", "password"),
			ServerCa: fetch("database-ca.crt", "temporal/database", "ca.crt"),
		}),
		Authentication: &[]Authentication{
			// Public keys only: whoever holds the private one signs API keys, and need not run in the cluster. The path begins where
			// the program runs.
			Authentication_ApiKeys(&ApiKeysOptions{
				JwksFile: jsii.String("keys/jwks.json"),
				Audience: jsii.String("temporal"),
			}),
		},
	})

	// Whoever may create a CertificateRequest could have a certificate in any name: keep that right to few.
	auth.Acknowledge(jsii.String("UNCHECKED_REQUESTS"), jsii.String("only the platform team may create CertificateRequests"), nil)

	// An application: a ServiceAccount, a client certificate, and a profile with its API key.
	worker := auth.AddService(jsii.String("payments-worker"), &TemporalServiceOptions{
		TemporalNamespace: jsii.String("payments"),
		ApiKey:            fetch("payments-worker-api-key", "temporal/api-keys", "payments-worker"),
	})
	roles.Predefined().Worker().Bind(worker)
}
