export { getStageSubject, getStageSubjectById, type StageSubject } from './get-stage-subject.ts'
export { getSystem } from './get-system.ts'
export { getSystemSubject, type SystemSubject } from './get-system-subject.ts'
export {
  catalogJobs,
  enqueueCatalogRefresh,
  enqueueDueCatalogRefresh,
  enqueueFullCatalogRefresh,
  enqueueRepositoryRefresh,
  refreshCatalogNow,
} from './jobs.ts'
export { listSources } from './list-sources.ts'
export { listSystems } from './list-systems.ts'
export { listVisibleStages } from './list-visible-stages.ts'
export { findNearest } from './nearest.ts'
export { toLocalProblems } from './problems.ts'
export { refreshCatalog } from './refresh-catalog.ts'
export type { CatalogDeploy } from './types.ts'
