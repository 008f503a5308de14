import { backupFactReader } from '#lib/backups/index.ts'
import { settingsReader } from '#lib/configuration/index.ts'
import { type FactReader, platformReaders } from '#lib/hosting/index.ts'

/** Everything platforms are asked on a schedule; a domain adds its readers here. */
export const factReaders: readonly FactReader[] = [
  ...platformReaders,
  backupFactReader,
  settingsReader,
]
