export {
  checklistListSchema,
  checklistSummarySchema,
  checklistViewSchema,
} from './answers/checklists.ts'
export { itemViewSchema } from './answers/items.ts'
export {
  createdSnapshotSchema,
  snapshotListSchema,
  snapshotViewSchema,
} from './answers/snapshots.ts'
export { changeChecklist } from './change-checklist.ts'
export { changeItem } from './change-item.ts'
export { freezeChecklist } from './freeze-checklist.ts'
export { getChecklist } from './get-checklist.ts'
export { checklistJobs } from './jobs.ts'
export { listChecklists } from './list-checklists.ts'
export { getSnapshot, listSnapshots } from './list-snapshots.ts'
export { tickItem } from './tick-item.ts'
export { toMarkdown } from './to-markdown.ts'
