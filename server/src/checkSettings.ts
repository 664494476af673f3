// Checks the settings and ends: `npm start` runs it before it spends minutes on building.
import { ConfigError, readConfig } from './config/config.ts';

function check(): void {
  // The data folder is made here if there is none, private as in main.ts.
  process.umask(0o077);
  try {
    readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(`Distansmöte cannot start. ${error.message}`);
    process.exit(1);
  }
}

// Imported, it is only compiled (scripts/importServer.mjs). Before Node 24.2 this is undefined.
// oxlint-disable-next-line typescript/no-unnecessary-boolean-literal-compare
if (import.meta.main !== false) check();
