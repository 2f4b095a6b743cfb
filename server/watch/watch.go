// Package watch calls back when files may have changed. Kubernetes replaces a mounted ConfigMap or Secret by renaming a
// symbolic link in its directory, so that directories are what is watched.
package watch

import (
	"context"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settle is how long after a first change the others of the same update may come.
const settle = 20 * time.Millisecond

// Directories calls back after every change in the directories, and at the latest after each interval, until the context
// is done. It goes on where a directory is not there, since the interval does not depend on it.
func Directories(ctx context.Context, directories []string, interval time.Duration, call func()) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		// There are not enough handles: then the interval has to do.
		watcher = &fsnotify.Watcher{}
	} else {
		defer watcher.Close()
	}
	for {
		if err == nil {
			for _, directory := range directories {
				// Once more, because a directory that was replaced is watched no longer.
				_ = watcher.Add(directory)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-watcher.Errors:
		case <-watcher.Events:
			drain(ctx, watcher)
		}
		call()
	}
}

func drain(ctx context.Context, watcher *fsnotify.Watcher) {
	settled := time.After(settle)
	for {
		select {
		case <-ctx.Done():
			return
		case <-settled:
			return
		case <-watcher.Events:
		}
	}
}
