export { exportAuditEntries } from './export-audit-entries.ts'
export { auditJobs } from './jobs.ts'
export { listAuditEntries } from './list-audit-entries.ts'
export {
  type AuditEntryDto,
  AuditFilter,
  type AuditPageDto,
  auditPageSchema,
  ListAuditEntriesInput,
} from './schemas.ts'
export { type AuditAnchor, type AuditVerdict, verifyAuditChain } from './verify-audit-chain.ts'
