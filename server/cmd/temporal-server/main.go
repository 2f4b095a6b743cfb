// Command temporal-server is the Temporal server with the policy of cdk8s-temporal-auth: Temporal's own command line,
// configuration, dynamic configuration and database plugins, with another authorizer and claim mapper.
package main

import (
	"os"
	_ "time/tzdata" // For schedules, where the image has no time zones.

	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/mysql"      // A datastore of the configuration.
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql" // A datastore of the configuration.
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"     // A datastore of the configuration.
)

func main() {
	// Commands that fail exit by themselves, as in the stock server.
	_ = newApp().Run(os.Args)
}
