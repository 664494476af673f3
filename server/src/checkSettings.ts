// Checks the settings and ends: `npm start` runs it before it spends minutes on building.
import { ConfigError, readConfig } from './config/config.ts';

try {
  readConfig(process.env);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`Distansmöte cannot start. ${error.message}`);
  process.exit(1);
}
