export { getConfiguration } from './get-configuration.ts'
export { getConfigurationMatrix } from './get-configuration-matrix.ts'
export { configurationJobs } from './jobs.ts'
export { settingsReader } from './settings-reader.ts'
