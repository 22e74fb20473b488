#!/usr/bin/env node
// Kept in the repository as an executable file: those that tsc writes are not, and npx then refuses them.
import '../../dist/src/cli/caregraph.js';
