// Package contract holds the tables that this server and the TypeScript library both obey.
//
// The files are copies of those in the repository's contract folder, because a module can embed only what is in it; a
// test holds that they are the same. What they mean is read by the packages catalogue and contents.
package contract

import "embed"

// Files holds apis-<version>.json, compared.txt, permissions.json and request-contents.json.
//
//go:embed *.json compared.txt
var Files embed.FS
